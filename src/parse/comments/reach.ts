import type { SourceFile } from '../../model/place.ts';
import type { Dockerfile } from '../dockerfile/ast.ts';
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
    const instructions = dockerfile.instructions.map(({ at }) => locate(at));
    const around = instructions.some(({ startLine, endLine }) => startLine < comment.line && comment.line <= endLine);
    const next = instructions.find(({ startLine }) => startLine > comment.line);
    if (!around) return next && { first: next.startLine, last: next.endLine };
  }
  return nextEntry(text, comment.line);
}

/** The lines above the first one with code; a `---` of YAML is none. */
export function headOf({ file: { text } }: JudgedText): number {
  return text.split(/\r\n|\r|\n/).findIndex((line) => !isBlank(line) && line.trim() !== '---');
}

function nextEntry({ file: { path, text } }: JudgedText, below: number): Lines | undefined {
  const lines = text.split(/\r\n|\r|\n/);
  const start = lines.findIndex((line, index) => index >= below && !isBlank(line));
  const first = lines[start];
  if (first === undefined) return undefined;
  let end = start;
  const goesOn = (): boolean => /\\\s*$/.test(lines[end] ?? '');
  while (goesOn() && end + 1 < lines.length) end += 1;
  if (/\.ya?ml$/i.test(path)) {
    const own = indentOf(first);
    const listBelow = /:\s*(?:#.*)?$/.test(first) && !/^\s*-/.test(first);
    for (let at = end + 1; at < lines.length; at += 1) {
      const line = lines[at] ?? '';
      if (line.trim() === '') continue;
      const deeper = indentOf(line) > own || (listBelow && indentOf(line) === own && /^\s*-(?:\s|$)/.test(line));
      if (!deeper) break;
      end = at;
    }
  }
  return { first: start + 1, last: end + 1 };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function isBlank(line: string): boolean {
  return line.trim() === '' || line.trimStart().startsWith('#');
}
