import { posix } from 'node:path';
import type { CopySource } from '../parse/dockerfile/copy-source.ts';
import type { Dockerfile, Instruction, InstructionOf, Stage, Word } from '../parse/dockerfile/ast.ts';
import { baseOf, findStage, resolveWord } from '../parse/dockerfile/scope.ts';

/**
 * Whether a path that a stage takes from its context with a folder or pattern is copied on, by a COPY of what holds it, into
 * one of some stages. What is deleted in between is not seen.
 */
export function isHandedOn(dockerfile: Dockerfile, source: CopySource, path: string, stages: ReadonlySet<number>): boolean {
  const { instruction } = source;
  const into = pathAt(dockerfile, instruction, instruction.destination);
  if (into === undefined) return false;
  const inner = source.wild ? posix.basename(path) : source.path === '' ? path : path.slice(source.path.length + 1);
  const there = posix.join(into, inner);
  return dockerfile.instructions.some(
    (other) =>
      other.keyword === 'COPY' &&
      stages.has(other.stage) &&
      stageCopied(dockerfile, other)?.index === instruction.stage &&
      other.sources.some((word) => holds(dockerfile, other, word, there)),
  );
}

/**
 * The source of a COPY into one of some stages that takes a folder along in which a stage, or one made from it, has a path.
 * @param path in full
 */
export function copiedOn(
  dockerfile: Dockerfile,
  stage: number,
  path: string,
  into: (instruction: Instruction) => boolean,
): Word | undefined {
  for (const copy of dockerfile.instructions) {
    if (copy.keyword !== 'COPY' || !into(copy) || !isMadeFrom(dockerfile, stageCopied(dockerfile, copy), stage)) continue;
    const source = copy.sources.find((word) => holds(dockerfile, copy, word, path));
    if (source !== undefined) return source;
  }
  return undefined;
}

function isMadeFrom(dockerfile: Dockerfile, stage: Stage | undefined, index: number): boolean {
  const seen = new Set<number>();
  for (let at = stage; at !== undefined && !seen.has(at.index);) {
    if (at.index === index) return true;
    seen.add(at.index);
    const base = baseOf(dockerfile, at);
    at = base.kind === 'stage' ? base.stage : undefined;
  }
  return false;
}

function stageCopied(dockerfile: Dockerfile, copy: InstructionOf<'COPY'>): Stage | undefined {
  const from = copy.flags.find(({ name }) => name === 'from')?.value?.raw;
  return from === undefined ? undefined : findStage(dockerfile, from);
}

/** A source of `COPY --from` counts from the root of its stage. */
function holds(dockerfile: Dockerfile, copy: InstructionOf<'COPY'>, word: Word, path: string): boolean {
  const written = resolveWord(dockerfile, copy, word);
  if (written.state !== 'known' || /[*?[]/.test(written.value)) return false;
  const folder = posix.join('/', written.value).replace(/(?<=.)\/$/, '');
  return folder === '/' || path.startsWith(`${folder}/`);
}

/** A path of an instruction, counted from the root; undefined where a variable hides it. */
function pathAt(dockerfile: Dockerfile, instruction: Instruction, word: Word): string | undefined {
  const written = resolveWord(dockerfile, instruction, word);
  return written.state === 'known' ? pathInFull(dockerfile, instruction, written.value) : undefined;
}

/** A path under the working directory of an instruction, counted from the root; undefined where that is not known. */
export function pathInFull(dockerfile: Dockerfile, instruction: Instruction, path: string): string | undefined {
  if (posix.isAbsolute(path)) return posix.normalize(path);
  const stage = dockerfile.stages[instruction.stage];
  const folder = stage === undefined ? undefined : workdirOf(dockerfile, stage, instruction, 0);
  return folder === undefined ? undefined : posix.join(folder, path);
}

/** The working directory of a stage before an instruction, else at its end; that of an image is not known. */
function workdirOf(dockerfile: Dockerfile, stage: Stage, before: Instruction | undefined, depth: number): string | undefined {
  const end = before?.at.span.start ?? Number.POSITIVE_INFINITY;
  let path = '';
  for (const instruction of stage.instructions.toReversed()) {
    if (instruction.keyword !== 'WORKDIR' || instruction.at.span.start >= end) continue;
    const written = resolveWord(dockerfile, instruction, instruction.argument);
    if (written.state !== 'known') return undefined;
    path = posix.join(written.value, path);
    if (posix.isAbsolute(path)) return path;
  }
  const base = baseOf(dockerfile, stage);
  if (base.kind === 'scratch') return posix.join('/', path);
  if (base.kind !== 'stage' || depth > 20) return undefined;
  const below = workdirOf(dockerfile, base.stage, undefined, depth + 1);
  return below === undefined ? undefined : posix.join(below, path);
}
