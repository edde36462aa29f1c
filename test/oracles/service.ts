import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ContainerSettings, EnvironmentEntry, Mount, Port } from '../../src/model/container.ts';
import type { Entries, Setting } from '../../src/model/setting.ts';
import { buildOf } from '../../src/parse/compose/lower.ts';
import type { Service } from '../../src/parse/compose/project.ts';
import { bytesOf } from './bytes.ts';
import type { Loaded, LoadedService } from './compose-go.ts';

/** A setting in which a service of ours and compose-go's are not the same. */
export interface Difference {
  readonly kind: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** One setting on both sides; `unknown` where the files do not tell it, which compose-go fills with nothing. */
type Pair = readonly [kind: string, ours: unknown, theirs: unknown];
const unknown = Symbol('unknown');

export interface Compared {
  readonly differences: readonly Difference[];
  /** How many settings the files tell, and how many they do not. */
  readonly known: number;
  readonly unknown: number;
}

/** `folder`: where the project lies, counted from the scanned root; `volumes`: those it declares. */
export function compareService(
  settings: ContainerSettings,
  service: Service,
  theirs: LoadedService,
  project: { readonly folder: string; readonly volumes: Loaded['volumes'] },
): Compared {
  const all = [
    ...texts(settings, theirs),
    ...lists(settings, theirs, project.volumes),
    ...build(service, theirs, project.folder),
  ];
  const known = all.filter(([, ours]) => ours !== unknown);
  return {
    differences: known.flatMap(([kind, ours, theirs]) =>
      isDeepStrictEqual(ours, theirs) ? [] : [{ kind: kindOf(kind, ours, theirs), ours, theirs }],
    ),
    known: known.length,
    unknown: all.length - known.length,
  };
}

/** `$HOME` has no value here, and for us it stands for the home of whoever starts the project, as `~` does. */
function kindOf(kind: string, ours: unknown, theirs: unknown): string {
  const homeless = kind === 'volumes' && JSON.stringify(ours).replaceAll('"~/', '"/') === JSON.stringify(theirs);
  return homeless ? 'volumes below $HOME' : kind;
}

function texts(settings: ContainerSettings, theirs: LoadedService): readonly Pair[] {
  const limits = theirs.deploy?.resources?.limits;
  return [
    ['image', valueOf(settings.image, ''), theirs.image],
    ['container_name', valueOf(settings.containerName, ''), theirs.container_name],
    ['user', valueOf(settings.user, ''), theirs.user],
    ['privileged', valueOf(settings.privileged, false), theirs.privileged],
    ['read_only', valueOf(settings.readOnly, false), theirs.read_only],
    ['network_mode', valueOf(settings.networkMode, ''), theirs.network_mode],
    ['pid', valueOf(settings.pidMode, ''), theirs.pid],
    ['ipc', valueOf(settings.ipcMode, ''), theirs.ipc],
    ['uts', valueOf(settings.utsMode, ''), theirs.uts],
    ['userns_mode', valueOf(settings.usernsMode, ''), theirs.userns_mode],
    ['cgroup', valueOf(settings.cgroupMode, ''), theirs.cgroup],
    ['cgroup_parent', valueOf(settings.cgroupParent, ''), theirs.cgroup_parent],
    ['memory', bytes(settings.memory), Number(limits?.memory ?? 0) || Number(theirs.mem_limit)],
    [
      'memory reservation',
      bytes(settings.memoryReservation),
      Number(theirs.deploy?.resources?.reservations?.memory ?? 0) || Number(theirs.mem_reservation),
    ],
    ['cpus', numberOf(settings.cpus), Math.fround(limits?.cpus || theirs.cpus)],
    ['pids', numberOf(settings.pidsLimit), limits?.pids || theirs.pids_limit],
    ['restart', valueOf(settings.restart, ''), restartOf(theirs)],
    ['healthcheck', valueOf(settings.healthCheck, undefined), healthCheckOf(theirs)],
  ];
}

function lists(settings: ContainerSettings, theirs: LoadedService, volumes: Loaded['volumes']): readonly Pair[] {
  const ports = [...theirs.ports.map(portOf), ...(theirs.expose ?? []).map(exposedOf)];
  const ownPorts = itemsOf(settings.ports);
  return [
    ['cap_add', itemsOf(settings.capAdd), (theirs.cap_add ?? []).map(capability)],
    ['cap_drop', itemsOf(settings.capDrop), (theirs.cap_drop ?? []).map(capability)],
    ['security_opt', itemsOf(settings.securityOptions), theirs.security_opt ?? []],
    ['ports', ownPorts === unknown ? unknown : ownPorts.flatMap(portsOf).toSorted(), ports.toSorted()],
    ['volumes', mountsOf(settings.mounts), theirs.volumes.map((mount) => mountOf(mount, volumes))],
    ['tmpfs', itemsOf(settings.tmpfs), theirs.tmpfs ?? []],
    ['entrypoint', itemsOf(settings.entrypoint), theirs.entrypoint ?? []],
    ['command', itemsOf(settings.command), theirs.command ?? []],
    [
      'environment',
      ...variables(
        settings.environment.items.map(({ value }) => value),
        theirs.environment ?? {},
      ),
    ],
  ];
}

function valueOf<T, U>(setting: Setting<T>, unset: U): T | U | typeof unknown {
  if (setting.state === 'unknown') return unknown;
  return setting.state === 'unset' ? unset : setting.value;
}

function itemsOf<T>(entries: Entries<T>): readonly T[] | typeof unknown {
  return entries.unknown.length > 0 ? unknown : entries.items.map(({ value }) => value);
}

function numberOf(setting: Setting<string>): number | typeof unknown {
  const value = valueOf(setting, '0');
  return value === unknown ? unknown : Math.fround(Number(value));
}

function bytes(setting: Setting<string>): number | typeof unknown {
  const value = valueOf(setting, '0');
  return value === unknown ? unknown : bytesOf(value);
}

function restartOf({ restart, deploy }: LoadedService): string {
  const policy = deploy?.restart_policy;
  if (policy === undefined) return restart;
  if (policy.condition === '') return 'no';
  const condition = { any: 'always', none: 'no' }[policy.condition] ?? policy.condition;
  return policy.max_attempts === undefined || condition !== policy.condition ? condition : `${condition}:${policy.max_attempts}`;
}

function healthCheckOf({ healthcheck }: LoadedService): boolean | undefined {
  if (healthcheck?.disable === true || healthcheck?.test?.[0] === 'NONE') return false;
  return (healthcheck?.test?.length ?? 0) > 0 ? true : undefined;
}

function capability(name: string): string {
  return name.toUpperCase().replace(/^CAP_(?!ALL$)/, '');
}

function portOf({ host_ip: ip, target, published, protocol }: LoadedService['ports'][number]): string {
  return `${ip}:${published}:${target}/${protocol}`;
}

function exposedOf(port: string): string {
  return `expose ${port.includes('/') ? port : `${port}/tcp`}`;
}

/** A range of ports on both sides is as many ports; one that a single port of the container gets stays a range. */
function portsOf({ container, host, hostIp, protocol, published }: Port): readonly string[] {
  if (!published) return [`expose ${rangeText(container)}/${protocol}`];
  const single = container[0] === container[1];
  return Array.from({ length: container[1] - container[0] + 1 }, (_, index) => {
    const from = host === undefined ? '' : single ? rangeText(host) : String(host[0] + index);
    return `${hostIp ?? ''}:${from}:${container[0] + index}/${protocol}`;
  });
}

function rangeText([first, last]: readonly [number, number]): string {
  return first === last ? String(first) : `${first}-${last}`;
}

function mountsOf(mounts: Entries<Mount>): readonly unknown[] | typeof unknown {
  const items = itemsOf(mounts);
  if (items === unknown || items.some(({ hidden, target }) => hidden !== undefined || target.includes('$'))) return unknown;
  return items.map(({ type, source = '', target, readOnly, propagation = '' }) => ({
    type,
    source: cleanPath(type, source),
    target: posix.normalize(target).replace(/(?<=.)\/$/, ''),
    readOnly,
    propagation,
  }));
}

/** A volume that the project declares as a folder of the host is the bind mount it comes to. */
function mountOf(mount: LoadedService['volumes'][number], volumes: Loaded['volumes']): unknown {
  const { o = '', device = '' } = volumes[mount.source]?.driver_opts ?? {};
  const options = o.split(',');
  const isFolder = mount.type === 'volume' && device !== '' && (options.includes('bind') || options.includes('rbind'));
  const type = isFolder ? 'bind' : mount.type;
  return {
    type: type === 'bind' || type === 'volume' || type === 'tmpfs' ? type : 'other',
    source: cleanPath(type, isFolder ? device : mount.source),
    target: mount.target,
    readOnly: mount.read_only || (isFolder && options.includes('ro')),
    propagation: mount.bind?.propagation ?? '',
  };
}

function cleanPath(type: string, source: string): string {
  return type === 'bind' ? posix.normalize(source).replace(/(?<=.)\/$/, '') : source;
}

/** The names on both sides, and the values of those whose value the files tell. */
function variables(
  entries: readonly EnvironmentEntry[],
  theirs: Readonly<Record<string, string | null>>,
): readonly [ours: unknown, theirs: unknown] {
  const hidden = new Set(entries.filter(({ source }) => source === 'outside' || source === 'inherited').map(({ name }) => name));
  const ours = entries.map(({ name, value }) => [name, hidden.has(name) ? '?' : value]);
  const other = Object.entries(theirs).map(([name, value]) => [name, hidden.has(name) ? '?' : value]);
  return [Object.fromEntries(ours), Object.fromEntries(other)];
}

function build(service: Service, theirs: LoadedService, folder: string): readonly Pair[] {
  const ours = buildOf(service);
  if (ours === undefined || theirs.build === undefined) return [['build', ours !== undefined, theirs.build !== undefined]];
  const context = posix.join(folder, theirs.build.context).replace(/(?<=.)\/$/, '');
  const dockerfile = theirs.build.dockerfile === '' ? '' : posix.join(context, theirs.build.dockerfile);
  // Of an argument without a value only its name is in the file, and compose-go leaves it out.
  const hidden = new Set(ours.unknownArgs);
  const args = Object.entries(theirs.build.args ?? {}).filter(([name]) => !hidden.has(name));
  return [
    ['build context', valueOf(ours.context, '.'), context],
    ['build dockerfile', valueOf(ours.dockerfile, ''), dockerfile],
    ['build dockerfile_inline', valueOf(ours.dockerfileInline, ''), theirs.build.dockerfile_inline],
    ['build target', valueOf(ours.target, ''), theirs.build.target],
    ['build arguments', ours.args, Object.fromEntries(args)],
  ];
}
