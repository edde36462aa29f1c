import type { ContainerSettings } from '../model/container.ts';
import type { Entries, Setting } from '../model/setting.ts';

const why = 'the runner may set it, and the container ends with its job';

/**
 * The container of a workflow’s job as it is judged: what it asks for as anywhere; what it leaves out is unknown, and its
 * ports and throwaway passwords are nobody’s business, since it ends with the job.
 */
export function forOneJob(settings: ContainerSettings): ContainerSettings {
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
