import type { Place } from '../model/place.ts';
import type { Dockerfile, Stage } from '../parse/dockerfile/ast.ts';
import { mountsOf } from '../parse/dockerfile/mounts.ts';
import { baseOf } from '../parse/dockerfile/scope.ts';
import { copiedFrom } from './outputs.ts';

/** A secret of the build that a step asks for by its id. */
export interface AskedSecret {
  readonly id: string;
  /** The step fails without it; else it is simply not there. */
  readonly required: boolean;
  readonly at: Place;
}

/** The secrets that the steps of a stage ask for, and those of the stages it is made from or takes files of; each id once. */
export function askedSecrets(dockerfile: Dockerfile, stage: Stage): readonly AskedSecret[] {
  const known = answers.get(stage) ?? secretsOf(dockerfile, stage);
  answers.set(stage, known);
  return known;
}

const answers = new WeakMap<Stage, readonly AskedSecret[]>();

function secretsOf(dockerfile: Dockerfile, stage: Stage): readonly AskedSecret[] {
  const found = new Map<string, AskedSecret>();
  for (const instruction of neededBy(dockerfile, stage).flatMap(({ instructions }) => instructions)) {
    if (instruction.keyword !== 'RUN') continue;
    for (const { type, options, at } of mountsOf(instruction)) {
      const id = options.get('id')?.value ?? options.get('target')?.value?.split('/').at(-1);
      if (type !== 'secret' || id === undefined || id.includes('$')) continue;
      const option = options.get('required');
      const required = option !== undefined && (option.value === undefined || /^(?:1|t|true)$/i.test(option.value));
      const before = found.get(id);
      if (before === undefined || (required && !before.required)) found.set(id, { id, required, at });
    }
  }
  return [...found.values()];
}

function neededBy(dockerfile: Dockerfile, stage: Stage): readonly Stage[] {
  const needed = new Set([stage]);
  for (const one of needed) {
    const base = baseOf(dockerfile, one);
    if (base.kind === 'stage') needed.add(base.stage);
    for (const other of copiedFrom(dockerfile, one)) needed.add(other);
  }
  return [...needed];
}
