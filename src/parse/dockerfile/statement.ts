import type { Place } from '../../model/place.ts';
import type { Flag } from './ast.ts';
import { readFlags } from './flags.ts';
import type { Line } from './line.ts';
import { isSeparator, skipSpace, trimSpaceEnd } from './whitespace.ts';

/** A line taken apart into keyword, flags and arguments, before anybody asks what the keyword means. */
export interface Statement {
  readonly line: Line;
  /** Where it begins in the line; greater than 0 for the trigger of an ONBUILD. */
  readonly from: number;
  /** Upper case. */
  readonly keyword: string;
  readonly keywordAt: Place;
  readonly flags: readonly Flag[];
  /** The arguments without the white space around them: from `args` to `end` in the line. */
  readonly args: number;
  readonly end: number;
}

export function readStatement(line: Line, start: number, escape: '\\' | '`'): Statement {
  const { text } = line;
  const from = skipSpace(text, start, text.length);
  const end = trimSpaceEnd(text, from, text.length);
  let after = from;
  while (after < end && !isSeparator(text.charCodeAt(after))) after += 1;
  const { flags, next } = readFlags(line, after, end, escape);
  return {
    line,
    from,
    keyword: text.slice(from, after).toUpperCase(),
    keywordAt: line.place(from, after),
    flags,
    args: skipSpace(text, next, end),
    end,
  };
}
