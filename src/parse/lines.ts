import type { Location, Place, SourceFile } from '../model/place.ts';

const lineStarts = new WeakMap<SourceFile, readonly number[]>();

/** The location of a place. Lines end at LF, CRLF or a lone CR. */
export function locate({ file, span }: Place): Location {
  const starts = startsOf(file);
  const startLine = lineAt(starts, span.start);
  const endLine = lineAt(starts, Math.max(span.start, span.end));
  return {
    path: file.path,
    startLine: startLine + 1,
    startColumn: span.start - (starts[startLine] ?? 0) + 1,
    endLine: endLine + 1,
    endColumn: span.end - (starts[endLine] ?? 0) + 1,
  };
}

/** The line on which a place begins, counted from 1. */
export function lineOf({ file, span }: Place): number {
  return lineAt(startsOf(file), span.start) + 1;
}

/** The place of a whole line, counted from 1, without its line end and indentation. A line past the end is the last one. */
export function lineAtNumber(file: SourceFile, line: number): Place {
  const starts = startsOf(file);
  const index = Math.min(Math.max(line, 1), starts.length) - 1;
  const from = starts[index] ?? 0;
  const to = starts[index + 1] ?? file.text.length;
  const text = file.text.slice(from, to);
  const indent = text.length - text.trimStart().length;
  return { file, span: { start: from + (text.trim() === '' ? 0 : indent), end: from + text.trimEnd().length } };
}

/** The text a place covers. */
export function textOf({ file, span }: Place): string {
  return file.text.slice(span.start, span.end);
}

/** A place in a file, from two offsets. */
export function placeAt(file: SourceFile, start: number, end: number): Place {
  return { file, span: { start, end } };
}

function startsOf(file: SourceFile): readonly number[] {
  const known = lineStarts.get(file);
  if (known) return known;
  const starts = lineStartsIn(file.text);
  lineStarts.set(file, starts);
  return starts;
}

function lineStartsIn(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
