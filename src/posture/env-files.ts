import type { SourceFile } from '../model/place.ts';
import { valueAt } from '../parse/compose/fields.ts';
import { pathFrom } from '../parse/compose/paths.ts';
import type { ComposeProject, Value } from '../parse/compose/project.ts';
import { asText } from '../parse/compose/scalar.ts';

/**
 * The env files that the services of a project name and that were collected with the tree: what version control ignores is
 * not among them.
 */
export function envFilesOf(project: ComposeProject, texts: ReadonlyMap<string, SourceFile>): readonly SourceFile[] {
  const found = project.services.flatMap(({ settings, directory }) =>
    listed(valueAt(settings, 'env_file')).flatMap((item) => {
      const written = asText(item.kind === 'map' ? item.entries.get('path')?.value : item);
      const path = written === undefined ? undefined : pathFrom(directory, written);
      const file = path === undefined ? undefined : texts.get(path);
      return file === undefined ? [] : [file];
    }),
  );
  return [...new Set(found)];
}

function listed(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}
