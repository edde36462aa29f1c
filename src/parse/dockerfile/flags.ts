import type { Flag, Problem } from './ast.ts';
import type { Line } from './line.ts';
import { isSeparator } from './whitespace.ts';

const DASH = 45;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;

interface Unquoted {
  readonly text: string;
  /** The offset after the first `=`, in the line. */
  readonly valueFrom: number;
  /** Where the word ends in the line. */
  readonly to: number;
}

/** Reads the `--flags` that stand from `from` on, and tells where the arguments begin. A lone `--` ends the flags. */
export function readFlags(
  line: Line,
  from: number,
  to: number,
  escape: '\\' | '`',
): { readonly flags: Flag[]; readonly next: number } {
  const { text } = line;
  const flags: Flag[] = [];
  let at = from;
  for (;;) {
    while (at < to && isSeparator(text.charCodeAt(at))) at += 1;
    if (at + 1 >= to || text.charCodeAt(at) !== DASH || text.charCodeAt(at + 1) !== DASH) return { flags, next: at };
    const word = unquoted(text, at, to, escape);
    if (word.text === '--') return { flags, next: word.to };
    flags.push(flagOf(line, at, word));
    at = word.to;
  }
}

function flagOf(line: Line, from: number, word: Unquoted): Flag {
  const at = line.place(from, word.to);
  const equals = word.text.indexOf('=');
  if (equals === -1) return { name: word.text.slice(2), at };
  return { name: word.text.slice(2, equals), value: line.word(word.valueFrom, word.to, word.text.slice(equals + 1)), at };
}

function unquoted(text: string, from: number, to: number, escape: '\\' | '`'): Unquoted {
  const escapeUnit = escape.charCodeAt(0);
  let out = '';
  let valueFrom = -1;
  let quote = 0;
  let at = from;
  for (; at < to; at += 1) {
    let unit = text.charCodeAt(at);
    if (quote === 0 && isSeparator(unit)) break;
    if (quote === 0 ? unit === SINGLE_QUOTE || unit === DOUBLE_QUOTE : unit === quote) {
      quote = quote === 0 ? unit : 0;
      continue;
    }
    if (unit === escapeUnit) {
      at += 1;
      if (at === to) break;
      unit = text.charCodeAt(at);
    }
    out += text.charAt(at);
    if (valueFrom === -1 && text.charAt(at) === '=') valueFrom = at + 1;
  }
  return { text: out, valueFrom, to: at };
}

type FlagKind = 'boolean' | 'text' | 'texts';

const COPY_FLAGS = { chown: 'text', chmod: 'text', link: 'boolean', exclude: 'texts' } as const;

const KNOWN: Readonly<Record<string, ReadonlyMap<string, FlagKind>>> = {
  FROM: kinds({ platform: 'text' }),
  RUN: kinds({ mount: 'texts', network: 'text', security: 'text', device: 'texts' }),
  COPY: kinds({ ...COPY_FLAGS, from: 'text', parents: 'boolean' }),
  ADD: kinds({ ...COPY_FLAGS, 'keep-git-dir': 'boolean', checksum: 'text', unpack: 'boolean' }),
  HEALTHCHECK: kinds({
    interval: 'text',
    timeout: 'text',
    'start-period': 'text',
    'start-interval': 'text',
    retries: 'text',
  }),
};
const NONE: ReadonlyMap<string, FlagKind> = new Map();
/** BuildKit never looks at the flags of these. */
const UNCHECKED: ReadonlySet<string> = new Set(['ARG', 'STOPSIGNAL']);

/** The first flag that BuildKit refuses on this instruction. */
export function flagProblem(keyword: string, flags: readonly Flag[]): Problem | undefined {
  if (flags.length === 0 || UNCHECKED.has(keyword)) return undefined;
  const known = KNOWN[keyword] ?? NONE;
  const seen = new Set<string>();
  for (const flag of flags) {
    const message = refusal(keyword, flag, known.get(flag.name), seen.has(flag.name));
    if (message !== undefined) return { message, at: flag.at };
    seen.add(flag.name);
  }
  return undefined;
}

function refusal(keyword: string, { name, value }: Flag, kind: FlagKind | undefined, repeated: boolean): string | undefined {
  if (kind === undefined) return `${keyword} has no flag --${name}`;
  if (repeated && kind !== 'texts') return `The flag --${name} stands here a second time`;
  if (kind !== 'boolean') return value ? undefined : `The flag --${name} needs a value`;
  if (!value || ['true', 'false'].includes(value.raw.toLowerCase())) return undefined;
  return value.raw === '' ? `The flag --${name} needs a value` : `The flag --${name} is true or false`;
}

function kinds(flags: Readonly<Record<string, FlagKind>>): ReadonlyMap<string, FlagKind> {
  return new Map(Object.entries(flags));
}
