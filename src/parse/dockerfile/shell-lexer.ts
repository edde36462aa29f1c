import { isAffordable, readPattern, type Pattern, withReplaced, withoutPrefix, withoutSuffix } from './pattern.ts';
import { isSpace } from './whitespace.ts';
import { WordBuilder, type LexedWord } from './word-builder.ts';

export interface LexerOptions {
  readonly escape: '\\' | '`';
  /** Leaves quotes in the result. */
  readonly keepQuotes?: boolean;
  /** Leaves escape characters in the result. */
  readonly keepEscapes?: boolean;
  /** Leaves `$X` in the result where X has no value. */
  readonly keepUnset?: boolean;
  /** Splits the result into words too. */
  readonly split?: boolean;
}

export interface Lexed {
  readonly value: string;
  readonly words: readonly LexedWord[];
  /** Variables that had no value where one was needed, in order, each once. */
  readonly unresolved: readonly string[];
}

/** A value that has grown more than this many units longer than its source is refused, for it may double with every line. */
const GROWTH = 1_000_000;
/** Deeper nesting of `${a:-${b:-…}}` than this is refused. */
const DEPTH = 200;
const SPECIAL = '@*#?-$!0';
const LETTER_OR_DIGIT = /[\p{L}\p{Nd}_]/u;
const DIGIT = /\p{Nd}/u;

class Refusal extends Error {}

/**
 * Splits and expands one string the way BuildKit's shell lexer does, of which the quirks are kept too: words are split after
 * expansion, and an operand inside `${…}` makes the word in front of it forget what it held.
 */
export function lex(
  source: string,
  lookup: (name: string) => string | undefined,
  options: LexerOptions,
): Lexed | { error: string } {
  try {
    return new Lexer(source, lookup, options).run();
  } catch (error) {
    if (error instanceof Refusal) return { error: error.message };
    throw error;
  }
}

class Lexer {
  readonly #source: string;
  readonly #lookup: (name: string) => string | undefined;
  readonly #escape: string;
  readonly #keepQuotes: boolean;
  readonly #keepUnset: boolean;
  #keepEscapes: boolean;
  #at: number;
  #depth = 0;
  readonly #unresolved = new Set<string>();
  readonly #words: WordBuilder | undefined;

  constructor(source: string, lookup: (name: string) => string | undefined, options: LexerOptions) {
    this.#source = source;
    this.#lookup = lookup;
    this.#escape = options.escape;
    this.#keepQuotes = options.keepQuotes ?? false;
    this.#keepEscapes = options.keepEscapes ?? false;
    this.#keepUnset = options.keepUnset ?? false;
    this.#words = options.split ? new WordBuilder() : undefined;
    this.#at = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  run(): Lexed {
    const value = this.#upTo(undefined, this.#keepEscapes, false);
    const words = this.#words?.close(Math.min(this.#at, this.#source.length)) ?? [];
    return { value, words, unresolved: [...this.#unresolved] };
  }

  /** Reads up to `stop` (which it swallows) or the end. `doubled`: literal escapes inside quotes are doubled, for a pattern. */
  #upTo(stop: string | undefined, keepEscapes: boolean, doubled: boolean): string {
    const outer = this.#keepEscapes;
    this.#keepEscapes = keepEscapes;
    this.#depth += 1;
    if (this.#depth > DEPTH) throw new Refusal('Substitutions are nested too deeply');
    if (this.#depth > 1) this.#words?.forget();
    // Operands are no words of their own.
    const words = this.#depth > 1 ? undefined : this.#words;
    let value = '';
    for (;;) {
      const at = this.#at;
      const character = this.#source.charAt(at);
      if (character === '' && stop !== undefined) throw new Refusal(`"${stop}" is missing`);
      if (character === stop) this.#at += 1;
      if (character === '' || character === stop) break;
      const piece = this.#piece(character, stop, doubled);
      value += piece;
      if (value.length > this.#source.length + GROWTH) throw new Refusal('The value grows too long');
      if (character === '$' || isSpace(character.charCodeAt(0))) words?.split(piece, at);
      else words?.add(piece, at);
    }
    this.#keepEscapes = outer;
    this.#depth -= 1;
    return value;
  }

  /** What stands from here on up to where something else begins. */
  #piece(character: string, stop: string | undefined, doubled: boolean): string {
    const start = this.#at;
    switch (character) {
      case '$':
        return this.#dollar();
      case '<':
        return this.#angle();
      case "'":
        return this.#single(doubled);
      case '"':
        return this.#double(doubled);
      case this.#escape:
        this.#at = Math.min(start + 2, this.#source.length);
        return this.#source.slice(this.#keepEscapes ? start : start + 1, this.#at);
      default:
        this.#at = this.#plainEnd(start, stop);
        return this.#source.slice(start, this.#at);
    }
  }

  /** The end of the plain characters from `at` on: one white space, or as many others as there are. */
  #plainEnd(at: number, stop: string | undefined): number {
    const source = this.#source;
    if (isSpace(source.charCodeAt(at))) return at + 1;
    let end = at + 1;
    for (; end < source.length; end += 1) {
      const character = source.charAt(end);
      if (character === stop || character === '$' || character === "'" || character === '"' || character === '<') break;
      if (character === this.#escape || isSpace(source.charCodeAt(end))) break;
    }
    return end;
  }

  #single(doubled: boolean): string {
    const close = this.#source.indexOf("'", this.#at + 1);
    if (close === -1) throw new Refusal('A single quote is not closed');
    let text = this.#source.slice(this.#at + 1, close);
    this.#at = close + 1;
    if (doubled) text = text.replaceAll(this.#escape, this.#escape + this.#escape);
    return this.#keepQuotes ? `'${text}'` : text;
  }

  #double(doubled: boolean): string {
    const source = this.#source;
    let text = this.#keepQuotes ? '"' : '';
    this.#at += 1;
    for (;;) {
      const character = source.charAt(this.#at);
      if (character === '') throw new Refusal('A double quote is not closed');
      if (character === '$') {
        text += this.#dollar();
        continue;
      }
      this.#at += 1;
      if (character === '"') return this.#keepQuotes ? `${text}"` : text;
      if (character !== this.#escape) {
        text += character;
        continue;
      }
      const next = source.charAt(this.#at);
      if (next === '') continue;
      if (next === '"' || next === '$' || next === this.#escape) {
        this.#at += 1;
        text += this.#keepEscapes ? character + next : next;
      } else text += this.#keepEscapes && (!this.#keepQuotes || doubled) ? character + character : character;
    }
  }

  /** `<`, or `<<` with the blanks that may stand before a heredoc's name. */
  #angle(): string {
    const source = this.#source;
    const start = this.#at;
    this.#at += 1;
    if (source.charAt(this.#at) !== '<') return '<';
    do this.#at += 1;
    while (this.#at < source.length && ' \t\r'.includes(source.charAt(this.#at)));
    return source.slice(start, this.#at);
  }

  #dollar(): string {
    this.#at += 1;
    if (this.#source.charAt(this.#at) === '{') {
      this.#at += 1;
      return this.#braced();
    }
    const name = this.#name();
    if (name === '') return '$';
    return this.#needed(name, `$${name}`);
  }

  /** What stands behind `${`, with the closing brace. */
  #braced(): string {
    const first = this.#source.charAt(this.#at);
    if (first === '') throw new Refusal('"}" is missing');
    if (first === '{' || first === '}' || first === ':') throw new Refusal('A substitution needs a name');
    const name = this.#name();
    const operator = this.#next();
    if (operator === '}') return this.#needed(name, `\${${name}}`);
    if (operator === '/') return this.#replaced(name);
    if (operator === ':') return this.#operated(name, this.#next(), true);
    if (operator !== '' && '+-?#%'.includes(operator)) return this.#operated(name, operator, false);
    throw new Refusal(`A substitution knows no "${operator}"`);
  }

  #operated(name: string, operator: string, nullIsUnset: boolean): string {
    const isPattern = operator === '#' || operator === '%';
    if (nullIsUnset && isPattern) throw new Refusal(`A substitution knows no ":${operator}"`);
    const operand = this.#upTo('}', isPattern, isPattern);
    const found = this.#lookup(name);
    if (found === undefined && this.#keepUnset) return `\${${name}${nullIsUnset ? ':' : ''}${operator}${operand}}`;
    const isSet = found !== undefined && !(nullIsUnset && found === '');
    switch (operator) {
      case '-':
        return isSet ? found : operand;
      case '+':
        return isSet ? operand : '';
      case '?':
        if (isSet) return found;
        throw new Refusal(`${name}: ${operand === '' ? `must not be ${found === undefined ? 'unset' : 'empty'}` : operand}`);
      case '#':
      case '%':
        return this.#trimmed(name, operator, operand);
      default:
        throw new Refusal(`A substitution knows no ":${operator}"`);
    }
  }

  #trimmed(name: string, operator: '#' | '%', operand: string): string {
    const longest = operand.startsWith(operator);
    const value = this.#needed(name, '');
    const source = longest ? operand.slice(1) : operand;
    const pattern = this.#pattern(source, value);
    return operator === '#' ? withoutPrefix(value, pattern, longest) : withoutSuffix(value, pattern, longest);
  }

  #replaced(name: string): string {
    const all = this.#source.charAt(this.#at) === '/';
    if (all) this.#at += 1;
    const source = this.#upTo('/', true, true);
    const replacement = this.#upTo('}', true, false);
    const kept = `\${${name}/${source}/${replacement}}`;
    if (this.#keepUnset && this.#lookup(name) === undefined) return kept;
    const value = this.#needed(name, kept);
    return withReplaced(value, this.#pattern(source, value), all, replacement);
  }

  #pattern(source: string, value: string): Pattern {
    if (!isAffordable(source, value)) throw new Refusal('The pattern or the value it is for is too long');
    const pattern = readPattern(source);
    if (!pattern) throw new Refusal(`The pattern "${source}" has an escape that means nothing`);
    return pattern;
  }

  /** The value of a variable that has to have one; `kept` where the options say that unset ones stay as they are. */
  #needed(name: string, kept: string): string {
    const value = this.#lookup(name);
    if (value !== undefined) return value;
    if (this.#keepUnset) return kept;
    this.#unresolved.add(name);
    return '';
  }

  #next(): string {
    const character = this.#source.charAt(this.#at);
    this.#at += character.length;
    return character;
  }

  /** A name, a positional parameter or a special one; empty where none stands. */
  #name(): string {
    const source = this.#source;
    const start = this.#at;
    const first = this.#character();
    if (DIGIT.test(first)) {
      while (DIGIT.test(this.#character())) this.#at += this.#character().length;
    } else if (first !== '' && SPECIAL.includes(first)) {
      this.#at += 1;
    } else {
      while (LETTER_OR_DIGIT.test(this.#character())) this.#at += this.#character().length;
    }
    return source.slice(start, this.#at);
  }

  #character(): string {
    const point = this.#source.codePointAt(this.#at);
    return point === undefined ? '' : String.fromCodePoint(point);
  }
}
