import type { ContainerSettings } from '../model/container.ts';
import { containerOf } from '../parse/command/lower.ts';
import type { DockerCommand } from '../parse/command/docker.ts';

/** What `docker compose run` gives a container beside what its service has. */
const additions: ReadonlySet<string> = new Set(['cap-add', 'env', 'env-file', 'label', 'publish', 'user', 'volume']);

/**
 * The container of a `docker compose run` line, with what the line adds to its service and nothing else: the service itself
 * is judged where it stands. Undefined where it adds nothing.
 */
export function oneOffOf(command: DockerCommand): ContainerSettings | undefined {
  if (command.verb !== 'compose run' || !command.options.some(({ name }) => additions.has(name))) return undefined;
  const { operand } = command;
  if (operand === undefined) return undefined;
  return { ...containerOf(command), name: operand.value ?? operand.raw, image: { state: 'unset' }, passing: 'command' };
}
