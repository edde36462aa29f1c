import type { Gap } from '../model/finding.ts';
import type { Dockerfile, Instruction } from '../parse/dockerfile/ast.ts';
import { locate } from '../parse/lines.ts';
import { scriptOfRun, shellOf, type RunScript } from '../parse/shell/of-dockerfile.ts';

type Left = Extract<RunScript, { state: 'left' }>;

/** The RUN lines of a Dockerfile whose language is not read, once for each reason. */
export function unreadShells(dockerfile: Dockerfile): readonly Gap[] {
  const found = new Map<string, { readonly first: Left; count: number }>();
  for (const instruction of dockerfile.instructions) {
    const left = leftAlone(dockerfile, instruction);
    if (left === undefined) continue;
    const known = found.get(left.why);
    if (known === undefined) found.set(left.why, { first: left, count: 1 });
    else known.count += 1;
  }
  return [...found.values()].map(({ first, count }) => ({
    artifact: dockerfile.file.path,
    reason: 'unsupported',
    detail: `${count === 1 ? 'a RUN is' : `${count} RUNs are`} not looked at: ${first.why}`,
    location: locate(first.at),
    blocking: false,
  }));
}

function leftAlone(dockerfile: Dockerfile, instruction: Instruction): Left | undefined {
  const run = instruction.keyword === 'ONBUILD' ? instruction.trigger : instruction;
  if (run.keyword !== 'RUN') return undefined;
  if (run.heredocs.length === 0 && shellOf(dockerfile, run).why === undefined) return undefined;
  const script = scriptOfRun(dockerfile, run);
  return script?.state === 'left' ? script : undefined;
}
