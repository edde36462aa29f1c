import { lastOption, type DockerCommand } from '../parse/command/docker.ts';
import type { Builder } from './stage.ts';

/** What a `docker build` line builds, as far as its words say it. */
export interface CommandBuild {
  readonly path: string;
  readonly target?: string;
  readonly args: Readonly<Record<string, string>>;
  readonly builder?: Builder;
  readonly tags: readonly string[];
}

/**
 * Reads `docker build` and `docker buildx build`. The folder is taken from the top of the repository, where pipelines run
 * them; one behind a variable or an address gives nothing.
 */
export function buildOfCommand(command: DockerCommand): CommandBuild | undefined {
  if (command.verb !== 'build') return undefined;
  const context = command.operand?.value;
  if (context === undefined || /^(?:-$|[a-z+]+:\/\/|git@|\/)/.test(context)) return undefined;
  const file = lastOption(command, 'file');
  if (file !== undefined && file.value?.text === undefined) return undefined;
  const path = normalise(file?.value?.text ?? `${context}/Dockerfile`);
  const target = lastOption(command, 'target')?.value?.text;
  const args: Record<string, string> = {};
  const tags: string[] = [];
  for (const { name, value } of command.options) {
    if (value?.text === undefined) continue;
    if (name === 'tag') tags.push(value.text);
    const pair = name === 'build-arg' ? /^(?<key>[^=]+)=(?<value>[\s\S]*)$/.exec(value.text)?.groups : undefined;
    if (pair?.['key'] !== undefined) args[pair['key']] = pair['value'] ?? '';
  }
  return path === undefined ? undefined : { path, ...(target === undefined ? {} : { target }), args, tags };
}

/** A path from the top, without `.` and `..`; undefined where it leaves it. */
function normalise(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
