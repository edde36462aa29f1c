import type { Place, SourceFile } from '../../model/place.ts';
import { placeAt } from '../lines.ts';

/** A `#` comment of a Dockerfile, a YAML file, a shell script or a makefile. */
export interface CodeComment {
  /** Behind the `#`, trimmed. */
  readonly text: string;
  readonly at: Place;
  /** Counted from 1. */
  readonly line: number;
  /** Whether it has its line to itself. */
  readonly alone: boolean;
}

/** The comments of a text that begin with what is wanted, in order. A `#` within quotes begins none. */
export function commentsOf(file: SourceFile, wanted: RegExp): readonly CodeComment[] {
  const found: CodeComment[] = [];
  let line = 0;
  for (const { index, 0: text } of file.text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
    line += 1;
    if (!text.includes('#')) continue;
    const isQuoted = quotesOf(text);
    for (const { index: at } of text.matchAll(/(?<!\S)#/g)) {
      const own = text.slice(at + 1).trim();
      if (!wanted.test(own) || isQuoted(at)) continue;
      const end = index + text.trimEnd().length;
      found.push({ text: own, at: placeAt(file, index + at, end), line, alone: text.slice(0, at).trim() === '' });
      break;
    }
  }
  return found;
}

/** Whether a quote is open at an offset of a text; asked of growing offsets. */
function quotesOf(text: string): (offset: number) => boolean {
  let open = '';
  let at = 0;
  return (offset) => {
    for (; at < offset; at += 1) {
      const character = text.charAt(at);
      if (character === '\\' && open !== "'") at += 1;
      else if (open === '' && (character === '"' || character === "'")) open = character;
      else if (character === open) open = '';
    }
    return open !== '';
  };
}
