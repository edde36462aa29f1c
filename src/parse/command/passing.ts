import type { ContainerSettings } from '../../model/container.ts';
import { booleanFromText } from '../container-text.ts';
import { lastOption, type DockerCommand } from './docker.ts';

const pipelines = /(?:^|\/)\.github\/(?:workflows|actions)\/|(?:^|\/)\.gitlab-ci\.ya?ml$/;

/** Options of a container that is made for its files to be taken out (`docker cp`, `docker export`), and never started. */
const bare: ReadonlySet<string> = new Set([
  'name',
  'platform',
  'pull',
  'quiet',
  'cidfile',
  'entrypoint',
  'rm',
  'interactive',
  'tty',
]);

/** Options of a container that somebody is to reach or to find again. */
const lasting: ReadonlySet<string> = new Set(['publish', 'publish-all', 'restart', 'name']);

/** With what a container goes, if not by itself: the machine of its job, or the command that starts it. */
export function passingOf(command: DockerCommand): ContainerSettings['passing'] {
  const has = (name: string): boolean => command.options.some((option) => option.name === name);
  if (pipelines.test(command.at.file.path) && !has('restart') && command.opaque.length === 0) return 'job';
  if (!isOn(command, 'detach') && (isOn(command, 'rm') || isErrand(command))) return 'command';
  const isBare = command.verb === 'create' && command.opaque.length === 0 && command.options.every(({ name }) => bare.has(name));
  return isBare ? 'command' : undefined;
}

/** Whether a container does something else than its image is for, and nobody is to reach or restart it. */
function isErrand({ options, rest }: DockerCommand): boolean {
  return (
    (rest.length > 0 || options.some(({ name }) => name === 'entrypoint')) && options.every(({ name }) => !lasting.has(name))
  );
}

function isOn(command: DockerCommand, name: string): boolean {
  const option = lastOption(command, name);
  return option !== undefined && (option.value === undefined || booleanFromText(option.value.text ?? '') === true);
}
