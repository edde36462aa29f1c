import type { Gap } from '../model/finding.ts';
import type { Place, SourceFile } from '../model/place.ts';
import { locate } from '../parse/lines.ts';
import { placeIn } from '../parse/shell/mapping.ts';
import { parseScript, substitutionLimit, substitutionsIn } from '../parse/shell/parse.ts';
import type { ParsedScript, Script } from '../parse/shell/script.ts';
import { scriptLimits } from '../parse/shell/walk.ts';
import { fencedScripts, isMarkdown } from '../parse/workflow/fences.ts';
import { scriptsOf } from '../parse/workflow/scripts.ts';

/**
 * The scripts of a file, parsed one after another; those that `skips` names are passed over unread. Behind a limit nothing is
 * read, and `gaps` gets a blocking one.
 */
export function* parsedScripts(
  file: SourceFile,
  gaps: Gap[],
  skips: (script: Script) => boolean = () => false,
): Generator<{ readonly script: Script; readonly parsed: ParsedScript }> {
  let commands = 0;
  let substitutions = 0;
  for (const script of isMarkdown(file.path) ? fencedScripts(file) : scriptsOf(file)) {
    if (skips(script)) continue;
    if (commands >= scriptLimits.commands) {
      gaps.push(limitGap(placeIn(script, 0, 0), `only the first ${commands} commands of this file are read`));
      return;
    }
    const own = substitutionsIn(script);
    substitutions += own;
    if (substitutions > substitutionLimit && substitutions > own) {
      gaps.push(limitGap(placeIn(script, 0, 0), `only the first ${substitutionLimit} substitutions of this file are read`));
      return;
    }
    const parsed = parseScript(script);
    commands += parsed.commands.length;
    yield { script, parsed };
  }
}

/** The gap of a file that a limit leaves partly unread, at the first that is. */
export function limitGap(at: Place, detail: string): Gap {
  return { artifact: at.file.path, reason: 'unreadable', detail, location: locate(at), blocking: true };
}
