import { copySources, type CopySource } from '../../parse/dockerfile/copy-source.ts';
import { comesIn, type BuildContext } from '../../posture/build-context.ts';
import type { WorldDockerfile } from '../../posture/world.ts';
import { isShipped } from './instructions.ts';

/** What a COPY or ADD of a folder or pattern takes into an image beside what it names. */
export interface TakenAlong {
  readonly source: CopySource;
  readonly context: BuildContext;
  readonly paths: readonly string[];
}

/**
 * The paths of some kind that folders and patterns take into shipped stages because no `.dockerignore` leaves them out. What
 * is named itself is not taken along. A path is told once.
 */
export function* takenAlong(
  { dockerfile, shipped, contexts }: WorldDockerfile,
  ofKind: (context: BuildContext) => readonly string[],
): Generator<TakenAlong> {
  for (const context of contexts) {
    const rest = new Set(ofKind(context).filter((path) => comesIn(context, path)));
    if (rest.size === 0) continue;
    for (const source of copySources(dockerfile)) {
      if (!isShipped(source.instruction, shipped)) continue;
      const paths = [...rest].filter((path) => path.replace(/\/$/, '') !== source.path && source.takes(path));
      if (paths.length === 0) continue;
      for (const path of paths) rest.delete(path);
      yield { source, context, paths };
    }
  }
}

/** `a, b and 2 more` in code style. */
export function inWords(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).map((path) => `\`${path}\``);
  const more = paths.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

/** What is said where nobody is known to build with the folder. */
export function builtFrom({ folder, certain }: BuildContext): string {
  if (certain && folder === '.') return '';
  const name = folder === '.' ? 'the top of the repository' : `\`${folder}\``;
  return certain ? ` from ${name}` : `, if it is built from ${name},`;
}
