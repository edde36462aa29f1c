import type { Dockerfile, Instruction } from '../../parse/dockerfile/ast.ts';
import { withLastAnswer } from '../../parse/last-answer.ts';
import { locate } from '../../parse/lines.ts';
import { commentLines } from './comment-lines.ts';

/**
 * Whether the author switched one of BuildKit's build checks off, for the file (`# check=skip=…` at its head) or for one
 * instruction (the same comment right above it).
 */
export function skipsCheck(dockerfile: Dockerfile, instruction: Instruction, check: string): boolean {
  const name = check.toLowerCase();
  if (isSkipped(skippedInFile(dockerfile), name)) return true;
  if (dockerfile.comments.length === 0) return false;
  const found = skippedAt.get(instruction) ?? skippedAbove(dockerfile, instruction);
  skippedAt.set(instruction, found);
  return isSkipped(found, name);
}

/** The checks that directives switch off, in lower case. */
const skippedInFile = withLastAnswer(
  ({ directives }: Dockerfile): ReadonlySet<string> =>
    new Set(directives.flatMap(({ name, value }) => (name === 'check' ? skippedBy(value) : []))),
);

const skippedAt = new WeakMap<Instruction, ReadonlySet<string>>();

/** The checks that the comments right above an instruction switch off, in lower case. */
function skippedAbove(dockerfile: Dockerfile, instruction: Instruction): ReadonlySet<string> {
  const lines = commentLines(dockerfile);
  const skipped = new Set<string>();
  for (let line = locate(instruction.at).startLine - 1; ; line -= 1) {
    const comment = lines.get(line);
    if (comment === undefined) return skipped;
    const value = /^check\s*=(.*)$/.exec(comment.text)?.[1];
    for (const name of value === undefined ? [] : skippedBy(value)) skipped.add(name);
  }
}

function isSkipped(skipped: ReadonlySet<string>, check: string): boolean {
  return skipped.has('all') || skipped.has(check);
}

/** The names of `skip=A,B;error=true`, in lower case. */
function skippedBy(setting: string): readonly string[] {
  const skip = setting
    .split(';')
    .map((part) => /^\s*skip\s*=(.*)$/.exec(part)?.[1])
    .find((list) => list !== undefined);
  return (skip ?? '').split(',').map((name) => name.trim().toLowerCase());
}
