import type { Gap } from '../model/finding.ts';
import type { Place, SourceFile } from '../model/place.ts';
import { valueAt } from '../parse/compose/fields.ts';
import { pathFrom } from '../parse/compose/paths.ts';
import type { ComposeProject, Value } from '../parse/compose/project.ts';
import { asText } from '../parse/compose/scalar.ts';
import { locate } from '../parse/lines.ts';
import type { ReadResult } from '../ports.ts';

/**
 * The env files that the services of a project name and that were collected with the tree: what version control ignores is
 * not among them.
 */
export function envFilesOf(project: ComposeProject, texts: ReadonlyMap<string, SourceFile>): readonly SourceFile[] {
  const found = namesOf(project).flatMap(({ path }) => (path === undefined ? [] : (texts.get(path) ?? [])));
  return [...new Set(found)];
}

/**
 * The files from which Compose takes the values of variables and that were collected with the tree: `.env` in the project's
 * folder, or those that the way of starting it names.
 */
export function variableFilesOf(
  { directory }: ComposeProject,
  named: readonly string[] | undefined,
  texts: ReadonlyMap<string, SourceFile>,
): readonly SourceFile[] {
  const paths = named ?? [pathFrom(directory, '.env') ?? '.env'];
  return paths.flatMap((path) => texts.get(path) ?? []);
}

/**
 * The env files of a project that cannot be looked at: outside of what is scanned, or nothing that can be read. One that is
 * not there is none of them: files with secrets are kept out of repositories.
 */
export async function envFileGaps(
  project: ComposeProject,
  texts: ReadonlyMap<string, SourceFile>,
  read: (path: string) => Promise<ReadResult>,
): Promise<readonly Gap[]> {
  const gaps: Gap[] = [];
  for (const { written, path, service, at } of namesOf(project)) {
    if (path !== undefined && texts.has(path)) continue;
    const result = path === undefined ? undefined : await read(path);
    if (result?.ok === true || result?.reason === 'missing') continue;
    const detail = `the env file ${written} of service ${service} ${result?.detail ?? 'is outside of what is scanned'}`;
    gaps.push({ artifact: at.file.path, reason: 'unresolved', detail, location: locate(at), blocking: false });
  }
  return gaps;
}

interface EnvFileName {
  readonly written: string;
  /** Relative to the scanned root; absent where it lies outside. */
  readonly path?: string;
  readonly service: string;
  readonly at: Place;
}

function namesOf(project: ComposeProject): readonly EnvFileName[] {
  return project.services.flatMap(({ name, settings, directory }) =>
    listed(valueAt(settings, 'env_file')).flatMap((item) => {
      const value = item.kind === 'map' ? item.entries.get('path')?.value : item;
      const written = asText(value);
      if (written === undefined || (value?.kind === 'scalar' && value.unknown !== undefined)) return [];
      const path = pathFrom(directory, written);
      return [{ written, ...(path === undefined ? {} : { path }), service: name, at: item.at }];
    }),
  );
}

function listed(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}
