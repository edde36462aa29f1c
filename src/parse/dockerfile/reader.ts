import type { Place, SourceFile } from '../../model/place.ts';
import { placeAt } from '../lines.ts';
import type { Comment } from './ast.ts';
import { Line } from './line.ts';
import { skipSpace, trimSpaceEnd } from './whitespace.ts';

/** A line of the file: `end` leaves out the line end and carriage returns before it, `next` is where the following line begins. */
export interface PhysicalLine {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

const HASH = 35;
/** BuildKit reads lines through a buffer of this many bytes, of which one is for the line end. */
const LINE_LIMIT = 65_536;

/** Reads a Dockerfile line by line. Only LF ends a line; a byte order mark at the begin is skipped. */
export class LineReader {
  readonly file: SourceFile;
  readonly comments: Comment[] = [];
  /** Lines that are longer than BuildKit can read. */
  readonly oversized: Place[] = [];
  escape: '\\' | '`' = '\\';
  #at: number;

  constructor(file: SourceFile) {
    this.file = file;
    this.#at = file.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** Where the next line begins. */
  get offset(): number {
    return this.#at;
  }

  /** The next line of the file, as it is. */
  physical(): PhysicalLine | undefined {
    const { text } = this.file;
    const start = this.#at;
    if (start >= text.length) return undefined;
    const newline = text.indexOf('\n', start);
    const next = newline === -1 ? text.length : newline + 1;
    let end = newline === -1 ? text.length : newline;
    if ((end - start) * 3 >= LINE_LIMIT && utf8Length(text, start, end) >= LINE_LIMIT) {
      this.oversized.push(placeAt(this.file, start, end));
    }
    while (end > start && isLineEnd(text.charCodeAt(end - 1))) end -= 1;
    this.#at = next;
    return { start, end, next };
  }

  /** The logical line that `first` begins: with what its continuations bring. `first` is neither blank nor a comment. */
  logical(first: PhysicalLine): Line {
    const { text } = this.file;
    const start = skipSpace(text, first.start, first.end);
    let stop = this.#continued(start, first.end);
    if (stop === undefined) {
      return new Line(this.file, text.slice(start, first.end), [0], [start], trimSpaceEnd(text, start, first.end));
    }
    const pieces = [text.slice(start, stop)];
    const starts = [0];
    const origins = [start];
    let length = stop - start;
    let last = first;
    while (stop !== undefined) {
      const line = this.physical();
      if (!line) break;
      last = line;
      const content = skipSpace(text, line.start, line.end);
      if (content === line.end) continue;
      if (text.charCodeAt(content) === HASH) {
        this.comment(content, line.end);
        continue;
      }
      stop = this.#continued(line.start, line.end);
      const end = stop ?? line.end;
      starts.push(length);
      origins.push(line.start);
      pieces.push(text.slice(line.start, end));
      length += end - line.start;
    }
    const end = Math.max(start, trimSpaceEnd(text, last.start, last.end));
    return new Line(this.file, pieces.join(''), starts, origins, end);
  }

  /** Notes the comment that begins with the `#` at `start`. */
  comment(start: number, end: number): void {
    const { text } = this.file;
    const to = trimSpaceEnd(text, start, end);
    this.comments.push({ text: text.slice(skipSpace(text, start + 1, to), to), at: placeAt(this.file, start, to) });
  }

  /** Where the text of a line ends that goes on after it: before an escape that is last but for blanks, and not itself escaped. */
  #continued(start: number, end: number): number | undefined {
    const { text } = this.file;
    const escape = this.escape.charCodeAt(0);
    let at = end;
    while (at > start && isBlank(text.charCodeAt(at - 1))) at -= 1;
    at -= 1;
    if (at < start || text.charCodeAt(at) !== escape) return undefined;
    return at > start && text.charCodeAt(at - 1) === escape ? undefined : at;
  }
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9;
}

function isLineEnd(unit: number): boolean {
  return unit === 13 || unit === 10;
}

function utf8Length(text: string, start: number, end: number): number {
  let length = end - start;
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    // A surrogate pair is four bytes in two units.
    length += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return length;
}
