import { placeAt } from '../lines.ts';
import type { Heredoc, Problem, Word } from './ast.ts';
import type { Line } from './line.ts';
import type { LineReader } from './reader.ts';
import { lex } from './shell-lexer.ts';

/** What a `<<EOF` announces. */
export interface HeredocMarker {
  readonly name: string;
  readonly fileDescriptor: number;
  readonly expand: boolean;
  readonly chomp: boolean;
}

const MARKER = /^(\d*)<<(-?)[\t\f\r ]*/u;
const TAB = 9;

/** Reads a word as a heredoc marker; undefined where it is none, an error where BuildKit refuses it. */
export function readMarker(word: string): HeredocMarker | { readonly error: string } | undefined {
  const match = MARKER.exec(word);
  if (!match) return undefined;
  const rest = word.slice(match[0].length);
  if (rest === '' || rest.includes('<')) return undefined;
  const bare = lex(rest, unset, { escape: '\\', keepUnset: true, split: true });
  if ('error' in bare) return bare;
  const [name, ...others] = bare.words;
  if (!name || others.length > 0) return undefined;
  const quoted = lex(rest, unset, { escape: '\\', keepUnset: true, split: true, keepQuotes: true });
  if ('error' in quoted) return quoted;
  const [quotedName, ...otherQuoted] = quoted.words;
  if (!quotedName || otherQuoted.length > 0) return { error: `The name of the heredoc ${rest} is not clear` };
  return {
    name: name.value,
    fileDescriptor: Number(match[1]),
    expand: quotes(name.value) === quotes(quotedName.value),
    chomp: match[2] === '-',
  };
}

/** Reads the bodies that the markers of a line announce, in order, from the lines that follow it. */
export function readHeredocs(
  line: Line,
  reader: LineReader,
): { readonly heredocs: readonly Heredoc[]; readonly problems: readonly Problem[] } {
  const lexed = lex(line.text, unset, { escape: '\\', keepUnset: true, split: true, keepQuotes: true, keepEscapes: true });
  const heredocs: Heredoc[] = [];
  const problems: Problem[] = [];
  for (const { value, from, to } of 'error' in lexed ? [] : lexed.words) {
    const marker = readMarker(value);
    if (!marker) continue;
    if ('error' in marker) problems.push({ message: marker.error, at: line.place(from, to) });
    else {
      const { heredoc, isClosed } = readBody(marker, line.word(from, to, value), reader);
      heredocs.push(heredoc);
      if (!isClosed) problems.push({ message: `The heredoc ${marker.name} is never closed`, at: heredoc.marker.at });
    }
  }
  return { heredocs, problems };
}

function readBody(
  marker: HeredocMarker,
  word: Word,
  reader: LineReader,
): { readonly heredoc: Heredoc; readonly isClosed: boolean } {
  const { file } = reader;
  const start = reader.offset;
  let end = start;
  let isClosed = false;
  for (let line = reader.physical(); line; line = reader.physical()) {
    if (closes(file.text, line.start, line.end, marker)) {
      isClosed = true;
      break;
    }
    end = line.next;
  }
  const content = file.text.slice(start, end);
  return { heredoc: { ...marker, content, marker: word, at: placeAt(file, start, end) }, isClosed };
}

function closes(text: string, start: number, end: number, { name, chomp }: HeredocMarker): boolean {
  let from = start;
  if (chomp) while (from < end && text.charCodeAt(from) === TAB) from += 1;
  return end - from === name.length && text.startsWith(name, from);
}

function unset(): undefined {
  return undefined;
}

function quotes(text: string): number {
  let count = 0;
  for (const character of text) if (character === '"' || character === "'") count += 1;
  return count;
}
