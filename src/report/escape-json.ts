import { anyHint, masked, mayHoldSecret } from '../parse/secret/value.ts';

/*
 * What `escape.ts` is for other formats: text of others reaches JSON only through this module.
 */

/** Controls, bidirectional and zero-width marks and line separators, but for what JSON escapes by itself. */
const unseenInJson = /(?![\uFE0E\uFE0F])[\x7F-\x9F\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

/** JSON with the same value as ever but for secrets, in which nothing is invisible and the runner finds no command. */
export function json(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return plainJson(mayHoldSecret(text) ? JSON.stringify(value, maskText, 2) : text);
}

function plainJson(text: string): string {
  const bare = text.replaceAll('##[', '#\\u0023[');
  for (const [run] of bare.matchAll(/[^\0-~]+/g))
    if (!ownMarks.has(run) && run.replace(unseenInJson, '') !== run) return bare.replace(unseenInJson, escapeUnits);
  return bare;
}

/** What is not ASCII in sentences of our own. */
const ownMarks: ReadonlySet<string> = new Set('’→…–');

function maskText(_: string, value: unknown): unknown {
  return typeof value === 'string' ? masked(value) : value;
}

/** How many entries of a list are one part. */
const entriesInPart = 100;

/**
 * The same in parts. An iterable that is no list is written as one, each entry on a line of its own: what yields its entries
 * one after another never stands in memory as one text.
 */
export function* jsonParts(value: unknown, indent = ''): Generator<string> {
  const inner = `${indent}  `;
  if (value instanceof Lines) {
    const between = `,\n${inner}`;
    let part = `[\n${inner}`;
    let count = 0;
    for (const line of value.written()) {
      part = count === 0 ? part + line : part + between + line;
      count += 1;
      if (count % linesInPart > 0) continue;
      yield part;
      part = '';
    }
    yield count === 0 ? '[]' : `${part}\n${indent}]`;
  } else if (isEntries(value)) {
    let some: unknown[] = [];
    let between = '[';
    for (const item of value) {
      if (some.push(item) < entriesInPart) continue;
      yield between + linesOf(some, inner);
      between = ',';
      some = [];
    }
    if (some.length > 0) yield between + linesOf(some, inner);
    yield some.length === 0 && between === '[' ? '[]' : `\n${indent}]`;
  } else if (Array.isArray(value) && value.some(holdsEntries)) {
    for (const [index, item] of value.entries()) {
      yield `${index === 0 ? '[' : ','}\n${inner}`;
      yield* jsonParts(item, inner);
    }
    yield `\n${indent}]`;
  } else if (isRecord(value) && holdsEntries(value)) {
    let between = '{';
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      yield `${between}\n${inner}${json(key)}: `;
      yield* jsonParts(item, inner);
      between = ',';
    }
    yield `\n${indent}}`;
  } else yield indented(json(value), indent);
}

/** Entries for {@link jsonParts}, each made when its turn comes. */
export function* each<T>(items: Iterable<T>, of: (item: T) => object): Generator<object> {
  for (const item of items) yield of(item);
}

/** How many lines are one part: few, for where one of them is beyond Latin, all take twice the room until they are written. */
const linesInPart = 10;

/** Entries for {@link jsonParts} whose JSON is at hand: each in a line, with texts from {@link Quotes} alone. */
export class Lines<T> {
  readonly #items: Iterable<T>;
  readonly #line: (item: T) => string;

  constructor(items: Iterable<T>, line: (item: T) => string) {
    this.#items = items;
    this.#line = line;
  }

  *written(): Generator<string> {
    for (const item of this.#items) yield this.#line(item);
  }
}

/** Texts as {@link json} writes them. One that is asked for again is looked at once. */
export class Quotes {
  readonly #known = new Map<string, string>();

  /** A text that others repeat. */
  of(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= knownLimit) this.#known.clear();
    const quoted = quoteOf(text);
    this.#known.set(text, quoted);
    return quoted;
  }
}

const knownLimit = 5_000;

/** A text as {@link json} writes it. */
export function quoteOf(text: string): string {
  if (!odd.test(text)) return `"${text}"`;
  const shown = mayHoldSecret(text) ? masked(text) : text;
  return plainJson(JSON.stringify(shown));
}

/** Where JSON may escape something, the runner find a command, something be hidden, or a secret be masked (`anyHint`). */
const odd = new RegExp(`[^ !$-[\\]-~${[...ownMarks].join('')}]|${anyHint.source}`);

/** Each entry on a line. */
function linesOf(entries: readonly unknown[], indent: string): string {
  const between = `,\n${indent}`;
  const lines = entries.map((entry) => JSON.stringify(entry));
  const text = lines.join(between);
  if (!mayHoldSecret(text)) return plainJson(`\n${indent}${text}`);
  const own = lines.map((line, index) => (mayHoldSecret(line) ? JSON.stringify(entries[index], maskText) : line));
  return plainJson(`\n${indent}${own.join(between)}`);
}

function indented(text: string, indent: string): string {
  return indent === '' ? text : text.replaceAll('\n', `\n${indent}`);
}

function holdsEntries(value: unknown): boolean {
  if (value instanceof Lines || isEntries(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsEntries);
}

function isEntries(value: unknown): value is Iterable<unknown> {
  return isRecord(value) && Symbol.iterator in value;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function escapeUnits(character: string): string {
  return [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}
