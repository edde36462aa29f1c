import { copySources, type CopySource } from '../../parse/dockerfile/copy-source.ts';
import { comesIn, type BuildContext } from '../../posture/build-context.ts';
import { namedSources } from '../../posture/named-sources.ts';
import type { WorldDockerfile } from '../../posture/world.ts';
import { isHandedOn } from '../../posture/handed-on.ts';
import { isShipped } from './instructions.ts';

/** What a COPY or ADD of a folder or pattern takes into an image beside what it names. */
export interface TakenAlong {
  readonly source: CopySource;
  readonly context: BuildContext;
  readonly paths: readonly string[];
  /** False where the context is only the likeliest, or what was copied may be gone before it is copied on. */
  readonly sure: boolean;
}

/**
 * The paths of some kind that folders and patterns take into shipped stages, or into others that hand them on, because no `.dockerignore` leaves them out. What
 * is named itself is not taken along. A path is told once.
 */
export function* takenAlong(
  { dockerfile, shipped, contexts, namedFolders }: WorldDockerfile,
  ofKind: (context: BuildContext) => readonly string[],
): Generator<TakenAlong> {
  for (const context of [...contexts, ...namedFolders]) {
    const rest = new Set(ofKind(context).filter((path) => comesIn(context, path)));
    if (rest.size === 0) continue;
    const stages = new Set(shipped.flatMap(({ chain }) => chain.map(({ index }) => index)));
    const { name } = context;
    const sources = name === undefined ? copySources(dockerfile) : (namedSources(dockerfile).get(name) ?? []);
    for (const source of sources) {
      const stays = isShipped(source.instruction, shipped);
      const paths = [...rest].filter(
        (path) =>
          path.replace(/\/$/, '') !== source.path &&
          source.takes(path) &&
          (stays || isHandedOn(dockerfile, source, path, stages)),
      );
      if (paths.length === 0) continue;
      for (const path of paths) rest.delete(path);
      yield { source, context, paths, sure: stays && context.certain };
    }
  }
}

/** The paths of a folder that are of some kind, looked for once for all Dockerfiles that are built from it. */
export function pathsThat(isWanted: (path: string) => boolean): (context: BuildContext) => readonly string[] {
  const known = new WeakMap<readonly string[], readonly string[]>();
  return ({ paths }) => {
    const found = known.get(paths) ?? paths.filter(isWanted);
    known.set(paths, found);
    return found;
  };
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
