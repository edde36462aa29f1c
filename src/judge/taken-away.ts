import type { Finding } from '../model/finding.ts';
import type { Place, SourceFile } from '../model/place.ts';
import type { Value } from '../parse/compose/project.ts';
import { valuesOf } from '../parse/compose/values.ts';
import { parseYaml } from '../parse/compose/yaml.ts';
import type { WorldProject } from '../posture/world.ts';

/**
 * The line of an override file to which a finding belongs that its base alone does not have: where the override resets
 * something of the service, if it does so once, else the service in the override. Undefined where the finding stands in an
 * override already, or no override names the service.
 */
export function takenAwayAt({ location, subject }: Finding, { project, files }: WorldProject): Place | undefined {
  const overrides = files.slice(1);
  if (subject.service === undefined || overrides.includes(location.path)) return undefined;
  for (const path of overrides.toReversed()) {
    const file = project.files.find((each) => each.path === path);
    const found = file === undefined ? undefined : linesIn(file).get(subject.service);
    if (found !== undefined) return found;
  }
  return undefined;
}

const known = new WeakMap<SourceFile, ReadonlyMap<string, Place>>();

/** The line for each service of a file. */
function linesIn(file: SourceFile): ReadonlyMap<string, Place> {
  const before = known.get(file);
  if (before !== undefined) return before;
  const lines = new Map<string, Place>();
  for (const document of valuesOf(parseYaml(file)).documents) {
    const services = document.kind === 'map' ? document.entries.get('services')?.value : undefined;
    for (const { key, keyAt, value } of services?.kind === 'map' ? services.entries.values() : []) {
      const [reset, ...more] = resetsIn(value);
      lines.set(key, reset === undefined || more.length > 0 ? keyAt : reset);
    }
  }
  known.set(file, lines);
  return lines;
}

/** The keys whose values say `!reset` or `!override`. */
function resetsIn(value: Value): readonly Place[] {
  if (value.kind !== 'map') return [];
  return [...value.entries.values()].flatMap((entry) =>
    entry.value.directive === undefined ? resetsIn(entry.value) : [entry.keyAt],
  );
}
