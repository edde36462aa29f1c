import type { Gap } from '../model/finding.ts';
import type { SourceFile } from '../model/place.ts';
import { locate } from '../parse/lines.ts';
import type { ScriptProblem } from '../parse/shell/script.ts';
import { hostFaults } from '../parse/workflow/scripts.ts';

/**
 * What could not be read of the shell in a file. Text that was passed over blocks, and is told once for each reason; what a
 * shell refuses as well is read on behind, and told once for the file, at its first place.
 */
export function gapsOfScripts(artifact: string, problems: readonly ScriptProblem[]): readonly Gap[] {
  const gapOf = ({ message, at, unread }: ScriptProblem, more = ''): Gap => ({
    artifact,
    reason: 'unparsable',
    detail: `a shell script in it: ${message}${more}`,
    location: locate(at),
    blocking: unread,
  });
  const unread = new Map<string, ScriptProblem>();
  const refused: ScriptProblem[] = [];
  for (const problem of problems) {
    if (!problem.unread) refused.push(problem);
    else if (!unread.has(problem.message)) unread.set(problem.message, problem);
  }
  const gaps = [...unread.values()].map((problem) => gapOf(problem));
  const lines = new Set(refused.map(({ at }) => locate(at).startLine));
  const [first] = refused;
  if (first !== undefined) gaps.push(gapOf(first, lines.size > 1 ? `, and faults in ${lines.size - 1} lines more` : ''));
  return gaps;
}

/** What could not be read of the YAML that scripts stand in. What others refuse as well is told; a limit of ours blocks. */
export function gapsOfHost(file: SourceFile): readonly Gap[] {
  return hostFaults(file).map(({ message, at, cut = false }) => ({
    artifact: file.path,
    reason: 'unparsable',
    detail: message,
    location: locate(at),
    blocking: cut,
  }));
}
