import type { Dockerfile, Instruction } from '../../parse/dockerfile/ast.ts';
import { isOfOutput } from '../../posture/outputs.ts';

/** Where the value of an ARG, ENV or LABEL can be read later, as a sentence ends: a stage that is only copied from leaves no history. */
export function whereItStays(dockerfile: Dockerfile, instruction: Instruction): string {
  return isOfOutput(dockerfile, instruction) ? 'the image' : 'the cache and the provenance of the build';
}
