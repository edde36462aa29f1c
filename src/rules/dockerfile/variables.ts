import type { Dockerfile, Instruction, Stage } from '../../parse/dockerfile/ast.ts';
import { baseOf } from '../../parse/dockerfile/scope.ts';
import { withLastAnswer } from '../../parse/last-answer.ts';

/** A variable as a text uses it. `hasFallback`: `${X:-…}` and its like, which say themselves what happens without it. */
export interface VariableUse {
  readonly name: string;
  readonly hasFallback: boolean;
}

/** The variables that a word of an instruction uses, in order. */
export function variablesIn(raw: string, escape: string): readonly VariableUse[] {
  const uses: VariableUse[] = [];
  if (!raw.includes('$')) return uses;
  const text = raw.replaceAll(`${escape}$`, '').replaceAll(/'[^']*'/g, '');
  for (const match of text.matchAll(/\$(?:(\w+)|\{(\w+)([^}]*))/g)) {
    const name = match[1] ?? match[2] ?? '';
    if (/^[A-Za-z_]/.test(name)) uses.push({ name, hasFallback: /^:?[-+?]/.test(match[3] ?? '') });
  }
  return uses;
}

/** The names that an instruction may use. */
export interface Declared {
  has(name: string): boolean;
  /** Some of the names, for looking for one that was meant. */
  readonly names: Iterable<string>;
}

/** So many stages below are asked for a name; a hostile file has thousands. */
const DEPTH = 250;

const known = new WeakMap<Stage, ReadonlyMap<string, number>>();

/** The names of all ARG of a file, those in front of the first FROM too. */
export const argumentsOf = withLastAnswer(({ instructions }: Dockerfile): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const instruction of instructions) {
    if (instruction.keyword === 'ARG') for (const { name } of instruction.pairs) names.add(name.raw);
  }
  return names;
});

/** The names of the ARG in front of the first FROM. */
const globalsOf = withLastAnswer(
  ({ globalArgs }: Dockerfile): ReadonlySet<string> =>
    new Set(globalArgs.flatMap(({ pairs }) => pairs.map(({ name }) => name.raw))),
);

/** Whether an ARG in front of the first FROM declares a name. */
export function isGlobal(dockerfile: Dockerfile, name: string): boolean {
  return globalsOf(dockerfile).has(name);
}

/** What the stages of a file have been found to declare, each with the stages that it is made from. */
const namesOf = withLastAnswer<Dockerfile, Map<number, readonly ReadonlyMap<string, number>[]>>(() => new Map());

/** All ENV and ARG that an instruction may use: in front of it in its stage, and in the stages that one is made from. */
export function declaredAt(dockerfile: Dockerfile, instruction: Instruction): Declared {
  const ofStage = namesOf(dockerfile);
  const names = ofStage.get(instruction.stage) ?? stagesBelow(dockerfile, instruction).map(declarations);
  ofStage.set(instruction.stage, names);
  const [own, ...below] = names;
  const before = instruction.at.span.start;
  return {
    has: (name) => (own?.get(name) ?? before) < before || below.some((known) => known.has(name)),
    names: { [Symbol.iterator]: () => someOf([own, ...below]) },
  };
}

/** The first names of each stage, not all of them where a hostile file has thousands. */
function* someOf(stages: readonly (ReadonlyMap<string, number> | undefined)[]): Generator<string> {
  let left = 200;
  for (const names of stages) {
    let own = 50;
    for (const name of names?.keys() ?? []) {
      if (own === 0) break;
      if (left === 0) return;
      own -= 1;
      left -= 1;
      yield name;
    }
  }
}

/** The stage of an instruction, then the stages it is made from, nearest first. */
function stagesBelow(dockerfile: Dockerfile, { stage: index }: Instruction): readonly Stage[] {
  const stages: Stage[] = [];
  let stage: Stage | undefined = dockerfile.stages[index];
  while (stage !== undefined && stages.length < DEPTH) {
    stages.push(stage);
    const base = baseOf(dockerfile, stage);
    stage = base.kind === 'stage' ? base.stage : undefined;
  }
  return stages;
}

/** Where a stage first declares each of its names. */
function declarations(stage: Stage): ReadonlyMap<string, number> {
  const found = known.get(stage);
  if (found !== undefined) return found;
  const names = new Map<string, number>();
  for (const one of stage.instructions) {
    if (one.keyword !== 'ENV' && one.keyword !== 'ARG') continue;
    for (const { name } of one.pairs) if (!names.has(name.raw)) names.set(name.raw, one.at.span.start);
  }
  known.set(stage, names);
  return names;
}

/** The image at the end of the stages an instruction stands on, where it is known. */
export function baseImageOf(dockerfile: Dockerfile, instruction: Instruction): string | undefined {
  const last = stagesBelow(dockerfile, instruction).at(-1);
  const base = last === undefined ? undefined : baseOf(dockerfile, last);
  if (base?.kind === 'scratch') return 'scratch';
  return base?.kind === 'image' ? base.reference : undefined;
}
