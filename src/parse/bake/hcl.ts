import type { Place, SourceFile } from '../../model/place.ts';
import { placeAt } from '../lines.ts';
import { readQuoted } from './template.ts';
import { afterBrackets, afterHeredoc, afterSpace, expressionEnd } from './skip.ts';
import type { BakeBlock, BakeEntry, BakeValue } from './value.ts';

/** How deep lists and maps are read; bake's own format needs two. */
const depthLimit = 20;

const identifier = /[A-Za-z_][\w-]*/y;
const number = /-?\d[\w.]*/y;

/**
 * The blocks of a bake file in HCL: names, texts with `${…}`, numbers, lists and maps. Every other expression is unknown.
 * Never throws, in time linear to the length: what is no HCL is passed over line by line.
 */
export function readHcl(file: SourceFile): readonly BakeBlock[] {
  return new Reader(file).blocks();
}

/** Where a bake file in HCL has a block that nothing closes, behind which all of it is lost. */
export function unclosedBlock(file: SourceFile): Place | undefined {
  const reader = new Reader(file);
  reader.blocks();
  return reader.unclosed;
}

class Reader {
  unclosed: Place | undefined;
  readonly #file: SourceFile;
  readonly #text: string;
  #at = 0;

  constructor(file: SourceFile) {
    this.#file = file;
    this.#text = file.text;
  }

  blocks(): readonly BakeBlock[] {
    const found: BakeBlock[] = [];
    while (this.#space(true) < this.#text.length) {
      const block = this.#block();
      if (block !== undefined) found.push(block);
      else this.#at = Math.max(expressionEnd(this.#text, this.#at), this.#at + 1);
    }
    return found;
  }

  #block(): BakeBlock | undefined {
    const start = this.#at;
    const type = this.#match(identifier);
    if (type === undefined) return undefined;
    const labels: string[] = [];
    let end = this.#at;
    for (this.#space(false); this.#text[this.#at] === '"'; this.#space(false)) {
      const quoted = readQuoted(this.#file, this.#at);
      labels.push(quoted.value.kind === 'text' ? quoted.value.value : '');
      this.#at = end = quoted.end;
    }
    if (this.#text[this.#at] !== '{') return undefined;
    this.#at += 1;
    const at = placeAt(this.#file, start, end);
    const attributes = this.#attributes();
    if (this.#at > this.#text.length) this.unclosed ??= at;
    return { type, name: labels[0] ?? '', at, attributes };
  }

  /** Up to the bracket that closes the block; blocks inside, such as `validation`, are passed over. */
  #attributes(): ReadonlyMap<string, BakeValue> {
    const attributes = new Map<string, BakeValue>();
    while (this.#space(true) < this.#text.length && this.#text[this.#at] !== '}') {
      const entry = this.#entry(0);
      if (entry !== undefined) attributes.set(entry.key, entry.value);
      else if (this.#text[this.#at] === '{') this.#at = afterBrackets(this.#text, this.#at);
      else this.#at += 1;
    }
    this.#at += 1;
    return attributes;
  }

  /** `name = value`, `"name" : value`. */
  #entry(depth: number): BakeEntry | undefined {
    let key = this.#match(identifier);
    if (key === undefined && this.#text[this.#at] === '"') {
      const quoted = readQuoted(this.#file, this.#at);
      this.#at = quoted.end;
      key = quoted.value.kind === 'text' ? quoted.value.value : '';
    }
    if (key === undefined) return undefined;
    this.#space(false);
    const sign = this.#text[this.#at];
    if ((sign !== '=' && sign !== ':') || this.#text[this.#at + 1] === '=') return undefined;
    this.#at += 1;
    this.#space(false);
    return { key, value: this.#expression(depth) };
  }

  #expression(depth: number): BakeValue {
    const start = this.#at;
    const value = depth > depthLimit ? undefined : this.#primary(depth);
    const end = this.#at;
    if (value !== undefined && expressionEnd(this.#text, this.#space(false)) === this.#at) {
      this.#at = end;
      return value;
    }
    this.#at = expressionEnd(this.#text, this.#at);
    return { kind: 'unknown', at: placeAt(this.#file, start, this.#at) };
  }

  #primary(depth: number): BakeValue | undefined {
    const start = this.#at;
    const first = this.#text[start];
    if (first === '"') {
      const { value, end } = readQuoted(this.#file, start);
      this.#at = end;
      return value;
    }
    if (first === '[') return this.#list(depth);
    if (first === '{') return this.#map(depth);
    if (this.#text.startsWith('<<', start)) {
      this.#at = afterHeredoc(this.#text, start);
      return { kind: 'unknown', at: this.#from(start) };
    }
    const digits = this.#match(number);
    if (digits !== undefined) return { kind: 'text', value: digits, at: this.#from(start) };
    const name = this.#match(identifier);
    if (name === undefined || /[.([]/.test(this.#text[this.#at] ?? '')) return undefined;
    const at = this.#from(start);
    if (name === 'null') return { kind: 'null', at };
    return name === 'true' || name === 'false' ? { kind: 'text', value: name, at } : { kind: 'variable', name, at };
  }

  #list(depth: number): BakeValue | undefined {
    const start = this.#at;
    const items: BakeValue[] = [];
    this.#at += 1;
    while (this.#space(true) < this.#text.length && this.#text[this.#at] !== ']') {
      if (this.#isLoop()) return this.#skipped(start);
      const before = this.#at;
      items.push(this.#expression(depth + 1));
      this.#space(true);
      if (this.#text[this.#at] === ',') this.#at += 1;
      else if (this.#at === before) this.#at += 1;
    }
    this.#at = Math.min(this.#at + 1, this.#text.length);
    return { kind: 'list', items, at: this.#from(start) };
  }

  #map(depth: number): BakeValue | undefined {
    const start = this.#at;
    const entries: BakeEntry[] = [];
    this.#at += 1;
    while (this.#space(true) < this.#text.length && this.#text[this.#at] !== '}') {
      if (this.#isLoop()) return this.#skipped(start);
      const entry = this.#entry(depth + 1);
      if (entry !== undefined) entries.push(entry);
      else this.#at = Math.max(expressionEnd(this.#text, this.#at), this.#at + 1);
      this.#space(false);
      if (this.#text[this.#at] === ',') this.#at += 1;
    }
    this.#at = Math.min(this.#at + 1, this.#text.length);
    return { kind: 'map', entries, at: this.#from(start) };
  }

  /** `[for x in y : …]` */
  #isLoop(): boolean {
    return /^for\s/.test(this.#text.slice(this.#at, this.#at + 4));
  }

  #skipped(start: number): undefined {
    this.#at = afterBrackets(this.#text, start);
    return undefined;
  }

  #space(lines: boolean): number {
    return (this.#at = afterSpace(this.#text, this.#at, lines));
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #from(start: number): Place {
    return placeAt(this.#file, start, this.#at);
  }
}
