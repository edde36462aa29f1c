import type { ContainerSettings, Mount, Port } from '../model/container.ts';
import type { PostureValue } from '../model/report.ts';
import { unset } from '../model/setting.ts';
import type { ContainerPosture } from './container.ts';
import { exposureOf } from './exposure.ts';
import { namespacesOf, type Namespace } from './namespaces.ts';
import { networksOf, type Neighbourhood, type SharedNetwork } from './networks.ts';
import { isOnAllInterfaces } from './published-port.ts';
import { listed, stepInWords, type Item } from './words.ts';

/** The ports that are reachable from the host, and on which of its addresses. */
export function publishedInWords({ ports, networkMode }: ContainerSettings): PostureValue {
  const mode = networkMode.state === 'known' ? networkMode.value.trim() : '';
  const at = networkMode.state === 'known' ? { at: networkMode.at } : {};
  if (mode === 'host') {
    return listed(
      [{ words: 'every port it listens on, in the host’s network', note: 'is in the host’s network', ...at }],
      [],
      '',
    );
  }
  if (mode === 'none') return { value: 'nothing', state: 'known', trail: [stepInWords({ note: 'has no network', ...at })] };
  const items = ports.items
    .filter(({ value }) => value.published)
    .map(({ value, at: place }): Item => ({ words: portInWords(value), note: portNote(value), at: place }));
  return listed(items, ports.unknown, 'nothing');
}

function portInWords(port: Port): string {
  const { host, container, hostIp, protocol } = port;
  const address = hostIp === undefined || isOnAllInterfaces(port) ? '*' : hostIp.includes(':') ? `[${hostIp}]` : hostIp;
  return `${address}:${host === undefined ? '?' : range(host)}→${range(container)}/${protocol}`;
}

function portNote(port: Port): string {
  const where = isOnAllInterfaces(port) ? 'every address of the host' : `address ${port.hostIp ?? ''}`;
  return `publishes ${range(port.container)}/${port.protocol} on ${where}`;
}

function range([first, last]: readonly [number, number]): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** The networks it is on, and who else is. */
export function networksInWords(posture: ContainerPosture, around: Neighbourhood): PostureValue {
  const { networkMode, networks, links, kind } = posture.settings;
  if (networkMode.state === 'unknown') return listed([], [networkMode], '');
  const mode = networkMode.state === 'known' ? networkMode.value.trim() : '';
  const other = /^(?:service|container):(.+)$/.exec(mode)?.[1];
  if (networkMode.state === 'known' && (mode === 'host' || mode === 'none' || other !== undefined)) {
    const words = mode === 'none' ? 'none' : mode === 'host' ? 'the host’s own' : `that of ${other ?? ''}`;
    return listed([{ words, note: `network mode ${mode}`, at: networkMode.at }], [], '');
  }
  const shared = networksOf(posture, around).map((network) => ({ network, others: othersOn(network, kind) }));
  const items = shared.map(({ network: { name, internal, at }, others }): Item => ({
    words: `${name}${internal ? ' (no way out)' : ''}${others.length === 0 ? ', alone' : ` with ${others.join(', ')}`}`,
    note: `is on network ${name}`,
    at,
  }));
  const linked = links.items.map(({ value, at }): Item => ({ words: `linked to ${value.split(':', 1)[0] ?? ''}`, note: '', at }));
  const told = listed([...items, ...linked], networks.unknown, 'none');
  const short = shared.map(({ network: { name }, others }) =>
    others.length === 0 ? `${name}, alone` : `${name} with ${others.length > 3 ? `${others.length} others` : others.join(', ')}`,
  );
  const isSet = networkMode.state === 'known' || networks.items.length > 0;
  return {
    ...told,
    value: [...short, ...(told.state === 'unknown' ? ['unknown'] : [])].join('; ') || told.value,
    state: told.state === 'known' && !isSet ? 'unset' : told.state,
  };
}

function othersOn({ peers, more, external }: SharedNetwork, kind: ContainerSettings['kind']): readonly string[] {
  return [
    ...peers,
    ...(more > 0 ? [`${more} more`] : []),
    ...(external ? [kind === 'service' ? 'others outside of the project' : 'whoever else is on it'] : []),
  ];
}

/** What its mounts hand over, worst where the host’s own things are. */
export function mountsInWords({ mounts, tmpfs, usesApiSocket }: ContainerSettings): PostureValue {
  const items = mounts.items.map(({ value, at }): Item => ({
    words: `${value.target}: ${exposureOf(value)}${sourceOf(value)}, ${value.readOnly ? 'read-only' : 'writable'}`,
    note: '',
    at,
  }));
  const scratch = tmpfs.items.map(({ value, at }): Item => ({ words: `${value.split(':', 1)[0] ?? ''}: memory`, note: '', at }));
  const socket =
    usesApiSocket.state === 'known' && usesApiSocket.value
      ? [{ words: 'the engine’s socket, which is root on the host', note: 'use_api_socket', at: usesApiSocket.at }]
      : [];
  const told = listed([...socket, ...items, ...scratch], [...mounts.unknown, ...tmpfs.unknown], 'none');
  const short = [
    ...(socket.length > 0 ? ['engine’s socket'] : []),
    ...new Set(mounts.items.map(({ value }) => exposureOf(value).replace(/^the (?:whole )?|,.*$/g, ''))),
    ...(scratch.length > 0 ? ['memory'] : []),
    ...(told.state === 'unknown' ? ['unknown'] : []),
  ];
  return { ...told, value: short.length === 0 ? told.value : [...new Set(short)].join(', ') };
}

/** The path on the host: a volume’s name is told already. */
function sourceOf({ type, source }: Mount): string {
  return type === 'bind' && source !== undefined ? ` (${source})` : '';
}

/** The devices of the host that it may use. */
export function devicesInWords({ privileged, devices, deviceRules, gpus }: ContainerSettings): PostureValue {
  const all =
    privileged.state === 'known' && privileged.value
      ? [{ words: 'every device of the host', note: 'privileged', at: privileged.at }]
      : [];
  const items = [
    ...all,
    ...devices.items.map(({ value, at }) => ({ words: deviceInWords(value), note: '', at })),
    ...deviceRules.items.map(({ value, at }) => ({ words: `whatever fits ${value}`, note: '', at })),
    ...gpus.items.map(({ value, at }) => ({ words: `accelerators (${value})`, note: '', at })),
  ];
  const unknown = [
    ...(privileged.state === 'unknown' ? [privileged] : []),
    ...devices.unknown,
    ...deviceRules.unknown,
    ...gpus.unknown,
  ];
  return listed(items, unknown, 'none');
}

function deviceInWords(text: string): string {
  const [host = '', inside, permissions] = text.split(':');
  const rights = permissions ?? (inside !== undefined && /^[rwm]{1,3}$/.test(inside) ? inside : 'rwm');
  return `${host} (${rights})`;
}

/** Whose namespaces it has. */
export function namespacesInWords(settings: ContainerSettings): PostureValue {
  const namespaces = namespacesOf(settings);
  return namespaces.every(({ setting }) => setting === unset) ? ownNamespaces : wordsOf(namespaces);
}

/** Those of most containers. */
const ownNamespaces = wordsOf(
  namespacesOf({ networkMode: unset, pidMode: unset, ipcMode: unset, utsMode: unset, usernsMode: unset, cgroupMode: unset }),
);

function wordsOf(namespaces: readonly Namespace[]): PostureValue {
  const items = namespaces.map(({ name, setting, whose }): Item => ({
    words: `${name}: ${ownerInWords(whose)}`,
    note: '',
    ...(setting.state === 'known' ? { at: setting.at } : {}),
  }));
  const unknown = namespaces.flatMap(({ setting }) => (setting.state === 'unknown' ? [setting] : []));
  const told = listed(items, unknown, '');
  const shared = namespaces.flatMap(({ name, whose }) =>
    whose === 'host' ? [`${name} of the host`] : typeof whose === 'object' ? [`${name} of ${whose.other}`] : [],
  );
  const isSet = namespaces.some(({ setting }) => setting.state === 'known');
  const value = [...shared, ...(unknown.length > 0 ? ['unknown'] : [])].join(', ') || 'own';
  return { ...told, value, state: told.state === 'known' && !isSet ? 'unset' : told.state };
}

function ownerInWords(whose: Namespace['whose']): string {
  if (typeof whose === 'object') return `that of ${whose.other}`;
  if (whose === 'host') return 'the host’s';
  return whose === 'engine' ? 'as the engine is set up' : whose;
}
