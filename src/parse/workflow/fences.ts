import type { SourceFile } from '../../model/place.ts';
import { ScriptBuilder } from '../shell/mapping.ts';
import type { Script } from '../shell/script.ts';

/** Whether a path is a text for people that may show commands. */
export function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown|mdx)$/i.test(path);
}

const languages = new Set(['sh', 'bash', 'shell', 'console', 'shell-session', 'shellsession', 'zsh', 'terminal']);

/**
 * The commands that a Markdown text shows: each fenced block of a shell is a script. Where lines begin with `$ `, only these
 * are commands, with the lines they go on in; what stands between them is output.
 */
export function fencedScripts(file: SourceFile): readonly Script[] {
  const scripts: Script[] = [];
  let open: { readonly fence: string; readonly read: boolean; readonly lines: Line[] } | undefined;
  for (const { index, 0: whole, 1: text = '' } of file.text.matchAll(/([^\r\n]*)(?:\r?\n|$)/g)) {
    if (whole === '') break;
    const marks = /^\s*(?:>\s*)?(`{3,}|~{3,})/.exec(text)?.[1];
    if (open === undefined) {
      const language = /(?:`|~)\s*\{?\.?([\w-]+)/.exec(text)?.[1]?.toLowerCase() ?? '';
      if (marks !== undefined) open = { fence: marks, read: languages.has(language), lines: [] };
    } else if (marks?.startsWith(open.fence) === true && text.trim() === marks) {
      if (open.read && open.lines.length > 0) scripts.push(scriptOf(file, open.lines));
      open = undefined;
    } else if (open.read) open.lines.push({ start: index, text });
  }
  if (open?.read === true && open.lines.length > 0) scripts.push(scriptOf(file, open.lines));
  return scripts;
}

interface Line {
  readonly start: number;
  readonly text: string;
}

const prompt = /^\s*\$ +/;

function scriptOf(file: SourceFile, lines: readonly Line[]): Script {
  const builder = new ScriptBuilder(file);
  const prompted = lines.some(({ text }) => prompt.test(text));
  let goesOn = false;
  for (const { start, text } of lines) {
    const skip = goesOn ? 0 : (prompt.exec(text)?.[0].length ?? 0);
    if (prompted && skip === 0 && !goesOn) continue;
    goesOn = /(?:^|[^\\])(?:\\\\)*\\$/.test(text);
    builder.copy(text.slice(skip), start + skip);
    builder.decoded('\n', { start: start + text.length, end: start + text.length });
  }
  return builder.build();
}
