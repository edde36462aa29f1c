import { parse, type ParsedScript as Tree } from 'unbash';
import { copyRange, placeIn, ScriptBuilder } from './mapping.ts';
import type { ParsedScript, Script, SimpleCommand } from './script.ts';
import { walk, type Found, type Scope } from './walk.ts';

/**
 * How much text is read, how deep scripts may stand in scripts, how often to start anew behind an error, and how many
 * here-documents there may be: the time for those of one line grows with the square of their number.
 */
const limits = { text: 1_000_000, depth: 8, restarts: 64, hereDocuments: 2_000 };

/**
 * How many substitutions a script may have, and all scripts of a file: where nothing closes them, each is followed as deep as
 * the parser goes.
 */
export const substitutionLimit = 40_000;

/** How many substitutions a script may have at most, by what begins one; a sum counts as three, for it takes as long. */
export function substitutionsIn({ text }: Script): number {
  let count = 0;
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
    const next = text.charCodeAt(at + 1);
    if (next === BRACE) count += 1;
    else if (next === BRACKET) count += text.charCodeAt(at + 2) === BRACKET ? 3 : 1;
  }
  for (let at = text.indexOf('`'); at >= 0; at = text.indexOf('`', at + 1)) count += 1;
  return count;
}

const BRACE = 123;
const BRACKET = 40;

const found = new WeakMap<Script, ParsedScript>();

/**
 * The simple commands of a script, those in subshells, functions, substitutions, `sh -c "…"` and here-documents of a
 * shell too. Never throws: what cannot be parsed is a problem, and reading goes on behind it.
 */
export function parseScript(script: Script): ParsedScript {
  const known = found.get(script);
  if (known !== undefined) return known;
  const result: Found = { commands: [], problems: [], words: 0, isFull: false };
  read(script, { wrappers: [] }, result, 0);
  const parsed = { commands: inOrder(result.commands), problems: result.problems };
  found.set(script, parsed);
  return parsed;
}

function read(source: Script, scope: Scope, result: Found, depth: number): void {
  const script = normalised(source);
  const refuse = (message: string, from: number): void => {
    result.problems.push({ unread: true, message, at: placeIn(script, from, Math.min(from + 1, script.text.length)) });
  };
  if (result.isFull) return;
  if (depth > limits.depth) return refuse('scripts are nested too deeply', 0);
  if (substitutionsIn(source) > substitutionLimit) return refuse('the script has too many substitutions to be read', 0);
  const masked = mask(script);
  if (hasMany(masked, '<<', limits.hereDocuments)) return refuse('the script has too many here-documents to be read', 0);
  const end = masked.length <= limits.text ? masked.length : Math.max(masked.lastIndexOf('\n', limits.text), 0);
  if (end < masked.length) refuse('the script is too long to be read as a whole', end);
  let from = 0;
  for (let restarts = 0; from < end; restarts += 1) {
    if (result.isFull) return;
    if (restarts > limits.restarts) return refuse('the rest is not read', from);
    const { text, next, tree } = chunk(masked, from, end);
    try {
      const placed = from === 0 ? (tree ?? parse(text)) : parse(' '.repeat(from) + text);
      walk(script, placed, scope, result, (inner, innerScope) => read(inner, innerScope, result, depth + 1));
    } catch {
      refuse('the script cannot be parsed', from);
    }
    from = next;
  }
}

interface Chunk {
  readonly text: string;
  readonly next: number;
  /** Where all of the text was read. */
  readonly tree?: Tree;
}

/** How much of the text from `from` on can be read in one go, and where to go on behind it. */
function chunk(text: string, from: number, end: number): Chunk {
  const whole = text.slice(from, end);
  const tree = attempt(whole);
  const errors = tree?.errors ?? [];
  if (tree !== undefined && errors.length === 0) return { text: whole, next: end, tree };
  const open = errors.find((error) => error.message.startsWith('unterminated'));
  const stop = open?.pos ?? Math.max(covered(tree), ...errors.map((error) => error.pos));
  const line = whole.indexOf('\n', Math.min(stop, whole.length));
  if (line < 0) return { text: whole, next: end };
  return { text: whole.slice(0, line), next: from + line + 1 };
}

function covered(tree: Tree | undefined): number {
  return tree?.commands.at(-1)?.end ?? 0;
}

function attempt(text: string): Tree | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function hasMany(text: string, part: string, limit: number): boolean {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count += 1;
  return count > limit;
}

/** The text with what the host fills in replaced by letters that mean nothing to a shell. */
function mask({ text, unknown }: Script): string {
  if (unknown === undefined) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { from, to } of unknown) {
    parts.push(text.slice(at, from), '_'.repeat(to - from));
    at = to;
  }
  return parts.join('') + text.slice(at);
}

/** Without carriage returns at line ends. */
function normalised(script: Script): Script {
  if (!script.text.includes('\r\n')) return script;
  const builder = new ScriptBuilder(script.file);
  let from = 0;
  for (let at = script.text.indexOf('\r\n'); at >= 0; at = script.text.indexOf('\r\n', from)) {
    copyRange(builder, script, from, at);
    from = at + 1;
  }
  copyRange(builder, script, from, script.text.length);
  return builder.build();
}

function inOrder(commands: readonly SimpleCommand[]): readonly SimpleCommand[] {
  if (commands.length < 2) return commands;
  return commands.toSorted((one, other) => one.at.span.start - other.at.span.start || other.at.span.end - one.at.span.end);
}
