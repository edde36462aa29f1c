import type { Dockerfile, Instruction } from '../../parse/dockerfile/ast.ts';
import { locate } from '../../parse/lines.ts';

/**
 * Whether the author switched one of BuildKit's build checks off, for the file (`# check=skip=…` at its head) or for one
 * instruction (the same comment right above it).
 */
export function skipsCheck(
  { directives, comments, file }: Dockerfile,
  instruction: Instruction,
  ...checks: readonly string[]
): boolean {
  if (directives.some(({ name, value }) => name === 'check' && names(value, checks))) return true;
  let line = locate(instruction.at).startLine - 1;
  for (const { text, at } of comments.toReversed()) {
    if (at.file !== file || locate(at).startLine > line) continue;
    if (locate(at).startLine < line) return false;
    const value = /^check\s*=(.*)$/.exec(text)?.[1];
    if (value !== undefined && names(value, checks)) return true;
    line -= 1;
  }
  return false;
}

function names(setting: string, checks: readonly string[]): boolean {
  const skip = setting
    .split(';')
    .map((part) => /^\s*skip\s*=(.*)$/.exec(part)?.[1])
    .find((list) => list !== undefined);
  const skipped = new Set((skip ?? '').split(',').map((name) => name.trim().toLowerCase()));
  return skipped.has('all') || (checks.length > 0 && checks.every((check) => skipped.has(check.toLowerCase())));
}
