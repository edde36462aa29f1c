import type { Place, SourceFile } from '../../model/place.ts';
import { placeAt } from '../lines.ts';
import type { Segment, Word } from './ast.ts';

/**
 * An instruction's line after its continuations are joined and comment lines inside them are gone. Offsets into `text` map
 * back to the file: piece `n` begins at `starts[n]` in the text and at `origins[n]` in the file.
 */
export class Line {
  readonly file: SourceFile;
  readonly text: string;
  /** In the file: the end of the last physical line that was read for it, without trailing white space. */
  readonly end: number;
  readonly #starts: readonly number[];
  readonly #origins: readonly number[];

  constructor(file: SourceFile, text: string, starts: readonly number[], origins: readonly number[], end: number) {
    this.file = file;
    this.text = text;
    this.end = end;
    this.#starts = starts;
    this.#origins = origins;
  }

  /** The offset in the file of an offset in the text. */
  origin(at: number): number {
    const piece = this.#pieceAt(at);
    return (this.#origins[piece] ?? 0) + at - (this.#starts[piece] ?? 0);
  }

  /** The place of a part of the text; it covers the continuations within. */
  place(from: number, to: number): Place {
    const start = this.origin(from);
    return placeAt(this.file, start, to > from ? this.origin(to - 1) + 1 : start);
  }

  word(from: number, to: number, raw?: string): Word {
    return { raw: raw ?? this.text.slice(from, to), at: this.place(from, to) };
  }

  /** The pieces of a part of the text, `from` counted from its begin. */
  segments(from: number, to: number): readonly Segment[] {
    const first = this.#pieceAt(from);
    const segments: Segment[] = [{ from: 0, to: this.origin(from) }];
    for (let piece = first + 1; piece < this.#starts.length; piece += 1) {
      const start = this.#starts[piece] ?? 0;
      if (start >= to) break;
      segments.push({ from: start - from, to: this.#origins[piece] ?? 0 });
    }
    return segments;
  }

  #pieceAt(at: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
