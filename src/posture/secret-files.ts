import { posix } from 'node:path';
import type { Place, SourceFile } from '../model/place.ts';
import { valueAt } from '../parse/compose/fields.ts';
import { pathFrom } from '../parse/compose/paths.ts';
import type { ComposeProject } from '../parse/compose/project.ts';
import { asText } from '../parse/compose/scalar.ts';
import type { Tree } from './build-context.ts';

/** A file that a Compose project gives as a secret, and that is kept with the code. */
export interface SecretFile {
  /** The secret it is the value of. */
  readonly name: string;
  /** Where the project names it. */
  readonly at: Place;
  readonly file: SourceFile;
}

/** The files of `secrets` that lie in the tree and that git does not leave out; one that is not there is none of them. */
export async function secretFilesOf(project: ComposeProject, tree: Tree): Promise<readonly SecretFile[]> {
  const declared = valueAt(project.document, 'secrets');
  if (declared?.kind !== 'map') return [];
  const found: SecretFile[] = [];
  for (const { key, value } of declared.entries.values()) {
    const named = value.kind === 'map' ? valueAt(value, 'file') : undefined;
    const written = asText(named);
    if (named === undefined || written === undefined || (named.kind === 'scalar' && named.unknown !== undefined)) continue;
    const path = pathFrom(project.directory, written);
    const text = path === undefined ? undefined : await textOfKept(path, tree);
    if (path !== undefined && text !== undefined) found.push({ name: key, at: named.at, file: { path, text } });
  }
  return found;
}

async function textOfKept(path: string, tree: Tree): Promise<string | undefined> {
  const result = await tree.read(path);
  if (!result.ok) return undefined;
  const { entries } = await tree.names(posix.dirname(path));
  const own = entries.find((entry) => entry.path === posix.basename(path));
  return own?.ignored === false ? result.text : undefined;
}
