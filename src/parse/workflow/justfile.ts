import type { SourceFile } from '../../model/place.ts';
import { ScriptBuilder } from '../shell/mapping.ts';
import type { Script } from '../shell/script.ts';
import { doubleBraces, withHoles } from './expressions.ts';
import { shebangShell } from './shell-file.ts';

/** Whether a path is a justfile. */
export function isJustfile(path: string): boolean {
  return /(?:^|\/)\.?[Jj]ust(?:file|FILE)$|(?:^|\/)JUSTFILE$|\.just$/.test(path);
}

/** The lines of the recipes of a justfile, each a script; a recipe with a `#!` line for a shell is one script. */
export function justfileScripts(file: SourceFile): readonly Script[] {
  const shell = /^set[ \t]+shell[ \t]*:=[ \t]*\[[ \t]*["']([^"']*)/m.exec(file.text)?.[1];
  if (shell !== undefined && shebangShell(`#!${shell}`) === undefined) return [];
  const scripts: ScriptBuilder[] = [];
  for (const body of bodies(file.text)) {
    const first = body[0];
    if (first === undefined) continue;
    if (file.text.startsWith('#!', first.start)) {
      if (shebangShell(file.text.slice(first.start, first.end)) === undefined) continue;
      const whole = new ScriptBuilder(file);
      for (const line of body) whole.copy(`${file.text.slice(line.start, line.end)}\n`, line.start);
      scripts.push(whole);
    } else scripts.push(...lineScripts(file, body));
  }
  return scripts.map((script) => withHoles(script.build(), doubleBraces)).filter((script) => script.text.trim() !== '');
}

interface Line {
  readonly start: number;
  readonly end: number;
}

function lineScripts(file: SourceFile, body: readonly Line[]): readonly ScriptBuilder[] {
  const scripts: ScriptBuilder[] = [];
  let open: ScriptBuilder | undefined;
  for (const { start, end } of body) {
    const text = file.text.slice(start, end);
    if (text.trim() === '' && open === undefined) continue;
    const skip = open === undefined ? (/^[ \t]*[@-]*/.exec(text)?.[0].length ?? 0) : 0;
    if (open === undefined) scripts.push((open = new ScriptBuilder(file)));
    open.copy(`${text.slice(skip)}\n`, start + skip);
    if (!text.endsWith('\\')) open = undefined;
  }
  return scripts;
}

/** The indented lines below each recipe head, without the indentation of the first. */
function bodies(text: string): readonly (readonly Line[])[] {
  const found: Line[][] = [];
  let body: Line[] | undefined;
  let indent = '';
  for (const match of text.matchAll(/([^\r\n]*)(?:\r?\n|$)/g)) {
    const line = match[1] ?? '';
    if (/^\S/.test(line)) {
      body = undefined;
      if (/^@?[A-Za-z_][\w-]*(?:\s[^:]*)?:(?!=)/.test(line)) found.push((body = []));
    } else if (body !== undefined && (line.trim() !== '' || body.length > 0)) {
      if (body.length === 0) indent = /^\s*/.exec(line)?.[0] ?? '';
      const skip = line.startsWith(indent) ? indent.length : line.length - line.trimStart().length;
      body.push({ start: match.index + skip, end: match.index + line.length });
    }
  }
  return found;
}
