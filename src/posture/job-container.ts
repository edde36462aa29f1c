import type { ContainerSettings } from '../model/container.ts';
import type { SourceFile } from '../model/place.ts';
import type { Entries, Setting } from '../model/setting.ts';
import { dockerCommands } from '../parse/command/docker.ts';
import { containerOf } from '../parse/command/lower.ts';
import { parseScript } from '../parse/shell/parse.ts';
import { imagesOfWorkflow } from '../parse/workflow/images.ts';

const why = 'the runner may set it, and the container ends with its job';

/**
 * The containers that a workflow’s jobs run in and beside. What they ask for is judged as anywhere; what they leave out is
 * unknown, and their ports and throwaway passwords are nobody’s business, since they end with the job.
 */
export function jobContainers(file: SourceFile): readonly ContainerSettings[] {
  return imagesOfWorkflow(file).flatMap(({ name, at, create }) => {
    const [command] = create === undefined ? [] : dockerCommands(parseScript(create));
    return command === undefined ? [] : [forOneJob({ ...containerOf(command), name, at })];
  });
}

function forOneJob(settings: ContainerSettings): ContainerSettings {
  const left = <T>(setting: Setting<T>): Setting<T> => (setting.state === 'unset' ? { state: 'unknown', why } : setting);
  const more = <T>({ items, unknown }: Entries<T>): Entries<T> => ({ items, unknown: [...unknown, { why, at: settings.at }] });
  return {
    ...settings,
    user: left(settings.user),
    readOnly: left(settings.readOnly),
    memory: left(settings.memory),
    cpus: left(settings.cpus),
    pidsLimit: left(settings.pidsLimit),
    capDrop: more(settings.capDrop),
    securityOptions: more(settings.securityOptions),
    ports: { items: [], unknown: [] },
    environment: { items: [], unknown: [] },
  };
}
