import type { Dockerfile, Instruction } from '../../parse/dockerfile/ast.ts';
import { locate } from '../../parse/lines.ts';
import { commentLines } from './comment-lines.ts';

/**
 * Whether the author switched one of BuildKit's build checks off, for the file (`# check=skip=…` at its head) or for one
 * instruction (the same comment right above it).
 */
export function skipsCheck(dockerfile: Dockerfile, instruction: Instruction, ...checks: readonly string[]): boolean {
  if (dockerfile.directives.some(({ name, value }) => name === 'check' && names(value, checks))) return true;
  const lines = commentLines(dockerfile);
  if (lines.size === 0) return false;
  for (let line = locate(instruction.at).startLine - 1; ; line -= 1) {
    const comment = lines.get(line);
    if (comment === undefined) return false;
    const value = /^check\s*=(.*)$/.exec(comment.text)?.[1];
    if (value !== undefined && names(value, checks)) return true;
  }
}

function names(setting: string, checks: readonly string[]): boolean {
  const skip = setting
    .split(';')
    .map((part) => /^\s*skip\s*=(.*)$/.exec(part)?.[1])
    .find((list) => list !== undefined);
  const skipped = new Set((skip ?? '').split(',').map((name) => name.trim().toLowerCase()));
  return skipped.has('all') || (checks.length > 0 && checks.every((check) => skipped.has(check.toLowerCase())));
}
