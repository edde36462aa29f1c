import { lastOption, type DockerCommand } from '../parse/command/docker.ts';
import { csvFields } from '../parse/container-text.ts';
import { pathFrom } from '../parse/compose/paths.ts';
import type { BuildPlace, BuildWish } from './build.ts';
import { namedContexts, type ContextPair } from './named-context.ts';

/**
 * What `docker build` and `docker buildx build` build, as far as their words say it.
 * @param folders that the command may run in, likeliest first
 */
export function buildOfCommand(command: DockerCommand, folders: readonly string[]): BuildWish | undefined {
  if (command.verb !== 'build') return undefined;
  const target = lastOption(command, 'target')?.value;
  const args: Record<string, string | undefined> = {};
  const tags: string[] = [];
  for (const { name, value } of command.options) {
    if (name === 'tag' && value?.text !== undefined) tags.push(value.text);
    const first = value?.pieces[0];
    const pair = name === 'build-arg' && first !== undefined && 'text' in first ? /^([^=]+)=/.exec(first.text) : null;
    if (pair?.[1] !== undefined) args[pair[1]] = value?.text?.slice(pair[0].length);
  }
  const secrets = secretsOf(command);
  return {
    places: folders.flatMap((folder) => placesFrom(folder, command)),
    ...(target?.text === undefined ? {} : { target: target.text }),
    ...(target !== undefined && target.text === undefined ? { anyTarget: true } : {}),
    args,
    tags,
    ...(secrets === undefined ? {} : { gives: { at: command.at, secrets } }),
    grants: command.options.flatMap(({ name, value }) =>
      name === 'allow' && value?.text !== undefined ? [{ name: value.text, at: value.at }] : [],
    ),
  };
}

/** The ids of `--secret id=…,src=…`; undefined where words among the options may stand for more of them. */
function secretsOf({ options, opaque }: DockerCommand): readonly string[] | undefined {
  if (opaque.length > 0 || options.some(({ known }) => !known)) return undefined;
  const ids: string[] = [];
  for (const { name, value } of options) {
    if (name !== 'secret') continue;
    const text = value?.pieces.map((piece) => ('text' in piece ? piece.text : '$')).join('') ?? '';
    const id = secretId(csvFields(text));
    if (id === undefined || id.includes('$')) return undefined;
    ids.push(id);
  }
  return ids;
}

/** The id among `key=value` pairs. */
export function secretId(fields: readonly string[]): string | undefined {
  return fields.flatMap((field) => /^\s*id=(.+)$/.exec(field)?.[1] ?? [])[0];
}

/** A context behind a variable, on another machine or from the standard input gives none. */
function placesFrom(folder: string, command: DockerCommand): readonly BuildPlace[] {
  const written = command.operand?.value;
  if (written === undefined || /^(?:-$|[a-z+]+:\/\/|git@)/.test(written)) return [];
  const folderOfContext = pathFrom(folder, written);
  const names = contextPairs(command);
  const context = {
    ...(folderOfContext === undefined ? {} : { context: folderOfContext }),
    ...(names.length === 0 ? {} : { names: namedContexts(names, folder) }),
  };
  const file = lastOption(command, 'file');
  if (file !== undefined) {
    const dockerfile = file.value?.text === undefined ? undefined : pathFrom(folder, file.value.text);
    return dockerfile === undefined ? [] : [{ dockerfile, ...context }];
  }
  const usual = command.engine === 'podman' ? ['Containerfile', 'Dockerfile'] : ['Dockerfile'];
  return usual.flatMap((name) => {
    const dockerfile = pathFrom(folder, `${written}/${name}`);
    return dockerfile === undefined ? [] : [{ dockerfile, ...context }];
  });
}

/** `--build-context name=value`. */
function contextPairs({ options }: DockerCommand): readonly ContextPair[] {
  return options.flatMap(({ name, value }) => {
    const first = value?.pieces[0];
    const pair = name === 'build-context' && first !== undefined && 'text' in first ? /^([^=]+)=/.exec(first.text) : null;
    if (pair?.[1] === undefined || value === undefined) return [];
    const text = value.text?.slice(pair[0].length);
    return [{ name: pair[1], ...(text === undefined ? {} : { value: text }), at: value.at }];
  });
}
