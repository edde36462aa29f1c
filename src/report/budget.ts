import { bytesOf } from './escape.ts';

/** A part of a text that may lose rows, and go, where there is no room for it. */
export interface Section {
  readonly rows: readonly string[];
  /** Sections of the lowest worth lose their rows first. */
  readonly worth: number;
  /** At most so many rows, however much room there is. */
  readonly limit?: number;
  /** The section with the rows given, when `left` more are not shown. */
  render(rows: readonly string[], left: number): string;
}

/**
 * Head, sections and foot, parted by blank lines, in at most `budget` bytes of UTF-8. Rows go from the end, from the
 * section of least worth first; then whole sections go, then the foot. The head stays, so a budget must have room for it.
 */
export function fit(head: string, sections: readonly Section[], foot: string, budget: number): string {
  const parts = sections.map((section) => new Part(section));
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

  constructor(section: Section) {
    this.#section = section;
    this.worth = section.worth;
    this.text = this.#with(Math.min(section.rows.length, section.limit ?? Infinity));
    this.bytes = sizeOf(this.text);
  }

  /** As many rows as fit into so many bytes, or none. */
  cutTo(bytes: number): void {
    let low = 0;
    let high = Math.min(this.#section.rows.length, this.#section.limit ?? Infinity);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (sizeOf(this.#with(middle)) <= bytes) low = middle;
      else high = middle - 1;
    }
    this.text = this.#with(low);
    this.bytes = sizeOf(this.text);
  }

  drop(): void {
    this.text = '';
    this.bytes = 0;
  }

  #with(rows: number): string {
    return this.#section.rows.length === 0
      ? ''
      : this.#section.render(this.#section.rows.slice(0, rows), this.#section.rows.length - rows);
  }
}

/** With the blank line before it. */
function sizeOf(text: string): number {
  return text === '' ? 0 : bytesOf(text) + 2;
}
