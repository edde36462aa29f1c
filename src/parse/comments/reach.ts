import type { SourceFile } from '../../model/place.ts';
import type { Dockerfile } from '../dockerfile/ast.ts';
import { withLastAnswer } from '../last-answer.ts';
import { locate } from '../lines.ts';
import type { CodeComment } from './comment.ts';

/** A text that is judged; `dockerfile` where it is one. */
export interface JudgedText {
  readonly file: SourceFile;
  readonly dockerfile?: Dockerfile;
}

/** Lines of a file, counted from 1, both ends included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/**
 * What a comment is about. At the end of a line it is that line; on its own it is what comes next: an instruction with its
 * continuation, a YAML entry with what is below it, a line of shell with those it goes on in. Undefined where nothing follows.
 */
export function reachOf(text: JudgedText, comment: CodeComment): Lines | undefined {
  if (!comment.alone) return { first: comment.line, last: comment.line };
  const { dockerfile } = text;
  if (dockerfile !== undefined) {
    const instructions = instructionLines(dockerfile);
    const next = firstBehind(instructions, comment.line - 1);
    const above = instructions[next - 1];
    const around = above !== undefined && comment.line <= above.last;
    if (!around) return instructions[firstBehind(instructions, comment.line)];
  }
  return nextEntry(text, comment.line);
}

/** The lines above the first one with code; a `---` of YAML is none. */
export function headOf({ file }: JudgedText): number {
  return layoutOf(file).head;
}

/** The lines of a file, and what is worked out of them once for all of its comments. */
interface Layout {
  readonly lines: readonly string[];
  readonly head: number;
  /** By each line's index, that of the first one with code from there on. */
  readonly code: readonly number[];
  /** The last line of the entries that were asked for, by their first one. */
  readonly ends: Map<number, number>;
}

const layoutOf = withLastAnswer(({ text }: SourceFile): Layout => {
  const lines = text.split(/\r\n|\r|\n/);
  const code: number[] = [];
  for (let at = lines.length - 1, next = lines.length; at >= 0; at -= 1) code[at] = next = isBlank(lines[at] ?? '') ? next : at;
  return { lines, code, head: lines.findIndex((line) => !isBlank(line) && line.trim() !== '---'), ends: new Map() };
});

const instructionLines = withLastAnswer((dockerfile: Dockerfile): readonly Lines[] =>
  dockerfile.instructions.map(({ at }) => {
    const { startLine, endLine } = locate(at);
    return { first: startLine, last: endLine };
  }),
);

/** The index of the first of these that begins behind a line. */
function firstBehind(ordered: readonly Lines[], line: number): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle]?.first ?? 0) > line) high = middle;
    else low = middle + 1;
  }
  return low;
}

function nextEntry({ file }: JudgedText, below: number): Lines | undefined {
  const { lines, code, ends } = layoutOf(file);
  const start = code[below] ?? lines.length;
  if (start === lines.length) return undefined;
  const end = ends.get(start) ?? endOfEntry(lines, start, /\.ya?ml$/i.test(file.path));
  ends.set(start, end);
  return { first: start + 1, last: end + 1 };
}

function endOfEntry(lines: readonly string[], start: number, isYaml: boolean): number {
  const first = lines[start] ?? '';
  let end = start;
  while (/\\\s*$/.test(lines[end] ?? '') && end + 1 < lines.length) end += 1;
  if (!isYaml) return end;
  const own = indentOf(first);
  const listBelow = /:\s*(?:#.*)?$/.test(first) && !/^\s*-/.test(first);
  for (let at = end + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const deeper = indentOf(line) > own || (listBelow && indentOf(line) === own && /^\s*-(?:\s|$)/.test(line));
    if (!deeper) break;
    end = at;
  }
  return end;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function isBlank(line: string): boolean {
  return line.trim() === '' || line.trimStart().startsWith('#');
}
