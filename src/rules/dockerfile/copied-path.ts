import type { Dockerfile, InstructionOf, Stage } from '../../parse/dockerfile/ast.ts';
import { plain, resolved, stageOf } from './instructions.ts';

type Copy = InstructionOf<'COPY' | 'ADD'>;

interface Copied {
  /** The first COPY or ADD into each folder in full. */
  readonly into: ReadonlyMap<string, Copy>;
  /** The working directory that each ENV and ARG stands under, by where it begins. */
  readonly under: ReadonlyMap<number, string>;
}

/** Longer paths are not looked for; a hostile file has thousands of folders in folders. */
const longestPath = 256;

const known = new WeakMap<Stage, Copied>();

/**
 * The COPY or ADD of an instruction's own stage into whose destination a path leads, so that the file is likely to have come
 * with it. A copy to `/` tells nothing of a path that is written in full.
 */
export function copyThatBrings(
  dockerfile: Dockerfile,
  instruction: InstructionOf<'ENV' | 'ARG'>,
  path: string,
): Copy | undefined {
  const stage = stageOf(dockerfile, instruction);
  if (stage === undefined || path.length > longestPath) return undefined;
  const { into, under } = known.get(stage) ?? copiedIn(dockerfile, stage);
  const wanted = inFull(under.get(instruction.at.span.start) ?? '', path);
  let first = path.startsWith('/') ? undefined : into.get('/');
  for (let end = wanted.length; end > 1; end = wanted.lastIndexOf('/', end - 1)) {
    const copy = into.get(wanted.slice(0, end));
    if (copy !== undefined && (first === undefined || copy.at.span.start < first.at.span.start)) first = copy;
  }
  return first;
}

function copiedIn(dockerfile: Dockerfile, stage: Stage): Copied {
  const into = new Map<string, Copy>();
  const under = new Map<number, string>();
  let folder = '';
  for (const one of stage.instructions) {
    const instruction = plain(one);
    if (instruction.keyword === 'WORKDIR') {
      const path = inFull(folder, resolved(dockerfile, instruction, instruction.argument));
      if (path.length <= longestPath) folder = path;
    } else if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') under.set(instruction.at.span.start, folder);
    else if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') {
      const path = inFull(folder, resolved(dockerfile, instruction, instruction.destination));
      if (!into.has(path)) into.set(path, instruction);
    }
  }
  const copied = { into, under };
  known.set(stage, copied);
  return copied;
}

/** A path that is counted from a folder in full, from the top, without `.` and doubled slashes. */
function inFull(folder: string, path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const full = `${path.startsWith('/') ? '' : folder}/${parts.join('/')}`;
  return parts.length === 0 && full.length > 1 ? full.slice(0, -1) : full;
}
