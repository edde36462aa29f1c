import type { DoubleQuotedChild, ParameterExpansionPart, Word, WordPart } from 'unbash';
import { placeIn } from './mapping.ts';
import type { Script, ShellPiece, ShellWord } from './script.ts';

/** The word with its static value, or with its pieces where it has none. */
export function shellWord(script: Script, word: Word): ShellWord {
  if (word.parts === undefined && script.unknown === undefined) {
    const raw = script.text.slice(word.pos, word.end);
    if (!raw.startsWith('~') && !raw.includes('\\')) return { raw, value: raw, at: placeIn(script, word.pos, word.end) };
  }
  return wordOf(script, word.pos, word.end, piecesOf(script, word));
}

/** A word of a range of the script whose pieces are known. */
export function wordOf(script: Script, from: number, to: number, pieces: readonly ShellPiece[]): ShellWord {
  const raw = script.text.slice(from, to);
  const at = placeIn(script, from, to);
  const value = staticValue(pieces);
  return value === undefined ? { raw, pieces, at } : { raw, value, at };
}

/** The joined text, unless one of the pieces is a hole. */
export function staticValue(pieces: readonly ShellPiece[]): string | undefined {
  let value = '';
  for (const piece of pieces) {
    if (!('text' in piece)) return undefined;
    value += piece.text;
  }
  return value;
}

/** The pieces of a word: its value as one text, or else what is static and what is not. */
export function wordPieces(word: ShellWord): readonly ShellPiece[] {
  return word.pieces ?? [{ text: word.value ?? '' }];
}

/** What the word certainly begins with, after quote removal. */
export function leadingText(word: ShellWord): string {
  const first = wordPieces(word)[0];
  return first !== undefined && 'text' in first ? first.text : '';
}

/** Whether the word may become several words, or none. */
export function maySplit(word: ShellWord): boolean {
  return word.pieces?.some((piece) => 'hole' in piece && piece.splits) ?? false;
}

/** The pieces of a word of the tree, neighbouring texts joined. */
export function piecesOf(script: Script, word: Word): readonly ShellPiece[] {
  const pieces: ShellPiece[] = [];
  if (word.parts === undefined) {
    const tilde = tildeOf(word.text);
    if (tilde !== '') pieces.push({ hole: tilde, splits: false });
    addText(pieces, script, word.pos + tilde.length, word.end, unescapeBare, true);
    return trimmed(pieces);
  }
  for (const part of word.parts) addPart(pieces, script, part, false);
  return trimmed(pieces);
}

function addPart(pieces: ShellPiece[], script: Script, part: WordPart | DoubleQuotedChild, quoted: boolean): void {
  const text = script.text.slice(part.pos, part.end);
  switch (part.type) {
    case 'Literal': {
      const tilde = !quoted && pieces.length === 0 ? tildeOf(text) : '';
      if (tilde !== '') pieces.push({ hole: tilde, splits: false });
      addText(pieces, script, part.pos + tilde.length, part.end, quoted ? unescapeQuoted : unescapeBare, !quoted);
      return;
    }
    case 'SingleQuoted':
      addText(pieces, script, part.pos + 1, text.endsWith("'") && text.length > 1 ? part.end - 1 : part.end, asIs, false);
      return;
    case 'AnsiCQuoted':
      if (unknownWithin(script, part.pos, part.end)) pieces.push({ hole: text, splits: false });
      else pushText(pieces, part.value);
      return;
    case 'DoubleQuoted':
    case 'LocaleString':
      pushText(pieces, '');
      for (const child of part.parts) addPart(pieces, script, child, true);
      return;
    case 'SimpleExpansion':
      pieces.push({ hole: text, splits: !quoted || text === '$@' });
      return;
    case 'ParameterExpansion':
      pieces.push(parameterHole(script, part, quoted));
      return;
    case 'CommandExpansion':
    case 'Glob':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      pieces.push({ hole: text, splits: !quoted });
      return;
    case 'ArithmeticExpansion':
    case 'ProcessSubstitution':
      pieces.push({ hole: text, splits: false });
      return;
    default:
      pieces.push({ hole: text, splits: true });
  }
}

/** The `~` or `~name` at the head of a word, which stands for a home. */
function tildeOf(text: string): string {
  return text.startsWith('~') ? (/^~[\w.-]*(?=\/|$)/.exec(text)?.[0] ?? '') : '';
}

function parameterHole(script: Script, part: ParameterExpansionPart, quoted: boolean): ShellPiece {
  const operation = part.operation;
  const hasDefault = operation?.type === 'Default' && /^:?[-=]$/.test(operation.operator);
  const fallback = hasDefault ? staticValue(piecesOf(script, operation.operand)) : undefined;
  const many = part.parameter === '@' || /\[@\]/.test(part.text);
  return {
    hole: script.text.slice(part.pos, part.end),
    ...(fallback === undefined ? {} : { fallback }),
    splits: many || !quoted,
  };
}

function addText(
  pieces: ShellPiece[],
  script: Script,
  from: number,
  to: number,
  unescape: (text: string) => string,
  splits: boolean,
): void {
  let at = from;
  for (const range of script.unknown ?? []) {
    if (range.to <= at || range.from >= to) continue;
    if (range.from > at) pushText(pieces, unescape(script.text.slice(at, range.from)));
    const end = Math.min(range.to, to);
    pieces.push({ hole: script.text.slice(Math.max(range.from, at), end), splits });
    at = end;
  }
  if (at < to) pushText(pieces, unescape(script.text.slice(at, to)));
}

function unknownWithin(script: Script, from: number, to: number): boolean {
  return script.unknown?.some((range) => range.from < to && range.to > from) ?? false;
}

/** Puts text behind the pieces, joined to the one before it where that is text as well. */
function pushText(pieces: ShellPiece[], text: string): void {
  const last = pieces.at(-1);
  if (last !== undefined && 'text' in last) {
    if (text !== '') pieces[pieces.length - 1] = { text: last.text + text };
  } else pieces.push({ text });
}

/** Without empty texts, unless there is nothing else. */
function trimmed(pieces: readonly ShellPiece[]): readonly ShellPiece[] {
  return pieces.length > 1 ? pieces.filter((piece) => !('text' in piece) || piece.text !== '') : pieces;
}

function asIs(text: string): string {
  return text;
}

function unescapeBare(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(/\\(\n|[\s\S]|$)/g, (_, next: string) => (next === '\n' ? '' : next));
}

function unescapeQuoted(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(/\\([$`"\\\n])/g, (_, next: string) => (next === '\n' ? '' : next));
}
