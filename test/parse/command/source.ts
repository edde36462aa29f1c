import type { ContainerSettings } from '../../../src/model/container.ts';
import type { Setting } from '../../../src/model/setting.ts';
import { textOf } from '../../../src/parse/lines.ts';
import { dockerCommands, type DockerCommand } from '../../../src/parse/command/docker.ts';
import { containerOf } from '../../../src/parse/command/lower.ts';
import { scriptOfRange } from '../../../src/parse/shell/mapping.ts';
import { parseScript } from '../../../src/parse/shell/parse.ts';

/** The container commands of a line of shell. */
export function dockerIn(text: string): readonly DockerCommand[] {
  return dockerCommands(parseScript(scriptOfRange({ path: 'run.sh', text })));
}

/** The only container command of a line of shell. */
export function docker(text: string): DockerCommand {
  const [command, ...others] = dockerIn(text);
  if (command === undefined || others.length > 0) throw new Error(`not one container command: ${text}`);
  return command;
}

/** Its options as `name=value@what the file says there`. */
export function options(command: DockerCommand): readonly string[] {
  return command.options.map(
    ({ name, value, at }) => `${name}${value === undefined ? '' : `=${value.text ?? '?'}`} @ ${textOf(at)}`,
  );
}

/** The container of `docker run …`. */
export function container(words: string): ContainerSettings {
  return containerOf(docker(`docker run ${words}`));
}

/** A setting in short: `root @ root`, `unset`, `? why`. */
export function short(setting: Setting<string | boolean>): string {
  if (setting.state === 'unset') return 'unset';
  return setting.state === 'unknown' ? `? ${setting.why}` : `${setting.value} @ ${textOf(setting.at)}`;
}
