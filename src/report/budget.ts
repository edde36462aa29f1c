import { bytesOf } from './escape.ts';

/** A part of a text that may lose rows, and go, where there is no room for it. */
export interface Section {
  /** Each row is made when it is asked for. */
  readonly rows: Rows;
  /** Sections of the lowest worth lose their rows first. */
  readonly worth: number;
  /** At most so many rows, however much room there is. */
  readonly limit?: number;
  /** What stands around the rows shown, when `left` more are not; nothing stands between them where there are none. */
  frame(shown: number, left: number): Frame;
}

export interface Rows {
  readonly count: number;
  row(at: number): string;
}

export interface Frame {
  readonly head: string;
  readonly foot: string;
}

/** Values as rows. */
export function rowsOf<T>(
  values: { readonly length: number; at(index: number): T | undefined },
  rowOf: (value: T) => string,
): Rows {
  return {
    count: values.length,
    row(at) {
      const value = values.at(at);
      return value === undefined ? '' : rowOf(value);
    },
  };
}

/** How many rows are one part of a text. */
const rowsInPart = 100;

/** Head, sections and foot with all their rows, as {@link fit} joins them, part by part. */
export function* whole(head: string, sections: readonly Section[], foot: string): Generator<string> {
  yield head;
  for (const section of sections) {
    const { rows, limit = Infinity } = section;
    if (rows.count === 0) continue;
    const shown = Math.min(rows.count, limit);
    const around = section.frame(shown, rows.count - shown);
    let text = `\n\n${around.head}`;
    for (let at = 0; at < shown; at += 1) {
      text += `${at === 0 ? '' : '\n'}${rows.row(at)}`;
      if (at % rowsInPart !== rowsInPart - 1) continue;
      yield text;
      text = '';
    }
    yield text + around.foot;
  }
  yield foot === '' ? '\n' : `\n\n${foot}\n`;
}

/**
 * Head, sections and foot, parted by blank lines, in at most `budget` bytes of UTF-8. Rows go from the end, from the
 * section of least worth first; then whole sections go, then the foot. The head stays, so a budget must have room for it.
 */
export function fit(head: string, sections: readonly Section[], foot: string, budget: number): string {
  const parts = sections.map((section) => new Part(section, budget));
  const byWorth = parts.toSorted((one, other) => one.worth - other.worth);
  const room = budget - bytesOf(head) - 1;
  const used = (): number => parts.reduce((sum, part) => sum + part.bytes, foot === '' ? 0 : bytesOf(foot) + 2);

  for (const part of byWorth) {
    const over = used() - room;
    if (over > 0) part.cutTo(part.bytes - over);
  }
  for (const part of byWorth) {
    if (used() > room) part.drop();
  }
  const tail = used() > room ? '' : foot;
  return `${[head, ...parts.map((part) => part.text), tail].filter((text) => text !== '').join('\n\n')}\n`;
}

class Part {
  readonly worth: number;
  text: string;
  bytes: number;
  readonly #section: Section;
  /** Rows that were made: all that are shown, or as many as are more than the budget. */
  readonly #rows: string[] = [];
  /** The size of the first rows, by their number, with a line break behind each. */
  readonly #sizes: number[] = [0];

  constructor(section: Section, budget: number) {
    this.#section = section;
    this.worth = section.worth;
    const limit = Math.min(section.rows.count, section.limit ?? Infinity);
    let size = 0;
    while (this.#rows.length < limit && size <= budget) {
      const row = section.rows.row(this.#rows.length);
      this.#rows.push(row);
      size += bytesOf(row) + 1;
      this.#sizes.push(size);
    }
    this.bytes = this.#sizeWith(this.#rows.length);
    this.text = this.#with(this.#rows.length);
  }

  /** As many rows as fit into so many bytes, or none. */
  cutTo(bytes: number): void {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#sizeWith(middle) <= bytes) low = middle;
      else high = middle - 1;
    }
    this.text = this.#with(low);
    this.bytes = sizeOf(this.text);
  }

  drop(): void {
    this.text = '';
    this.bytes = 0;
  }

  #with(shown: number): string {
    if (this.#section.rows.count === 0) return '';
    const { head, foot } = this.#section.frame(shown, this.#section.rows.count - shown);
    return head + this.#rows.slice(0, shown).join('\n') + foot;
  }

  #sizeWith(shown: number): number {
    if (this.#section.rows.count === 0) return 0;
    const { head, foot } = this.#section.frame(shown, this.#section.rows.count - shown);
    const rows = shown === 0 ? 0 : (this.#sizes[shown] ?? 0) - 1;
    return sizeOf(head + foot) + rows;
  }
}

/** With the blank line before it. */
function sizeOf(text: string): number {
  return text === '' ? 0 : bytesOf(text) + 2;
}
