import type { Pair, Word } from './ast.ts';
import type { Line } from './line.ts';
import { isSeparator, isSpace, skipSpace } from './whitespace.ts';

const EQUALS = 61;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const BACKSLASH = 92;
const OPEN_BRACKET = 91;

/** Words between separators, as FROM, EXPOSE and COPY are split. Quotes mean nothing here. */
export function separatedWords(line: Line, from: number, to: number): Word[] {
  const { text } = line;
  const words: Word[] = [];
  let at = from;
  while (at < to) {
    let end = at;
    while (end < to && !isSeparator(text.charCodeAt(end))) end += 1;
    words.push(line.word(at, end));
    at = end;
    while (at < to && isSeparator(text.charCodeAt(at))) at += 1;
  }
  return words;
}

/** A word as two offsets into its line. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Words between white space, where quotes and the escape character hold a word together, as ENV, LABEL and ARG are split. */
export function quotedWords(text: string, from: number, to: number, escape: '\\' | '`'): Range[] {
  const escapeUnit = escape.charCodeAt(0);
  const words: Range[] = [];
  let at = skipSpace(text, from, to);
  while (at < to) {
    const start = at;
    let end = to;
    let quote = 0;
    for (; at < to; at += 1) {
      const unit = text.charCodeAt(at);
      if (quote === 0 && isSpace(unit)) {
        end = at;
        break;
      }
      if (unit === escapeUnit && quote !== SINGLE_QUOTE) {
        // An escape that is the last of the line escapes nothing and is dropped.
        if (at + 1 === to) end = at;
        else at += 1;
      } else if (quote === 0 && (unit === SINGLE_QUOTE || unit === DOUBLE_QUOTE)) quote = unit;
      else if (unit === quote) quote = 0;
    }
    if (end > start) words.push({ from: start, to: end });
    at = skipSpace(text, Math.max(at, end), to);
  }
  return words;
}

/** The `NAME=value` or `NAME` that a range holds. */
export function pairOf(line: Line, { from, to }: Range): Pair {
  const { text } = line;
  let equals = from;
  while (equals < to && text.charCodeAt(equals) !== EQUALS) equals += 1;
  const name = line.word(from, equals);
  return equals === to ? { name } : { name, value: line.word(equals + 1, to) };
}

/** The strings of a JSON array; `mixed` where it is an array of other things, undefined where it is no JSON array. */
export function jsonWords(line: Line, from: number, to: number): Word[] | 'mixed' | undefined {
  const { text } = line;
  const start = skipSpace(text, from, to);
  if (start === to || text.charCodeAt(start) !== OPEN_BRACKET) return undefined;
  const decoded = parseJson(text.slice(start, to));
  if (!Array.isArray(decoded)) return undefined;
  const words: Word[] = [];
  let at = start + 1;
  for (const value of decoded) {
    if (typeof value !== 'string') return 'mixed';
    const open = text.indexOf('"', at);
    const close = closingQuote(text, open + 1);
    words.push(line.word(open, close + 1, value));
    at = close + 1;
  }
  return words;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function closingQuote(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== DOUBLE_QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
