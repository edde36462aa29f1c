import type { SourceFile } from '../../model/place.ts';
import { placeAt } from '../lines.ts';
import { afterString } from './skip.ts';
import type { BakeValue } from './value.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** A string in quotes, which begins at `from`: a text, or a template where `${…}` stands in it. */
export function readQuoted(file: SourceFile, from: number): { readonly value: BakeValue; readonly end: number } {
  const end = afterString(file.text, from);
  const last = file.text[end - 1] === '"' && end - 1 > from ? end - 1 : end;
  const at = placeAt(file, from, end);
  const parts = templateParts(file, from + 1, last);
  const [only, ...more] = parts;
  if (only === undefined) return { value: { kind: 'text', value: '', at }, end };
  if (more.length === 0 && only.kind === 'text') return { value: { ...only, at }, end };
  return { value: { kind: 'template', parts, at }, end };
}

/** The parts of a range of a file's text that may hold `${…}`; in a here-document a backslash is one. */
export function templateParts(file: SourceFile, from: number, to: number, escaped = true): readonly BakeValue[] {
  const { text } = file;
  const parts: BakeValue[] = [];
  let literal = '';
  let start = from;
  const flush = (at: number): void => {
    if (literal !== '') parts.push({ kind: 'text', value: literal, at: placeAt(file, start, at) });
    literal = '';
  };
  for (let at = from; at < to;) {
    if (text.startsWith('$${', at) || text.startsWith('%%{', at)) {
      literal += text.slice(at + 1, at + 3);
      at += 3;
    } else if (text.startsWith('${', at) || text.startsWith('%{', at)) {
      flush(at);
      const end = Math.min(expressionClose(text, at + 2), to);
      const place = placeAt(file, at, end);
      const name = /^\$\{\s*([A-Za-z_][\w-]*)\s*\}$/.exec(text.slice(at, end))?.[1];
      parts.push(name === undefined ? { kind: 'unknown', at: place } : { kind: 'variable', name, at: place });
      at = start = end;
    } else if (escaped && text[at] === '\\') {
      literal += escapes[text[at + 1] ?? ''] ?? text.slice(at, at + 2);
      at += 2;
    } else {
      literal += text[at] ?? '';
      at += 1;
    }
  }
  flush(to);
  return parts;
}

/** Behind the bracket that closes a `${`. */
function expressionClose(text: string, from: number): number {
  let depth = 1;
  let at = from;
  while (at < text.length && text[at] !== '\n') {
    const unit = text[at];
    if (unit === '"') {
      at = afterString(text, at);
      continue;
    }
    if (unit === '{') depth += 1;
    else if (unit === '}' && (depth -= 1) === 0) return at + 1;
    at += 1;
  }
  return at;
}
