import type { DoubleQuotedChild, Word, WordPart } from 'unbash';
import { copyRange, ScriptBuilder, spanIn } from './mapping.ts';
import type { Script } from './script.ts';

/** What a shell gets that is handed these words, joined by spaces: quotes removed, expansions unknown. */
export function unquoted(script: Script, words: readonly Word[]): Script {
  const builder = new ScriptBuilder(script.file);
  for (const [index, word] of words.entries()) {
    if (index > 0) builder.decoded(' ', spanIn(script, word.pos, word.pos));
    if (word.parts === undefined) copyUnescaped(builder, script, word.pos, word.end, /\\([\s\S])/g);
    else for (const part of word.parts) addPart(builder, script, part, false);
  }
  return builder.build();
}

/** What a shell reads from a here-document. `quoted`: its delimiter was, so that nothing in it is expanded. */
export function bodyOf(
  script: Script,
  body: { pos: number; end: number; parts: readonly WordPart[] | undefined },
  quoted: boolean,
): Script {
  const builder = new ScriptBuilder(script.file);
  if (quoted) copyRange(builder, script, body.pos, body.end);
  else if (body.parts === undefined) copyUnescaped(builder, script, body.pos, body.end, /\\([$`\\\n])/g);
  else for (const part of body.parts) addBodyPart(builder, script, part);
  return builder.build();
}

/** What runs in backticks: the text between them, without the backslashes that the outer shell removes. */
export function backticked(script: Script, from: number, to: number): Script {
  const builder = new ScriptBuilder(script.file);
  const end = script.text.charAt(to - 1) === '`' ? to - 1 : to;
  copyUnescaped(builder, script, from + 1, Math.max(from + 1, end), /\\([$`\\])/g);
  return builder.build();
}

function addBodyPart(builder: ScriptBuilder, script: Script, part: WordPart): void {
  if (part.type === 'Literal') copyUnescaped(builder, script, part.pos, part.end, /\\([$`\\\n])/g);
  else hidden(builder, script, part.pos, part.end);
}

function addPart(builder: ScriptBuilder, script: Script, part: WordPart | DoubleQuotedChild, quoted: boolean): void {
  if (part.type === 'Literal') {
    copyUnescaped(builder, script, part.pos, part.end, quoted ? /\\([$`"\\\n])/g : /\\([\s\S])/g);
  } else if (part.type === 'SingleQuoted') {
    const closed = part.end - part.pos > 1 && script.text.charAt(part.end - 1) === "'";
    copyRange(builder, script, part.pos + 1, closed ? part.end - 1 : part.end);
  } else if (part.type === 'AnsiCQuoted') {
    builder.decoded(part.value, spanIn(script, part.pos, part.end));
  } else if (part.type === 'DoubleQuoted' || part.type === 'LocaleString') {
    for (const child of part.parts) addPart(builder, script, child, true);
  } else hidden(builder, script, part.pos, part.end);
}

function hidden(builder: ScriptBuilder, script: Script, from: number, to: number): void {
  const before = builder.length;
  copyRange(builder, script, from, to);
  builder.hide(before);
}

/** Copies a range without the backslashes `escape` finds; its first group is the character that stays. */
function copyUnescaped(builder: ScriptBuilder, script: Script, from: number, to: number, escape: RegExp): void {
  const text = script.text.slice(from, to);
  let at = 0;
  for (const match of text.matchAll(escape)) {
    copyRange(builder, script, from + at, from + match.index);
    const kept = match[1] ?? '';
    if (kept !== '\n') builder.decoded(kept, spanIn(script, from + match.index, from + match.index + match[0].length));
    at = match.index + match[0].length;
  }
  copyRange(builder, script, from + at, to);
}
