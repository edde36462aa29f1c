import type { Dockerfile, Instruction, Stage } from '../parse/dockerfile/ast.ts';
import { mountsOf } from '../parse/dockerfile/mounts.ts';
import { baseOf, findStage } from '../parse/dockerfile/scope.ts';
import type { StagePosture } from './stage.ts';

const known = new WeakMap<Dockerfile, ReadonlySet<number>>();

/**
 * Whether an instruction is part of an image that a build can be about: its stage, or one made from it, is used by no other
 * stage. A stage that others only copy from is a step on the way, whose size and start nobody meets.
 */
export function isOfOutput(dockerfile: Dockerfile, { stage }: Instruction): boolean {
  let stages = known.get(dockerfile);
  if (stages === undefined) {
    stages = outputsOf(dockerfile);
    known.set(dockerfile, stages);
  }
  return stages.has(stage);
}

function outputsOf(dockerfile: Dockerfile): ReadonlySet<number> {
  const bases = new Map<number, number>();
  const used = new Set<number>();
  for (const stage of dockerfile.stages) {
    const base = baseOf(dockerfile, stage);
    if (base.kind === 'stage') bases.set(stage.index, base.stage.index);
    for (const { index } of copiedFrom(dockerfile, stage)) if (index !== stage.index) used.add(index);
  }
  for (const base of bases.values()) used.add(base);
  const outputs = new Set<number>();
  for (const { index } of dockerfile.stages) {
    if (used.has(index)) continue;
    for (let at: number | undefined = index; at !== undefined && !outputs.has(at); at = bases.get(at)) outputs.add(at);
  }
  return outputs;
}

/** The stages that a stage copies files from or mounts. */
export function copiedFrom(dockerfile: Dockerfile, { instructions }: Stage): readonly Stage[] {
  return instructions.flatMap((instruction) => {
    const names =
      instruction.keyword === 'RUN'
        ? mountsOf(instruction).map(({ options }) => options.get('from')?.value)
        : instruction.keyword === 'COPY' || instruction.keyword === 'ADD'
          ? instruction.flags.map(({ name, value }) => (name === 'from' ? value?.raw : undefined))
          : [];
    return names.flatMap((name) => (name === undefined ? [] : (findStage(dockerfile, name) ?? [])));
  });
}

/** Whether a stage holds files alone and nothing that starts: `FROM scratch` without a command, for `docker build --output`. */
export function isExport({ base, entrypoint, command }: StagePosture): boolean {
  return base.state === 'known' && base.value === 'scratch' && entrypoint === undefined && command === undefined;
}
