import type { Scalar } from 'yaml';
import type { SourceFile } from '../../model/place.ts';
import { ScriptBuilder } from '../shell/mapping.ts';
import type { Script } from '../shell/script.ts';

/**
 * The text of a YAML string with where each of its characters stands, whatever style it is written in. A string that
 * cannot be followed is mapped as a whole.
 */
export function textOfScalar(file: SourceFile, node: Scalar<string>): Script {
  const builder = new ScriptBuilder(file);
  if (!follow(builder, file.text, node)) return wholeOf(file, node);
  const script = builder.build();
  return script.text === node.value ? script : wholeOf(file, node);
}

function wholeOf(file: SourceFile, node: Scalar<string>): Script {
  const builder = new ScriptBuilder(file);
  builder.decoded(node.value, { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 });
  return builder.build();
}

type Style = 'block' | 'plain' | 'single' | 'double';

function follow(builder: ScriptBuilder, source: string, node: Scalar<string>): boolean {
  const [start, end] = node.range ?? [0, 0];
  const { type, value } = node;
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') {
    const line = source.indexOf('\n', start);
    if (line < 0 || line >= end) return value === '';
    return align(builder, source, line + 1, end, value, 'block', blockIndent(source.slice(line + 1, end), value));
  }
  const everything = Number.POSITIVE_INFINITY;
  if (type === 'QUOTE_SINGLE') return align(builder, source, start + 1, end - 1, value, 'single', everything);
  if (type === 'QUOTE_DOUBLE') return align(builder, source, start + 1, end - 1, value, 'double', everything);
  return align(builder, source, start, end, value, 'plain', everything);
}

/** How many columns of each line the block leaves out. */
function blockIndent(body: string, value: string): number {
  const first = (text: string): number => /^(?:[ \t]*\r?\n)*( *)/.exec(text)?.[1]?.length ?? 0;
  return Math.max(0, first(body) - first(value));
}

function align(
  builder: ScriptBuilder,
  source: string,
  from: number,
  to: number,
  value: string,
  style: Style,
  indent: number,
): boolean {
  let at = style === 'block' ? afterIndent(source, from, to, indent) : from;
  let index = 0;
  while (at < to && index < value.length) {
    const lineEnd = breakAt(source, at);
    if (lineEnd > at) {
      const fold = foldedBreak(source, at, to, indent);
      if (value.charAt(index) === ' ') {
        builder.decoded(' ', { start: at, end: fold.next });
        index += 1;
      } else {
        for (let count = 0; value.charAt(index) === '\n' && count < fold.breaks; count += 1, index += 1) {
          builder.decoded('\n', { start: at, end: lineEnd });
        }
      }
      at = fold.next;
      continue;
    }
    if (style !== 'block') {
      const blank = trailingBlank(source, at);
      if (blank > at && blank < to) {
        at = blank;
        continue;
      }
    }
    const unit = style === 'single' || style === 'double' ? escapeAt(source, at, style) : undefined;
    if (unit !== undefined) {
      if (unit.text === '') at = foldedBreak(source, at + 1, to, indent).next;
      else {
        if (!value.startsWith(unit.text, index)) return false;
        builder.decoded(unit.text, { start: at, end: at + unit.length });
        index += unit.text.length;
        at += unit.length;
      }
      continue;
    }
    if (source.charAt(at) !== value.charAt(index)) return false;
    builder.copy(value.charAt(index), at);
    at += 1;
    index += 1;
  }
  const rest = value.slice(index);
  if (!/^\n*$/.test(rest)) return false;
  builder.decoded(rest, { start: Math.min(at, to), end: Math.min(at, to) });
  return true;
}

/** Behind a line break and the blank lines and indentation that follow it; how many breaks that were. */
function foldedBreak(
  source: string,
  from: number,
  to: number,
  indent: number,
): { readonly next: number; readonly breaks: number } {
  let at = from;
  let breaks = 0;
  while (at < to) {
    const next = breakAt(source, at);
    if (next === at) break;
    breaks += 1;
    at = afterIndent(source, next, to, indent);
  }
  return { next: at, breaks };
}

function afterIndent(source: string, from: number, to: number, indent: number): number {
  const blank = indent === Number.POSITIVE_INFINITY ? /[ \t]/ : / /;
  let at = from;
  while (at < to && at - from < indent && blank.test(source.charAt(at))) at += 1;
  return at;
}

/** Behind the line break at an offset, or the offset itself. */
function breakAt(source: string, at: number): number {
  if (source.charAt(at) === '\n') return at + 1;
  return source.charAt(at) === '\r' && source.charAt(at + 1) === '\n' ? at + 2 : at;
}

/** Behind spaces that end a line, or the offset itself. */
function trailingBlank(source: string, from: number): number {
  let at = from;
  while (source.charAt(at) === ' ' || source.charAt(at) === '\t') at += 1;
  return breakAt(source, at) > at ? at : from;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

/** The escape at an offset; with an empty text for an escaped line break. */
function escapeAt(
  source: string,
  at: number,
  style: 'single' | 'double',
): { readonly text: string; readonly length: number } | undefined {
  if (style === 'single') return source.startsWith("''", at) ? { text: "'", length: 2 } : undefined;
  if (source.charAt(at) !== '\\') return undefined;
  if (breakAt(source, at + 1) > at + 1) return { text: '', length: 1 };
  const code = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/.exec(source.slice(at + 1, at + 10));
  const digits = code?.[1] ?? code?.[2] ?? code?.[3];
  if (digits !== undefined) {
    const point = Number.parseInt(digits, 16);
    return { text: point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd', length: digits.length + 2 };
  }
  const letter = source.charAt(at + 1);
  return { text: escapes.get(letter) ?? letter, length: 2 };
}
