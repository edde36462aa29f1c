import { placeAt } from '../lines.ts';
import type { Directive, Problem } from './ast.ts';
import type { LineReader } from './reader.ts';
import { skipSpace, trimSpaceEnd } from './whitespace.ts';

const NAME = /([a-zA-Z][a-zA-Z0-9]*)[\t\f\r ]*=/uy;
const NAMES: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);

/**
 * Collects the directives at the head of a file, which end with the first line that is none. After a `#!` line, syntax and
 * check still count and escape does not, as in BuildKit.
 */
export class DirectiveHead {
  readonly directives: Directive[] = [];
  readonly problems: Problem[] = [];
  readonly #reader: LineReader;
  #open = true;
  #line = 0;
  #shebang = false;

  constructor(reader: LineReader) {
    this.#reader = reader;
  }

  /** Takes the trimmed line from `start` to `end` if it is a directive. */
  take(start: number, end: number): boolean {
    if (!this.#open) return false;
    this.#line += 1;
    const { file } = this.#reader;
    if (this.#line === 1 && file.text.startsWith('#!', start)) {
      this.#shebang = true;
      return false;
    }
    const found = this.#match(start, end);
    if (!found) {
      this.#open = false;
      return false;
    }
    const directive: Directive = { ...found, at: placeAt(file, start, trimSpaceEnd(file.text, start, end)) };
    const isRepeated = this.directives.some(({ name }) => name === directive.name);
    if (this.#shebang) {
      if (!isRepeated && directive.name !== 'escape') this.directives.push(directive);
      return true;
    }
    if (isRepeated) {
      this.problems.push({ message: `The directive "${directive.name}" stands here a second time`, at: directive.at });
      return true;
    }
    this.directives.push(directive);
    if (directive.name === 'escape') this.#escape(directive);
    return true;
  }

  #match(start: number, end: number): { readonly name: string; readonly value: string } | undefined {
    const { text } = this.#reader.file;
    if (text.charCodeAt(start) !== 35) return undefined;
    NAME.lastIndex = skipSpace(text, start + 1, end);
    const name = NAME.exec(text)?.[1]?.toLowerCase();
    if (name === undefined || !NAMES.has(name) || NAME.lastIndex >= end) return undefined;
    let from = NAME.lastIndex;
    let to = end;
    // A value of nothing but blanks is the last of them.
    while (from < to - 1 && isBlank(text.charCodeAt(from))) from += 1;
    while (to > from + 1 && isBlank(text.charCodeAt(to - 1))) to -= 1;
    return { name, value: text.slice(from, to) };
  }

  #escape(directive: Directive): void {
    if (directive.value !== '\\' && directive.value !== '`') {
      this.problems.push({ message: `The escape character is "\\" or "\`", not "${directive.value}"`, at: directive.at });
    } else this.#reader.escape = directive.value;
  }
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 12 || unit === 13;
}
