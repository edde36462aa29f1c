import type { Dockerfile, Instruction, InstructionOf } from '../../parse/dockerfile/ast.ts';
import { plain, resolved, stageOf } from './instructions.ts';

/**
 * The COPY or ADD of an instruction's own stage into whose destination a path leads, so that the file is likely to have come
 * with it. A copy to `/` tells nothing of a path that is written in full.
 */
export function copyThatBrings(
  dockerfile: Dockerfile,
  instruction: Instruction,
  path: string,
): InstructionOf<'COPY' | 'ADD'> | undefined {
  const all = (stageOf(dockerfile, instruction)?.instructions ?? []).map(plain);
  const wanted = inFull(dockerfile, all, instruction, path);
  return all.find((one): one is InstructionOf<'COPY' | 'ADD'> => {
    if (one.keyword !== 'COPY' && one.keyword !== 'ADD') return false;
    const folder = inFull(dockerfile, all, one, resolved(dockerfile, one, one.destination));
    if (folder === '/' && path.startsWith('/')) return false;
    return wanted === folder || wanted.startsWith(folder === '/' ? folder : `${folder}/`);
  });
}

/** A path with the WORKDIR in front of it that an instruction stands under, without `.` and doubled slashes. */
function inFull(dockerfile: Dockerfile, all: readonly Instruction[], { at }: Instruction, path: string): string {
  let full = path;
  for (const one of all.filter((other) => other.at.span.start < at.span.start).toReversed()) {
    if (full.startsWith('/')) break;
    if (one.keyword === 'WORKDIR') full = `${resolved(dockerfile, one, one.argument)}/${full}`;
  }
  const parts = full.split('/').filter((part) => part !== '' && part !== '.');
  return `/${parts.join('/')}`;
}
