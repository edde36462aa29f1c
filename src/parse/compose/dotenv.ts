import { interpolate, type Lookup, type Variables } from './interpolate.ts';

export interface Dotenv {
  /** A variable whose value hangs on one that nobody gave has one that nobody knows. */
  readonly variables: Variables;
  /** Where Compose would give up on the file, and why; what stands above it is read. */
  readonly problem?: { readonly message: string; readonly offset: number };
}

const space = /\s*/y;
const exported = /export[^\S\n]+/y;
const key = /[\p{L}\p{N}_.\-[\] \t\v\f\r\u0085\u00a0]*/uy;
const blanks = /[ \t\v\f\r\u0085\u00a0]*/y;
const escapes = /\\(?:[abcfnrtv$"\\]|0[0-7]{0,3})/g;

const named: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
  $: '$$',
};

/**
 * Reads an env file as Compose does: `KEY=value`, `KEY: value` and `export KEY=value`; comments after ` #`; single quotes take
 * everything as it is, double quotes take escapes, and both may span lines; variables are substituted outside of single
 * quotes from `lookup` first and from the lines above second; a key alone on a line
 * takes its value from `lookup`.
 */
export function parseDotenv(text: string, lookup: Lookup): Dotenv {
  const variables = new Map<string, string | null>();
  const value: Lookup = (name) => {
    const outside = lookup(name);
    return outside === undefined ? variables.get(name) : outside;
  };
  let offset = text.startsWith('\ufeff') ? 1 : 0;
  const failed = (message: string): Dotenv => ({ variables, problem: { message, offset } });
  for (;;) {
    offset = statementFrom(text, offset);
    if (offset >= text.length) return { variables };
    const start = after(exported, text, offset);
    const end = after(key, text, start);
    const name = text.slice(start, end).trimEnd();
    const sign = text[end];
    if (sign === undefined) return { variables };
    if (sign !== '=' && sign !== ':' && sign !== '\n') return failed('a variable name holds a character it cannot hold');
    if (name.includes(' ')) return failed('a variable name holds a space');
    if (sign === '\n') {
      const inherited = lookup(name);
      if (inherited !== undefined) variables.set(name, inherited);
      offset = end + 1;
      continue;
    }
    const read = readValue(text, after(blanks, text, end + 1));
    if (read === undefined) return failed('a quoted value is not closed');
    offset = read.end;
    if (!read.expands) variables.set(name, read.text);
    else {
      const { value: expanded, unknown, invalid } = interpolate(read.text, value);
      if (invalid) return failed('a variable is not written as Compose reads it');
      variables.set(name, unknown === undefined ? expanded : null);
    }
  }
}

/** The start of the next statement, behind blank lines and comments. */
function statementFrom(text: string, from: number): number {
  let at = after(space, text, from);
  while (text[at] === '#') {
    const newline = text.indexOf('\n', at);
    at = newline === -1 ? text.length : after(space, text, newline);
  }
  return at;
}

function readValue(
  text: string,
  from: number,
): { readonly text: string; readonly end: number; readonly expands: boolean } | undefined {
  const quote = text[from];
  if (quote !== '"' && quote !== "'") {
    const newline = text.indexOf('\n', from);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(from, end);
    const comment = line.indexOf(' #');
    return { text: (comment === -1 ? line : line.slice(0, comment)).trimEnd(), end: end + 1, expands: true };
  }
  const end = closing(text, quote, from + 1);
  if (end === -1) return undefined;
  const content = text.slice(from + 1, end).replaceAll(`\\${quote}`, quote);
  return quote === '"'
    ? { text: unescaped(content), end: end + 1, expands: true }
    : { text: content, end: end + 1, expands: false };
}

function closing(text: string, quote: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === quote) return at;
    if (text[at] === '\\') at += 1;
  }
  return -1;
}

function unescaped(text: string): string {
  return text.replace(escapes, (sequence) => {
    const letter = sequence[1] ?? '';
    if (letter !== '0') return named[letter] ?? sequence;
    return sequence.length === 5 ? String.fromCharCode(Number.parseInt(sequence.slice(2), 8)) : sequence;
  });
}

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
