import type { SourceFile } from '../../model/place.ts';
import { shells } from '../shell/inner.ts';
import { ScriptBuilder } from '../shell/mapping.ts';
import type { Script } from '../shell/script.ts';

/** Whether a path is a makefile. */
export function isMakefile(path: string): boolean {
  return /(?:^|\/)(?:GNUm|M|m)akefile(?:\.[\w.-]+)?$|\.mk$/.test(path);
}

/**
 * The recipe lines of a makefile, each a script as its shell gets it: without `@`, `-` and `+`, `$$` as `$`, what make
 * expands unknown. With `.ONESHELL` a recipe is one script. A container command in a variable counts as well. Where no rule
 * or `define` stands above, a line with a tab is none, as make has it.
 */
export function makefileScripts(file: SourceFile): readonly Script[] {
  const shell = /^SHELL[ \t]*[:?]?=[ \t]*(\S+)/m.exec(file.text)?.[1];
  if (shell !== undefined && !shell.includes('$') && !shells.has(shell.slice(shell.lastIndexOf('/') + 1))) return [];
  const oneShell = /^\.ONESHELL[ \t]*:/m.test(file.text);
  const scripts: ScriptBuilder[] = [];
  let recipe: ScriptBuilder | undefined;
  let takesRecipes = false;
  for (const { start, end } of logicalLines(file.text)) {
    const text = file.text.slice(start, end);
    const variable = startedIn(text);
    if (variable > 0) recipe = undefined;
    const isRecipe = takesRecipes && text.startsWith('\t');
    const from = isRecipe ? start + 1 : start + (variable || inlineRecipe(text));
    if (!isRecipe && !passedOver.test(text)) takesRecipes = !assignment.test(text);
    if (from === start) {
      if (text.trim() !== '' && !text.startsWith('#')) recipe = undefined;
      continue;
    }
    if (recipe === undefined || !oneShell) scripts.push((recipe = new ScriptBuilder(file)));
    else recipe.copy('\n', start - 1);
    addRecipe(recipe, file.text, from, end);
  }
  return scripts.map((script) => script.build()).filter((script) => script.text.trim() !== '');
}

/** Lines that neither begin a recipe nor end one. */
const passedOver = /^\s*(?:#|$|(?:ifn?eq|ifn?def|else|endif)\b)/;

const assignment = /^\s*(?:(?:export|override|private)\s+)*(?:endef\b|[^\s:#=$()]+[ \t]*(?::{1,3}|\?|!|\+)?=)/;

/** Where the recipe of `target: needs; recipe` begins; 0 where there is none. */
function inlineRecipe(line: string): number {
  const match = /^[^\s#:=][^#:=;]*::?(?![=:])[^#=;]*;/.exec(line);
  return match === null ? 0 : match[0].length;
}

/** Where a command in a variable begins, `RUN := docker run --rm`; 0 where the variable holds something else. */
function startedIn(line: string): number {
  const head = /^(?:export\s+|override\s+)*[\w.-]+[ \t]*(?:::?:?|\?|!)?=[ \t]*/.exec(line)?.[0] ?? '';
  if (head === '') return 0;
  const [, program = ''] = /^(\S*)\s+(?:container\s+)?(?:run|create|exec)\s/i.exec(line.slice(head.length)) ?? [];
  return /docker|podman|nerdctl/i.test(program) ? head.length : 0;
}

/** Lines with those that a backslash continues, line ends left out. */
function logicalLines(text: string): readonly { readonly start: number; readonly end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r?\n|$/g)) {
    let slashes = match.index;
    while (slashes > start && text.charAt(slashes - 1) === '\\') slashes -= 1;
    if ((match.index - slashes) % 2 === 1 && match[0] !== '') continue;
    lines.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  return lines;
}

function addRecipe(builder: ScriptBuilder, text: string, from: number, to: number): void {
  let at = from + (/^[@+\-\s]*/.exec(text.slice(from, to))?.[0].length ?? 0);
  let copied = at;
  const flush = (until: number): void => {
    builder.copy(text.slice(copied, until), copied);
  };
  while (at < to) {
    const character = text.charAt(at);
    if (character === '\n' && text.charAt(at + 1) === '\t') {
      flush(at + 1);
      copied = at += 2;
    } else if (character === '$' && at + 1 < to) {
      flush(at);
      const end = Math.min(expansionEnd(text, at), to);
      const before = builder.length;
      if (text.charAt(at + 1) === '$') builder.decoded('$', { start: at, end });
      else {
        builder.copy(text.slice(at, end), at);
        builder.hide(before);
      }
      copied = at = end;
    } else at += 1;
  }
  flush(to);
}

/** Behind `$$`, `$x`, `$(…)` or `${…}`, brackets counted. */
function expansionEnd(text: string, from: number): number {
  const open = text.charAt(from + 1);
  if (open !== '(' && open !== '{') return from + 2;
  const close = open === '(' ? ')' : '}';
  let depth = 0;
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === open) depth += 1;
    else if (character === close && (depth -= 1) === 0) return at + 1;
    else if (character === '\n' && text.charAt(at - 1) !== '\\') return at;
  }
  return text.length;
}
