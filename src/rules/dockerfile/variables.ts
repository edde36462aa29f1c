import type { Dockerfile, Instruction, Stage } from '../../parse/dockerfile/ast.ts';
import { baseOf } from '../../parse/dockerfile/scope.ts';

/** A variable as a text uses it. `hasFallback`: `${X:-…}` and its like, which say themselves what happens without it. */
export interface VariableUse {
  readonly name: string;
  readonly hasFallback: boolean;
}

/** The variables that a word of an instruction uses, in order. */
export function variablesIn(raw: string, escape: string): readonly VariableUse[] {
  const uses: VariableUse[] = [];
  const text = raw.replaceAll(`${escape}$`, '').replaceAll(/'[^']*'/g, '');
  for (const match of text.matchAll(/\$(?:(\w+)|\{(\w+)([^}]*))/g)) {
    const name = match[1] ?? match[2] ?? '';
    if (/^[A-Za-z_]/.test(name)) uses.push({ name, hasFallback: /^:?[-+?]/.test(match[3] ?? '') });
  }
  return uses;
}

/** The names of all ENV and ARG that an instruction may use: in front of it in its stage, and in the stages it is made from. */
export function declaredAt(dockerfile: Dockerfile, instruction: Instruction): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<number>();
  let stage: Stage | undefined = dockerfile.stages[instruction.stage];
  let before = instruction.at.span.start;
  while (stage !== undefined && !seen.has(stage.index)) {
    seen.add(stage.index);
    for (const one of stage.instructions) {
      if ((one.keyword === 'ENV' || one.keyword === 'ARG') && one.at.span.start < before)
        for (const { name } of one.pairs) names.add(name.raw);
    }
    const base = baseOf(dockerfile, stage);
    stage = base.kind === 'stage' ? base.stage : undefined;
    before = Number.MAX_SAFE_INTEGER;
  }
  return names;
}

/** The image at the end of the stages an instruction stands on, where it is known. */
export function baseImageOf(dockerfile: Dockerfile, { stage: index }: Instruction): string | undefined {
  const seen = new Set<number>();
  let stage: Stage | undefined = dockerfile.stages[index];
  while (stage !== undefined && !seen.has(stage.index)) {
    seen.add(stage.index);
    const base = baseOf(dockerfile, stage);
    if (base.kind === 'scratch') return 'scratch';
    if (base.kind === 'image') return base.reference;
    stage = base.kind === 'stage' ? base.stage : undefined;
  }
  return undefined;
}
