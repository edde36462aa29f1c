import type { Place, SourceFile, Span } from '../../model/place.ts';
import type { Script, Segment } from './script.ts';

/** Puts a script together from pieces of a file and remembers where each came from. */
export class ScriptBuilder {
  readonly #file: SourceFile;
  readonly #segments: Segment[] = [];
  readonly #unknown: { from: number; to: number }[] = [];
  #text = '';

  constructor(file: SourceFile) {
    this.#file = file;
  }

  get length(): number {
    return this.#text.length;
  }

  /** Adds text that stands in the file as it is. */
  copy(text: string, at: number): void {
    if (text === '') return;
    const last = this.#segments.at(-1);
    const inStep = last !== undefined && last.width === undefined && last.to + (this.length - last.from) === at;
    if (!inStep) this.#segments.push({ from: this.length, to: at });
    this.#text += text;
  }

  /** Adds text that is written differently in the file: each of its characters stands for the whole of `span`. */
  decoded(text: string, span: Span): void {
    if (text === '') return;
    this.#segments.push({ from: this.length, to: span.start, width: Math.max(0, span.end - span.start) });
    this.#text += text;
  }

  /** Marks a range of what was added as something the host fills in; without `to`, all that was added since `from`. */
  hide(from: number, to = this.length): void {
    if (from < to) this.#unknown.push({ from, to });
  }

  build(): Script {
    return withUnknown({ file: this.#file, text: this.#text, segments: this.#segments }, this.#unknown);
  }
}

/** The script with more of it unknown; ranges come out in order and apart. */
export function withUnknown(script: Script, ranges: NonNullable<Script['unknown']>): Script {
  if (ranges.length === 0) return script;
  const unknown: { from: number; to: number }[] = [];
  for (const { from, to } of [...(script.unknown ?? []), ...ranges].toSorted((one, other) => one.from - other.from)) {
    const last = unknown.at(-1);
    if (last !== undefined && from < last.to) last.to = Math.max(last.to, to);
    else unknown.push({ from, to });
  }
  return { ...script, unknown };
}

/** The script that is the file itself, or one unbroken range of it. */
export function scriptOfRange(file: SourceFile, start = 0, end = file.text.length): Script {
  return { file, text: file.text.slice(start, end), segments: [{ from: 0, to: start }] };
}

/** The span in the file of a range of a script's text, cut off where the text ends. An empty range gives an empty span. */
export function spanIn(script: Script, first: number, last: number): Span {
  const to = Math.min(last, script.text.length);
  const from = Math.min(first, to);
  const head = segmentAt(script.segments, from);
  const start = head === undefined ? from : head.width === undefined ? head.to + from - head.from : head.to;
  if (to <= from) return { start, end: start };
  const tail = segmentAt(script.segments, to - 1);
  const end = tail === undefined ? to : tail.to + (tail.width ?? to - tail.from);
  return { start, end: Math.max(start, end) };
}

export function placeIn(script: Script, from: number, to: number): Place {
  return { file: script.file, span: spanIn(script, from, to) };
}

/** Adds a range of another script, with its unknown parts. */
export function copyRange(builder: ScriptBuilder, script: Script, from: number, to: number): void {
  const offset = builder.length - from;
  for (let at = from; at < to;) {
    const index = segmentIndex(script.segments, at);
    const segment = script.segments[index];
    const end = Math.min(to, script.segments[index + 1]?.from ?? to);
    const text = script.text.slice(at, end);
    if (segment?.width === undefined) builder.copy(text, spanIn(script, at, at).start);
    else builder.decoded(text, { start: segment.to, end: segment.to + segment.width });
    at = Math.max(end, at + 1);
  }
  for (const range of script.unknown ?? []) {
    if (range.from >= to || range.to <= from) continue;
    builder.hide(Math.max(range.from, from) + offset, Math.min(range.to, to) + offset);
  }
}

function segmentAt(segments: readonly Segment[], offset: number): Segment | undefined {
  return segments[segmentIndex(segments, offset)];
}

function segmentIndex(segments: readonly Segment[], offset: number): number {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.from ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
