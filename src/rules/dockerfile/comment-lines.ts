import type { Comment, Dockerfile } from '../../parse/dockerfile/ast.ts';
import { locate } from '../../parse/lines.ts';

const known = new WeakMap<Dockerfile, ReadonlyMap<number, Comment>>();

/** The comments of a file by the line they stand on, counted from 1. */
export function commentLines(dockerfile: Dockerfile): ReadonlyMap<number, Comment> {
  const found = known.get(dockerfile);
  if (found !== undefined) return found;
  const lines = new Map(dockerfile.comments.map((comment) => [locate(comment.at).startLine, comment]));
  known.set(dockerfile, lines);
  return lines;
}
