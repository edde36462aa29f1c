import type { YamlNode, YamlPair, YamlScalar } from './yaml-node.ts';

/** Something that `readPlainYaml` does not read. */
export class Unusual extends Error {}

const TAB = 9;
const SPACE = 32;
const HASH = 35;
const COLON = 58;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const NEWLINE = 10;

/** No plain value begins with one of these; `-`, `?` and `:` begin one where no blank follows. */
const indicators = new Set(Array.from('\t,[]{}#&*!|>\'"%@`', (character) => character.charCodeAt(0)));
const flowEnds = new Set(Array.from(',[]{}#', (character) => character.charCodeAt(0)));
const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['0', '\0'],
]);
/** Keys of brackets are read up to this depth. */
const depthLimit = 30;

/** Reads what stands on one line; plain values and brackets may go over several. */
export class PlainYamlLine {
  readonly #text: string;
  #depth = 0;
  /** The indentation of the block around. */
  #indent = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The key that begins at an offset, and its colon; undefined where no key stands there. */
  key(at: number): { readonly node: YamlNode; readonly colon: number } | undefined {
    const text = this.#text;
    const unit = text.charCodeAt(at);
    if (unit === DOUBLE_QUOTE || unit === SINGLE_QUOTE) {
      const node = this.#quoted(at);
      let colon = node.end;
      while (text.charCodeAt(colon) === SPACE) colon += 1;
      return this.#isColon(colon) ? { node, colon } : undefined;
    }
    if (!this.#beginsPlain(at)) return undefined;
    for (let end = at; ; end += 1) {
      const one = text.charCodeAt(end);
      if (one === NEWLINE || Number.isNaN(one)) return undefined;
      if (one === TAB) throw new Unusual();
      if (one === HASH && text.charCodeAt(end - 1) === SPACE) return undefined;
      if (one === COLON && this.#isColon(end)) return { node: this.#plainNode(at, end, undefined), colon: end };
    }
  }

  /** The name of an anchor or alias from an offset on. */
  name(at: number): string {
    const name = /[\w.-]+/y;
    name.lastIndex = at;
    const found = name.exec(this.#text)?.[0] ?? '';
    if (found === '' || !/[\s,\]}]|^$/.test(this.#text.charAt(at + found.length))) throw new Unusual();
    return found;
  }

  /** The value that begins at an offset of a block with some indentation, and where it ends. */
  value(at: number, indent: number, anchor: string | undefined): { readonly node: YamlNode; readonly end: number } {
    const text = this.#text;
    const unit = text.charCodeAt(at);
    if (unit === DOUBLE_QUOTE || unit === SINGLE_QUOTE) {
      const node = this.#quoted(at, anchor);
      return { node, end: node.end };
    }
    if (unit === 42) return this.#alias(at, anchor);
    if (unit === 91 || unit === 123) {
      this.#indent = indent;
      const node = this.#brackets(at, anchor);
      return { node, end: node.end };
    }
    if (!this.#beginsPlain(at)) throw new Unusual();
    const first = this.#plainNode(at, this.#plainEnd(at), anchor);
    let source = first.source;
    let { end } = first;
    for (let next = this.#nextLine(end, indent); next !== undefined; next = this.#nextLine(end, indent)) {
      const more = this.#plainNode(next, this.#plainEnd(next), undefined);
      source += ` ${more.source}`;
      end = more.end;
    }
    return { node: { ...first, source, end }, end };
  }

  /** Where a plain value ends on its line: before a comment, else with the line. */
  #plainEnd(at: number): number {
    const text = this.#text;
    for (let end = at; ; end += 1) {
      const unit = text.charCodeAt(end);
      if (unit === NEWLINE || Number.isNaN(unit)) return end;
      if (unit === TAB || (unit === COLON && this.#isColon(end))) throw new Unusual();
      if (unit === HASH && text.charCodeAt(end - 1) === SPACE) return end;
    }
  }

  /** Where a plain value goes on that ends at `end`: on the line below where that is indented deeper than the block around. */
  #nextLine(end: number, indent: number): number | undefined {
    const newline = this.#spaces(end);
    if (this.#text.charCodeAt(newline) !== NEWLINE) return undefined;
    const at = this.#spaces(newline + 1);
    const unit = this.#text.charCodeAt(at);
    return at - newline - 1 <= indent || unit === HASH || unit === NEWLINE || Number.isNaN(unit) ? undefined : at;
  }

  /** The start of the next line, where nothing but a comment is left on this one. */
  restIsEmpty(from: number): number {
    const text = this.#text;
    let at = from;
    while (text.charCodeAt(at) === SPACE) at += 1;
    const unit = text.charCodeAt(at);
    if (unit === HASH && at > 0 && text.charCodeAt(at - 1) !== SPACE && text.charCodeAt(at - 1) !== NEWLINE) throw new Unusual();
    if (unit !== HASH && unit !== NEWLINE && at < text.length) throw new Unusual();
    const newline = text.indexOf('\n', at);
    return newline === -1 ? text.length : newline + 1;
  }

  #isColon(at: number): boolean {
    const next = this.#text.charCodeAt(at + 1);
    return this.#text.charCodeAt(at) === COLON && (next === SPACE || next === NEWLINE || Number.isNaN(next));
  }

  #beginsPlain(at: number): boolean {
    const unit = this.#text.charCodeAt(at);
    if (indicators.has(unit)) return false;
    if (unit !== COLON && unit !== 45 && unit !== 63) return true;
    const next = this.#text.charCodeAt(at + 1);
    return next !== SPACE && next !== NEWLINE && !Number.isNaN(next);
  }

  #plainNode(start: number, limit: number, anchor: string | undefined): YamlScalar {
    let end = limit;
    while (end > start && this.#text.charCodeAt(end - 1) === SPACE) end -= 1;
    return { kind: 'scalar', source: this.#text.slice(start, end), style: 'plain', start, end, anchor };
  }

  #alias(at: number, anchor: string | undefined): { readonly node: YamlNode; readonly end: number } {
    if (anchor !== undefined) throw new Unusual();
    const source = this.name(at + 1);
    const end = at + 1 + source.length;
    return { node: { kind: 'alias', source, start: at, end }, end };
  }

  #quoted(start: number, anchor?: string): YamlScalar {
    const text = this.#text;
    const quote = text.charCodeAt(start);
    let source = '';
    let from = start + 1;
    for (let at = from; ; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit === NEWLINE || Number.isNaN(unit)) throw new Unusual();
      if (unit === 92 && quote === DOUBLE_QUOTE) {
        const character = escapes.get(text.charAt(at + 1));
        if (character === undefined) throw new Unusual();
        source += text.slice(from, at) + character;
        from = at + 2;
        at += 1;
      } else if (unit === quote) {
        source += text.slice(from, at);
        if (quote === DOUBLE_QUOTE || text.charCodeAt(at + 1) !== SINGLE_QUOTE)
          return { kind: 'scalar', source, style: 'quoted', start, end: at + 1, anchor };
        source += "'";
        from = at + 2;
        at += 1;
      }
    }
  }

  /** A list or map in brackets; each line of it is indented deeper than the block it stands in. */
  #brackets(start: number, anchor: string | undefined): YamlNode {
    const text = this.#text;
    const isMap = text.charAt(start) === '{';
    const close = isMap ? '}' : ']';
    const items: YamlNode[] = [];
    const pairs: YamlPair[] = [];
    this.#depth += 1;
    if (this.#depth > depthLimit) throw new Unusual();
    let at = this.#blanks(start + 1);
    while (text.charAt(at) !== close) {
      if (isMap) {
        const key = this.#flowScalar(at);
        at = this.#spaces(key.end);
        if (!this.#isColon(at) || text.charCodeAt(at + 1) !== SPACE) throw new Unusual();
        const value = this.#flowValue(this.#spaces(at + 1));
        pairs.push({ key, value });
        at = this.#blanks(value.end);
      } else {
        const item = this.#flowValue(at);
        items.push(item);
        at = this.#blanks(item.end);
        if (text.charCodeAt(at) === COLON) throw new Unusual();
      }
      if (text.charAt(at) === ',') at = this.#blanks(at + 1);
      else if (text.charAt(at) !== close) throw new Unusual();
    }
    this.#depth -= 1;
    const base = { flow: true, start, end: at + 1, anchor };
    return isMap ? { kind: 'map', pairs, ...base } : { kind: 'list', items, ...base };
  }

  #flowValue(at: number): YamlNode {
    const unit = this.#text.charCodeAt(at);
    if (unit === 42) return this.#alias(at, undefined).node;
    return unit === 91 || unit === 123 ? this.#brackets(at, undefined) : this.#flowScalar(at);
  }

  #flowScalar(at: number): YamlScalar {
    const text = this.#text;
    const unit = text.charCodeAt(at);
    if (unit === DOUBLE_QUOTE || unit === SINGLE_QUOTE) return this.#quoted(at);
    if (!this.#beginsPlain(at) || unit === COLON || unit === 63 || (unit === 45 && !/[\w-]/.test(text.charAt(at + 1))))
      throw new Unusual();
    let end = at;
    while (!this.#endsFlowScalar(end)) end += 1;
    if (text.charAt(end) === '#' || end === at) throw new Unusual();
    return this.#plainNode(at, end, undefined);
  }

  #endsFlowScalar(at: number): boolean {
    const unit = this.#text.charCodeAt(at);
    if (unit === TAB) throw new Unusual();
    return (
      unit === NEWLINE ||
      Number.isNaN(unit) ||
      flowEnds.has(unit) ||
      (unit === COLON && /[\s,[\]{}]|^$/.test(this.#text.charAt(at + 1)))
    );
  }

  #spaces(from: number): number {
    let at = from;
    while (this.#text.charCodeAt(at) === SPACE) at += 1;
    return at;
  }

  /** The next character within brackets, on this line or one below that is indented enough. */
  #blanks(from: number): number {
    const text = this.#text;
    let at = this.#spaces(from);
    if (at > from && text.charCodeAt(at) === HASH) at = this.#lineEnd(at);
    while (text.charCodeAt(at) === NEWLINE) {
      const start = at + 1;
      at = this.#spaces(start);
      const unit = text.charCodeAt(at);
      if (unit === HASH) at = this.#lineEnd(at);
      else if (unit !== NEWLINE && at - start <= this.#indent) {
        // The last bracket may stand below the key.
        const closes = this.#depth === 1 && (unit === 93 || unit === 125);
        if (at - start < this.#indent || !closes) throw new Unusual();
      }
    }
    return at;
  }

  #lineEnd(at: number): number {
    const newline = this.#text.indexOf('\n', at);
    return newline === -1 ? this.#text.length : newline;
  }
}
