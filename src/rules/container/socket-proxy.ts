import type { ContainerSettings, EnvironmentEntry } from '../../model/container.ts';
import type { Entry } from '../../model/setting.ts';

/** Whether the image stands before the engine’s socket and lets through some requests only. */
export function isSocketProxy({ image }: ContainerSettings): boolean {
  return image.state === 'known' && /socket-?proxy/i.test(image.value);
}

/** Proxies whose allow-list is read here. */
const known = /(?:^|\/)(?:(?:tecnativa|linuxserver)\/(?:docker-)?|wollomatic\/|11notes\/)socket-proxy(?:[:@]|$)/i;

/** Whether it is a proxy whose allow-list stands in the file, so that this decides what the socket is worth to whoever reaches it. */
export function hasReadableAllowList({ image, environment, command }: ContainerSettings): boolean {
  if (image.state !== 'known' || !known.test(image.value)) return false;
  const hidden = environment.items.some(({ value: { name, source } }) => isAllowing(name) && hiddenSources.has(source));
  return !hidden && environment.unknown.length + command.unknown.length === 0;
}

const isAllowing = (name: string): boolean => name === 'POST' || name === 'SP_ALLOW_POST';
const hiddenSources: ReadonlySet<string> = new Set(['outside', 'inherited']);

/** The parts of the engine’s API with which whoever may change things there takes over the host. */
const parts: Readonly<Record<string, string>> = {
  BUILD: 'build images',
  COMMIT: 'make images of containers',
  CONTAINERS: 'start containers',
  EXEC: 'run commands in other containers',
  PLUGINS: 'install plugins',
  SERVICES: 'start services',
  SWARM: 'change the swarm',
};

/** What a proxy lets through that takes over the host, with the entry that allows it; undefined where there is none. */
export function openingOf({
  environment,
  command,
}: ContainerSettings): { readonly entry: Entry<unknown>; readonly what: string } | undefined {
  const on = (name: string): Entry<EnvironmentEntry> | undefined =>
    environment.items.find(({ value }) => value.name === name && /^(?:1|true|yes|on)$/i.test(value.value.trim()));
  const post = on('POST');
  if (post !== undefined) {
    const open = Object.entries(parts).flatMap(([name, what]) => (on(name) === undefined ? [] : [what]));
    return open.length === 0 ? undefined : { entry: post, what: open.join(', ') };
  }
  const pattern = [
    ...command.items.map((entry) => ({ entry, text: /^--?allowPOST=(.*)$/i.exec(entry.value)?.[1] })),
    ...environment.items.map((entry) => ({ entry, text: entry.value.name === 'SP_ALLOW_POST' ? entry.value.value : undefined })),
  ].find(({ text }) => text !== undefined && (/^['"]?(?:\.\*|\/\.\*|\.\+)/.test(text) || /create|exec|build/.test(text)));
  return pattern === undefined ? undefined : { entry: pattern.entry, what: 'start containers' };
}
