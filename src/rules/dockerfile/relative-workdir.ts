import type { Dockerfile, InstructionOf, Stage } from '../../parse/dockerfile/ast.ts';
import { baseOf } from '../../parse/dockerfile/scope.ts';
import { plain, resolved } from './instructions.ts';

/** A relative WORKDIR. `hasTop`: an absolute one stands in front of it, in its stage or in one that stage is made from. */
export interface RelativeWorkdir {
  readonly instruction: InstructionOf<'WORKDIR'>;
  readonly path: string;
  readonly hasTop: boolean;
}

/** Every WORKDIR whose path is relative for certain. */
export function relativeWorkdirs(dockerfile: Dockerfile): readonly RelativeWorkdir[] {
  const found: RelativeWorkdir[] = [];
  const tops = new Map<Stage, boolean>();
  for (const stage of dockerfile.stages) {
    const base = baseOf(dockerfile, stage);
    let hasTop = base.kind === 'stage' && tops.get(base.stage) === true;
    for (const one of stage.instructions) {
      const instruction = plain(one);
      if (instruction.keyword !== 'WORKDIR') continue;
      const path = resolved(dockerfile, instruction, instruction.argument);
      if (/^(?:[\\/]|[A-Za-z]:|\$|%)/.test(path)) hasTop = true;
      else if (path !== '') found.push({ instruction, path, hasTop });
    }
    tops.set(stage, hasTop);
  }
  return found;
}
