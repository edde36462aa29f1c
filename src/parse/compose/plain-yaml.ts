import { PlainYamlLine, Unusual } from './plain-yaml-line.ts';
import type { YamlNode, YamlPair } from './yaml-node.ts';

/** Texts above this are left to the YAML library and its limits. */
const sizeLimit = 256 * 1024;
/** Deeper blocks are left to it as well. */
const depthLimit = 50;

const TAB = 9;
const HASH = 35;
const DASH = 45;

/**
 * Reads the YAML that nearly all Compose files are made of, at a fraction of what the YAML library takes: one document of
 * block maps and lists, with plain and quoted values, brackets, `|` and `>`, anchors and aliases. Undefined where anything
 * else stands, a fault too: that is for the library. What it reads, the library reads just so.
 */
export function readPlainYaml(text: string): YamlNode | undefined {
  if (text.length > sizeLimit || /[\r\uFEFF\u0085\u2028\u2029]|^(?:---|\.\.\.|%)/m.test(text)) return undefined;
  try {
    return new Blocks(text).document();
  } catch (error) {
    if (error instanceof Unusual) return undefined;
    throw error;
  }
}

/** Reads blocks. `at` is always the first character of a line's content, or the end of the text. */
class Blocks {
  readonly #text: string;
  readonly #line: PlainYamlLine;
  /** The column of the content at `at`; -1 at the end. */
  #indent = -1;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#line = new PlainYamlLine(text);
  }

  document(): YamlNode {
    this.#toContent(0);
    const node = this.#block(this.#indent);
    if (this.#indent !== -1 || node.kind === 'scalar') throw new Unusual();
    return node;
  }

  /** Goes to the first content at or behind the start of a line; lines of blanks and comments are none. */
  #toContent(lineStart: number): void {
    const text = this.#text;
    let start = lineStart;
    while (start < text.length) {
      let at = start;
      while (text.charCodeAt(at) === 32) at += 1;
      const unit = text.charCodeAt(at);
      if (unit === TAB) throw new Unusual();
      if (unit === HASH || unit === 10) {
        const newline = text.indexOf('\n', at);
        if (newline === -1) break;
        start = newline + 1;
      } else {
        if (at >= text.length) break;
        this.#at = at;
        this.#indent = at - start;
        return;
      }
    }
    this.#at = text.length;
    this.#indent = -1;
  }

  #block(indent: number, anchor?: string): YamlNode {
    this.#depth += 1;
    if (this.#depth > depthLimit || indent < 0) throw new Unusual();
    const node = this.#isDash(this.#at) ? this.#list(indent, anchor) : this.#map(indent, anchor);
    this.#depth -= 1;
    return node;
  }

  #isDash(at: number): boolean {
    const next = this.#text.charCodeAt(at + 1);
    return this.#text.charCodeAt(at) === DASH && (next === 32 || next === 10 || Number.isNaN(next));
  }

  #list(indent: number, anchor: string | undefined): YamlNode {
    const start = this.#at;
    const items: YamlNode[] = [];
    while (this.#indent === indent && this.#isDash(this.#at)) {
      let at = this.#at + 1;
      while (this.#text.charCodeAt(at) === 32) at += 1;
      items.push(this.#value(at, indent, indent + at - this.#at));
    }
    // Behind a list on the level of its key, the map goes on.
    if (this.#indent > indent) throw new Unusual();
    return { kind: 'list', items, flow: false, start, end: start, anchor };
  }

  #map(indent: number, anchor: string | undefined): YamlNode {
    const start = this.#at;
    const pairs: YamlPair[] = [];
    while (this.#indent === indent && !this.#isDash(this.#at)) {
      const key = this.#line.key(this.#at);
      if (key === undefined) throw new Unusual();
      let at = key.colon + 1;
      while (this.#text.charCodeAt(at) === 32) at += 1;
      pairs.push({ key: key.node, value: this.#value(at, indent, undefined) });
    }
    if (this.#indent > indent || pairs.length === 0) throw new Unusual();
    return { kind: 'map', pairs, flow: false, start, end: start, anchor };
  }

  /**
   * What stands at `at` behind a key or a dash, and goes on below it.
   * @param column where a block may begin on this line, behind a dash
   */
  #value(at: number, indent: number, column: number | undefined): YamlNode {
    const text = this.#text;
    let from = at;
    let anchor: string | undefined;
    if (text.charAt(from) === '&') {
      anchor = this.#line.name(from + 1);
      from += anchor.length + 1;
      while (text.charCodeAt(from) === 32) from += 1;
    }
    const unit = text.charCodeAt(from);
    if (unit === 10 || unit === HASH || Number.isNaN(unit)) return this.#below(from, indent, column, anchor);
    if (unit === 124 || unit === 62) return this.#literal(from, indent, anchor);
    if (column !== undefined && anchor === undefined) {
      if (this.#isDash(from)) throw new Unusual();
      if (this.#line.key(from) !== undefined) {
        this.#at = from;
        this.#indent = column;
        return this.#block(column);
      }
    }
    return this.#inline(from, indent, anchor);
  }

  /** A plain or quoted value, or one in brackets. */
  #inline(at: number, indent: number, anchor: string | undefined): YamlNode {
    const { node, end } = this.#line.value(at, indent, anchor);
    this.#toContent(this.#line.restIsEmpty(end));
    if (this.#indent > indent) throw new Unusual();
    return node;
  }

  /** What stands in the lines below a key or a dash; nothing is an empty value. */
  #below(from: number, indent: number, column: number | undefined, anchor: string | undefined): YamlNode {
    this.#toContent(this.#line.restIsEmpty(from));
    if (this.#indent > indent) {
      const isBlock = this.#isDash(this.#at) || this.#line.key(this.#at) !== undefined;
      return isBlock ? this.#block(this.#indent, anchor) : this.#inline(this.#at, indent, anchor);
    }
    if (this.#indent === indent && column === undefined && this.#isDash(this.#at)) return this.#block(indent, anchor);
    if (anchor !== undefined) throw new Unusual();
    return { kind: 'scalar', source: '', style: 'plain', start: from, end: from };
  }

  /** `|` or `>` with lines below it that are indented alike or deeper. */
  #literal(from: number, indent: number, anchor: string | undefined): YamlNode {
    const text = this.#text;
    const strip = text.charAt(from + 1) === '-';
    const folds = text.charAt(from) === '>';
    let line = from + (strip ? 2 : 1);
    if (text.charAt(line) !== '\n') throw new Unusual();
    line += 1;
    const lines: string[] = [];
    let column = -1;
    let end = line;
    while (line < text.length) {
      const newline = text.indexOf('\n', line);
      if (newline === -1) throw new Unusual();
      let content = line;
      while (text.charCodeAt(content) === 32) content += 1;
      if (content === newline) {
        if (column === -1) throw new Unusual();
        lines.push(text.slice(line + column, newline));
        if (content - line > column) end = newline;
      } else {
        if (content - line <= indent) break;
        if (column === -1) column = content - line;
        if (content - line < column) throw new Unusual();
        lines.push(text.slice(line + column, newline));
        end = newline;
      }
      line = newline + 1;
    }
    if (column === -1) throw new Unusual();
    while (lines.at(-1) === '') lines.pop();
    this.#toContent(line);
    return {
      kind: 'scalar',
      source: (folds ? folded(lines) : lines.join('\n')) + (strip ? '' : '\n'),
      style: 'block',
      start: from,
      end,
      anchor,
    };
  }
}

/** The lines of `>`: what is indented alike goes on behind a blank, and what is indented deeper stays as it is (YAML 1.2, 8.1.3). */
function folded(lines: readonly string[]): string {
  let text = '';
  let between = '';
  let wasDeeper = false;
  for (const line of lines) {
    const isDeeper = line.startsWith(' ') || line.startsWith('\t');
    if (line === '') {
      if (between === '\n') text += '\n';
      between = '\n';
      continue;
    }
    if (isDeeper) between = between === '\n' && !wasDeeper ? '\n\n' : between === ' ' ? '\n' : between;
    text += between + line;
    between = isDeeper ? '\n' : ' ';
    wasDeeper = isDeeper;
  }
  return text;
}
