import { itemsOf, valueAt } from '../../parse/compose/fields.ts';
import type { ComposeProject } from '../../parse/compose/project.ts';
import { asText } from '../../parse/compose/scalar.ts';

/** Whether two services may run at once: at least one always runs, or they have a profile in common. */
export function profilesMeet(project: ComposeProject, one: string, other: string): boolean {
  const [first, second] = [profilesOf(project, one), profilesOf(project, other)];
  return first.length === 0 || second.length === 0 || first.some((profile) => second.includes(profile));
}

function profilesOf(project: ComposeProject, name: string): readonly string[] {
  const service = project.services.find((candidate) => candidate.name === name);
  return service === undefined ? [] : itemsOf(valueAt(service.settings, 'profiles')).flatMap((item) => asText(item) ?? []);
}
