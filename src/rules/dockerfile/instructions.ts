import type { Dockerfile, Instruction, InstructionOf, Keyword, Stage, Word } from '../../parse/dockerfile/ast.ts';
import { resolveWord } from '../../parse/dockerfile/scope.ts';
import { withLastAnswer } from '../../parse/last-answer.ts';
import { isOfOutput } from '../../posture/outputs.ts';
import type { StagePosture } from '../../posture/stage.ts';
import { unquoted } from './unquoted.ts';

/** All instructions in the order of the file, an ONBUILD by what it triggers. */
export const plainInstructions = withLastAnswer((dockerfile: Dockerfile): readonly Instruction[] =>
  dockerfile.instructions.map(plain),
);

/** The instructions of some keywords in the order of the file, an ONBUILD by what it triggers. */
export function instructionsOf<K extends Keyword>(
  dockerfile: Dockerfile,
  ...keywords: readonly K[]
): readonly InstructionOf<K>[] {
  const by = byKeyword(dockerfile);
  const there = keywords.filter((keyword) => by.has(keyword));
  const [only] = there;
  if (only === undefined) return [];
  const some = (there.length === 1 ? by.get(only) : undefined) ?? plainInstructions(dockerfile);
  return some.filter((one): one is InstructionOf<K> => there.some((keyword) => keyword === one.keyword));
}

const byKeyword = withLastAnswer((dockerfile: Dockerfile): ReadonlyMap<Keyword, readonly Instruction[]> => {
  const by = new Map<Keyword, Instruction[]>();
  for (const instruction of plainInstructions(dockerfile)) {
    const known = by.get(instruction.keyword);
    if (known === undefined) by.set(instruction.keyword, [instruction]);
    else known.push(instruction);
  }
  return by;
});

/** The instruction that does the work: what an ONBUILD triggers, else itself. */
export function plain(instruction: Instruction): Instruction {
  return instruction.keyword === 'ONBUILD' ? plain(instruction.trigger) : instruction;
}

const parts = new WeakMap<readonly StagePosture[], ReadonlySet<number>>();

/** Whether an instruction is part of an image that is shipped: in its stage or in one that stage is made from. */
export function isShipped(instruction: Instruction, shipped: readonly StagePosture[]): boolean {
  let stages = parts.get(shipped);
  if (stages === undefined) {
    stages = new Set(shipped.flatMap(({ chain }) => chain.map(({ index }) => index)));
    parts.set(shipped, stages);
  }
  return stages.has(instruction.stage);
}

/** Whether an instruction is part of an image that somebody builds for its own sake: one that is shipped, or an output of the file. */
export function isOfImage(dockerfile: Dockerfile, instruction: Instruction, shipped: readonly StagePosture[]): boolean {
  return isShipped(instruction, shipped) || isOfOutput(dockerfile, instruction);
}

/** A word with variables put in, or as written where one is not known. */
export function resolved(dockerfile: Dockerfile, instruction: Instruction, word: Word): string {
  const value = resolveWord(dockerfile, instruction, word);
  return value.state === 'known' ? value.value : unquoted(word.raw);
}

/** The value of a flag of an instruction, with variables put in. */
export function flagValue(dockerfile: Dockerfile, instruction: Instruction, name: string): string | undefined {
  const word = instruction.flags.find((flag) => flag.name === name)?.value;
  return word === undefined ? undefined : resolved(dockerfile, instruction, word);
}

/** The stage an instruction stands in. */
export function stageOf(dockerfile: Dockerfile, { stage }: Instruction): Stage | undefined {
  return dockerfile.stages[stage];
}
