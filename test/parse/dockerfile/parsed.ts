import type { Place } from '../../../src/model/place.ts';
import type { Dockerfile, Instruction, InstructionOf, Keyword } from '../../../src/parse/dockerfile/ast.ts';
import { parseDockerfile } from '../../../src/parse/dockerfile/parse.ts';
import { textOf } from '../../../src/parse/lines.ts';

export function parsed(text: string): Dockerfile {
  return parseDockerfile({ path: 'Dockerfile', text });
}

/** The instructions of a text behind a `FROM`. */
export function body(text: string): readonly Instruction[] {
  return parsed(`FROM scratch\n${text}`).instructions.slice(1);
}

/** The only instruction of a text behind a `FROM`. */
export function only<K extends Keyword>(keyword: K, text: string): InstructionOf<K> {
  const [instruction, ...others] = body(text);
  if (!instruction || !isOf(instruction, keyword) || others.length > 0) throw new Error(`not one ${keyword}: ${text}`);
  return instruction;
}

export function isOf<K extends Keyword>(instruction: Instruction, keyword: K): instruction is InstructionOf<K> {
  return instruction.keyword === keyword;
}

/** What is refused, each as `message | text it points at`. */
export function refusals(text: string): readonly string[] {
  return parsed(text).problems.map(({ message, at }) => `${message} | ${textOf(at)}`);
}

export function texts(items: readonly { readonly at: Place }[]): readonly string[] {
  return items.map(({ at }) => textOf(at));
}

export function raws(words: readonly { readonly raw: string }[]): readonly string[] {
  return words.map(({ raw }) => raw);
}
