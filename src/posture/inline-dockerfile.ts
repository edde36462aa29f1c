import type { Place, SourceFile, Span } from '../model/place.ts';

/** The longest part of a Compose file that is copied for a Dockerfile in it, in UTF-16 units. */
const sizeLimit = 1_000_000;

/**
 * The Dockerfile that stands in a Compose file as a block (`dockerfile_inline: |`), in a bake file as a here-document, or on
 * one line, as a file of the same path in which every line stands where it is written, and every character too unless it
 * holds a here-document or a dollar sign. Undefined where it is written in another way.
 */
export function inlineDockerfile({ file, span }: Place): SourceFile | undefined {
  const { text } = file;
  if (span.end > sizeLimit) return undefined;
  const written = text.slice(span.start, span.end);
  const bake = /^<<-?[A-Za-z_][\w-]*[ \t\r]*\n/.exec(written);
  if (bake !== null) return ofBake(file, span.start + bake[0].length, text.lastIndexOf('\n', span.end - 1) + 1);
  const head = /^\|[-+\d]*[ \t]*(?:#[^\n]*)?\r?\n/.exec(written);
  if (head === null) return onOneLine(file, span);
  return inPlace(file, span.start + head[0].length, span.end, (line) => line.replaceAll('$$', '$'));
}

/** A here-document of HCL, in which bake puts nothing. */
function ofBake(file: SourceFile, from: number, to: number): SourceFile | undefined {
  if (/(?<![$%])[$%]\{/.test(file.text.slice(from, to))) return undefined;
  return inPlace(file, from, to, (line) => line.replaceAll(/([$%])\1\{/g, '$1{'));
}

function inPlace({ path, text }: SourceFile, from: number, to: number, unescaped: (line: string) => string): SourceFile {
  const lines = text.slice(from, to).split('\n');
  const indent = /^ */.exec(lines.find((line) => line.trim() !== '') ?? '')?.[0].length ?? 0;
  // A here-document ends at a line that is its word and nothing else.
  const dedented = lines.some((line) => /<<-?\s*["']?\w/.test(line));
  const body = lines.map((line) => {
    const content = unescaped(line.slice(Math.min(indent, line.length - line.trimStart().length)));
    return dedented ? content : `${' '.repeat(line.length === 0 ? 0 : indent)}${content}`.padEnd(line.length);
  });
  return { path, text: `${blank(text.slice(0, from))}${body.join('\n')}\n` };
}

/** A text without escapes, in quotes or not. */
function onOneLine({ path, text }: SourceFile, { start, end }: Span): SourceFile | undefined {
  const written = text.slice(start, end);
  if (/[\n\\$]|^[|>]/.test(written) || written.slice(1, -1).includes("''")) return undefined;
  return { path, text: `${blank(text.slice(0, start))}${written.replace(/^["']|["']$/g, ' ')}` };
}

/** Nothing but the lines of a text. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
