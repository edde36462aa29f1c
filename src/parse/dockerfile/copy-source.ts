import { normalize } from 'node:path/posix';
import { withLastAnswer } from '../last-answer.ts';
import type { Dockerfile, Instruction, InstructionOf } from './ast.ts';
import { readIgnorePattern, type PathMatcher } from './ignore-pattern.ts';
import { resolveWord } from './scope.ts';
import type { Word } from './ast.ts';

/** A source of COPY or ADD that is taken from the build context. */
export interface CopySource {
  readonly instruction: InstructionOf<'COPY'> | InstructionOf<'ADD'>;
  readonly word: Word;
  /** Cleaned and counted from the context, which itself is empty. */
  readonly path: string;
  /** Whether it is a pattern. */
  readonly wild: boolean;
  /** Whether it takes in a path of the context: the path itself, or something below what it names. */
  readonly takes: PathMatcher;
}

/**
 * What a Dockerfile takes from its build context with COPY and ADD, in order: not what comes from stages, images, addresses
 * or here-documents, nor what a variable without a value names. What an ONBUILD triggers belongs to another build.
 */
export const copySources = withLastAnswer((dockerfile: Dockerfile): readonly CopySource[] =>
  dockerfile.instructions.flatMap((instruction) =>
    isCopy(instruction) && fromOf(instruction) === undefined
      ? instruction.sources.flatMap((word) => sourceOf(dockerfile, instruction, word) ?? [])
      : [],
  ),
);

/** The same for what it takes with `--from`, with the name that stands there: paths count from the top of what it names. */
export function sourcesFrom(dockerfile: Dockerfile): readonly { readonly from: string; readonly source: CopySource }[] {
  return dockerfile.instructions.flatMap((instruction) => {
    const from = isCopy(instruction) ? fromOf(instruction) : undefined;
    if (!isCopy(instruction) || from === undefined) return [];
    const sources = instruction.sources.flatMap((word) => sourceOf(dockerfile, instruction, word) ?? []);
    return sources.map((source) => ({ from, source }));
  });
}

function fromOf({ flags }: CopySource['instruction']): string | undefined {
  return flags.find(({ name }) => name === 'from')?.value?.raw;
}

function isCopy(instruction: Instruction): instruction is CopySource['instruction'] {
  return instruction.keyword === 'COPY' || instruction.keyword === 'ADD';
}

function sourceOf(dockerfile: Dockerfile, instruction: CopySource['instruction'], word: Word): CopySource | undefined {
  const written = resolveWord(dockerfile, instruction, word);
  if (written.state !== 'known' || written.value === '') return undefined;
  if (instruction.keyword === 'ADD' && /^(?:[a-z][a-z0-9+.-]*:\/\/|git@)|^[\w.-]+\/\S*\.git(?:#|$)/i.test(written.value))
    return undefined;
  const parents = instruction.flags.some(({ name }) => name === 'parents');
  // Docker counts from the context whatever stands in front, and never leaves it.
  const path = normalize(`/${written.value}`).slice(1).replace(/\/$/, '');
  const wild = /[*?[\\]/.test(path);
  const named = wild ? readIgnorePattern(parents ? path : path.replaceAll(/\*{2,}/g, '*')) : undefined;
  if (wild && named === undefined) return undefined;
  const excluded = instruction.flags.flatMap(({ name, value }) =>
    name === 'exclude' && value !== undefined ? (readIgnorePattern(normalize(value.raw)) ?? []) : [],
  );
  const takes: PathMatcher = (candidate) => {
    if (!isOrBelow(candidate, path, named)) return false;
    const inside = !wild && path !== '' ? candidate.slice(path.length + 1) : candidate;
    return !excluded.some((pattern) => leads(candidate, pattern) || leads(inside, pattern));
  };
  return { instruction, word, path, wild, takes };
}

function isOrBelow(candidate: string, path: string, named: PathMatcher | undefined): boolean {
  if (named !== undefined) return leads(candidate, named);
  return path === '' || candidate === path || candidate.startsWith(`${path}/`);
}

/** Whether a path or a folder above it matches. */
function leads(path: string, matches: PathMatcher): boolean {
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) if (matches(path.slice(0, end))) return true;
  return matches(path);
}
