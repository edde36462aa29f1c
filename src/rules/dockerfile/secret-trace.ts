import type { Dockerfile, Instruction } from '../../parse/dockerfile/ast.ts';
import type { StagePosture } from '../../posture/stage.ts';
import { isOfImage } from './instructions.ts';

/** Where the value of an ARG, ENV or LABEL can be read later, as a sentence ends: a stage that is only copied from leaves no history. */
export function whereItStays(dockerfile: Dockerfile, instruction: Instruction, shipped: readonly StagePosture[]): string {
  return isOfImage(dockerfile, instruction, shipped) ? 'the image' : 'the cache and the provenance of the build';
}
