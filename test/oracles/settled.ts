import { posix } from 'node:path';
import type { ContainerSettings, EnvironmentEntry, Port } from '../../src/model/container.ts';
import type { Entries, Setting } from '../../src/model/setting.ts';
import { bytesOf } from './bytes.ts';

/** What an engine sets where nobody does. */
export interface EngineDefaults {
  readonly cgroupMode: string;
  readonly logging: string;
}

/** Settings as plain data, in the one form that an engine has them in, whatever they were read from. */
export function settled(settings: ContainerSettings, engine: EngineDefaults): Readonly<Record<string, unknown>> {
  const memory = bytesOf(text(settings.memory, '0'));
  const privileged = flag(settings.privileged);
  const inHost = [settings.pidMode, settings.ipcMode].some((mode) => text(mode) === 'host');
  return {
    image: text(settings.image),
    user: text(settings.user),
    groupAdd: sorted(settings.groupAdd),
    privileged,
    capAdd: sorted(settings.capAdd),
    capDrop: sorted(settings.capDrop),
    // The engine gives these to privileged containers and, the first, to those in the host’s namespaces.
    securityOptions: sorted(settings.securityOptions).filter(
      (option) =>
        !(privileged === true && option === 'systempaths=unconfined') &&
        !((privileged === true || inHost) && option === 'label=disable'),
    ),
    readOnly: flag(settings.readOnly),
    mounts: settings.mounts.items
      .map(({ value: { type, source, target, readOnly, propagation } }) =>
        [type, source, posix.normalize(`${target}/`), readOnly, propagation === 'rprivate' ? undefined : propagation].join(' '),
      )
      .toSorted(),
    tmpfs: sorted(settings.tmpfs),
    volumesFrom: sorted(settings.volumesFrom),
    published: settings.ports.items.flatMap(({ value }) => (value.published ? singlePorts(value) : [])).toSorted(),
    exposed: exposed(settings.ports),
    networkMode: text(settings.networkMode).replace(/^(?:bridge|default)$/, ''),
    networks: sorted(settings.networks),
    links: sorted(settings.links),
    pidMode: text(settings.pidMode),
    ipcMode: text(settings.ipcMode, 'private'),
    utsMode: text(settings.utsMode),
    usernsMode: text(settings.usernsMode),
    cgroupMode: text(settings.cgroupMode, engine.cgroupMode),
    cgroupParent: text(settings.cgroupParent),
    memory,
    memorySwap: settings.memorySwap.state === 'unset' ? 2 * memory : bytesOf(text(settings.memorySwap)),
    cpus: Math.round(Number(text(settings.cpus, '0')) * 1_000),
    pids: Math.max(0, Number(text(settings.pidsLimit, '0'))),
    memoryReservation: bytesOf(text(settings.memoryReservation, '0')),
    ulimits: sorted(settings.ulimits).map((limit) => limit.replace(/=(-?\d+)$/, '=$1:$1')),
    sysctls: sorted(settings.sysctls),
    devices: sorted(settings.devices).map(wholeDevice),
    deviceRules: sorted(settings.deviceRules),
    environment: variables(settings.environment),
    labels: variables(settings.labels),
    entrypoint: settings.entrypoint.items.map(({ value }) => value),
    command: settings.command.items.map(({ value }) => value),
    restart: text(settings.restart, 'no'),
    healthCheck: settings.healthCheck.state === 'known' ? settings.healthCheck.value : settings.healthCheck.state,
    healthTest: settings.healthTest.items.map(({ value }) => value),
    logging: text(settings.loggingDriver, engine.logging),
  };
}

function text(setting: Setting<string>, unset = ''): string {
  if (setting.state === 'unknown') return `unknown: ${setting.why}`;
  return setting.state === 'known' ? setting.value : unset;
}

function flag(setting: Setting<boolean>): boolean | string {
  return setting.state === 'unknown' ? setting.why : setting.state === 'known' && setting.value;
}

function sorted({ items }: Entries<string>): readonly string[] {
  return items.map(({ value }) => value).toSorted();
}

/** Whoever starts a container decides what is inherited. */
function variables({ items }: Entries<EnvironmentEntry>): readonly string[] {
  return items.flatMap(({ value: { name, source, value } }) => (source === 'inherited' ? [] : [`${name}=${value}`])).toSorted();
}

function singlePorts({ container, host, hostIp = '', protocol }: Port): readonly string[] {
  const [first, last] = container;
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const outside = host === undefined ? '' : last > first ? String(host[0] + index) : [...new Set(host)].join('-');
    return `${hostIp} ${outside} ${first + index}/${protocol}`;
  });
}

function exposed({ items }: Entries<Port>): readonly string[] {
  const single = (published: boolean): readonly string[] =>
    items.flatMap(({ value }) => (value.published === published ? singlePorts({ ...value, hostIp: '' }) : []));
  const inner = (port: string): string => port.split(' ').at(-1) ?? '';
  const taken = new Set(single(true).map(inner));
  return [...new Set(single(false).map(inner))].filter((port) => !taken.has(port)).toSorted();
}

function wholeDevice(device: string): string {
  const [host = '', second, third] = device.split(':');
  const rights = third ?? (second !== undefined && /^[rwm]+$/.test(second) ? second : 'rwm');
  return `${host}:${second === undefined || second === rights ? host : second}:${rights}`;
}
