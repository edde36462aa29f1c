import type { SourceFile, Span } from '../model/place.ts';
import type { WrittenDockerfile } from '../parse/bake/targets.ts';

/** The longest part of a Compose file that is copied for a Dockerfile in it, in UTF-16 units. */
const sizeLimit = 1_000_000;

/**
 * The Dockerfile that stands in a Compose file as a block (`dockerfile_inline: |`), in a bake file as a here-document, or on
 * one line, as a file of the same path in which every line stands where it is written, and every character too unless it
 * holds a here-document, a dollar sign or an escape. Undefined where it is written in another way.
 */
export function inlineDockerfile({ at: { file, span }, text, why }: WrittenDockerfile): SourceFile | undefined {
  if (span.end > sizeLimit || why !== undefined) return undefined;
  const written = file.text.slice(span.start, span.end);
  const bake = /^<<-?[A-Za-z_][\w-]*[ \t\r]*\n/.exec(written);
  if (bake !== null) {
    const end = file.text.lastIndexOf('\n', span.end - 1) + 1;
    return text === undefined ? undefined : inPlace(file, span.start + bake[0].length, end, text.split('\n'));
  }
  const head = /^\|[-+\d]*[ \t]*(?:#[^\n]*)?\r?\n/.exec(written);
  return head === null ? onOneLine(file, span, text) : inPlace(file, span.start + head[0].length, span.end, text?.split('\n'));
}

/** @param given what the lines come to with variables put in; without, what is written counts */
function inPlace({ path, text }: SourceFile, from: number, to: number, given?: readonly string[]): SourceFile | undefined {
  const lines = text.slice(from, to).split('\n');
  const filled = given?.at(-1) === '' ? given.slice(0, -1) : given;
  if (filled !== undefined && filled.length > lines.length - (lines.at(-1) === '' ? 1 : 0)) return undefined;
  const indent = /^ */.exec(lines.find((line) => line.trim() !== '') ?? '')?.[0].length ?? 0;
  const spared = (line: string): string => line.slice(Math.min(indent, line.length - line.trimStart().length));
  // A here-document ends at a line that is its word and nothing else.
  const dedented = lines.some((line) => /<<-?\s*["']?\w/.test(line));
  const body = lines.map((line, at) => {
    const content = filled === undefined ? spared(line).replaceAll('$$', '$') : spared(filled[at] ?? '');
    return dedented ? content : `${' '.repeat(line.length === 0 ? 0 : indent)}${content}`.padEnd(line.length);
  });
  return { path, text: `${blank(text.slice(0, from))}${body.join('\n')}\n` };
}

/** A text of one line, in quotes or not. */
function onOneLine({ path, text }: SourceFile, { start, end }: Span, given: string | undefined): SourceFile | undefined {
  const written = text.slice(start, end);
  if (given === undefined || /[\r\n]/.test(written + given) || /^[|>]/.test(written)) return undefined;
  return { path, text: `${blank(text.slice(0, start))}${/^["']/.test(written) ? ' ' : ''}${given.padEnd(written.length)}` };
}

/** Nothing but the lines of a text. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
