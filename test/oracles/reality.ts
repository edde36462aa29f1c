import * as v from 'valibot';
import type { Setting } from '../../src/model/setting.ts';
import { allCapabilities } from '../../src/posture/capabilities.ts';
import type { ContainerPosture } from '../../src/posture/container.ts';
import { groupsOf } from '../../src/posture/groups.ts';
import { limitsOf } from '../../src/posture/limits.ts';
import { namespacesOf } from '../../src/posture/namespaces.ts';
import { pathsOf } from '../../src/posture/paths.ts';
import { bytesOf } from './bytes.ts';

/** What can be said of a running container, by us from files and by the kernel and the engine. */
export interface Reality {
  readonly uid: string;
  /** What its processes may hold at most, and what its first process holds. */
  readonly bounding: readonly string[];
  readonly effective: readonly string[];
  readonly noNewPrivileges: boolean;
  readonly seccomp: boolean;
  readonly privileged: boolean;
  readonly readOnly: boolean;
  /** The group of its processes and those beside it, as numbers. */
  readonly groups: readonly string[];
  /** Which of the folders of the images it can write to. */
  readonly writable: readonly string[];
  /** Which of some devices it has. */
  readonly devices: readonly string[];
  /** 0: as much as there is. Memory and pids as the engine and as the control group have them. */
  readonly memory: readonly [engine: number, group: number];
  readonly cpus: number;
  readonly pids: readonly [engine: number, group: number];
  /** Memory and swap together; -1: as much as there is, 0: nothing is limited. */
  readonly swap: number;
  readonly networkMode: string;
  /** Whose its namespaces are: `own`, `host`, or the name of a container. */
  readonly namespaces: Readonly<Record<string, string>>;
  readonly restart: string;
  readonly health: 'checked' | 'off' | 'unset';
}

/** What the images’ own lists say. */
const users = new Map([
  ['root', '0'],
  ['app', '1000'],
]);
const groups = new Map([...users, ['audio', '29']]);
/** The group of a user; a number that no list knows has that of root. */
const groupOfUser = new Map([
  ['0', '0'],
  ['1000', '1000'],
]);

/** The folders that the probe tries to write to. */
const folders = ['/open', '/run', '/data', '/cache', '/state', '/conf', '/dev/shm'];
/** Devices that no container has by itself. */
const rareDevices = ['extra', 'fuse', 'kvm', 'loop-control'];

/** What the machine and the engine decide. */
export interface Surroundings {
  /** The capabilities there are to give. */
  readonly capabilities: readonly string[];
  readonly devices: readonly string[];
  /** Whose namespace of control groups a container has by itself. */
  readonly cgroup: string;
}

/** What our posture says of a container of the probe's images. */
export function predicted(posture: ContainerPosture, machine: Surroundings): Reality {
  const { settings, user, capabilities, noNewPrivileges, readOnly, healthCheck } = posture;
  const name = told(user.setting, '').split(':', 1)[0] ?? '';
  const uid = users.get(name) ?? name;
  const held = told(capabilities.setting, []);
  const bounding = (held.includes('ALL') ? allCapabilities : held).filter((capability) =>
    machine.capabilities.includes(capability),
  );
  const isPrivileged = told(settings.privileged, false);
  const memory = bytesOf(told(settings.memory, '0'));
  const pids = Math.max(0, Number(told(settings.pidsLimit, '0')));
  const health = told<boolean | undefined>(healthCheck.setting, undefined);
  return {
    uid,
    groups: predictedGroups(posture, uid),
    bounding,
    effective: uid === '0' ? bounding : [],
    noNewPrivileges: told(noNewPrivileges.setting, false),
    seccomp: !isPrivileged && !settings.securityOptions.items.some(({ value }) => /^seccomp[:=]unconfined$/.test(value)),
    privileged: isPrivileged,
    readOnly: told(readOnly.setting, false),
    writable: predictedWritable(posture),
    devices: predictedDevices(posture, machine),
    memory: [memory, memory],
    swap: predictedSwap(posture),
    cpus: rounded(Number(told(settings.cpus, '0'))),
    pids: [pids, pids],
    networkMode: told(settings.networkMode, 'default').replace(/^service:/, 'container:'),
    namespaces: Object.fromEntries(
      namespacesOf(settings).map(({ name: space, whose }) => [
        space,
        typeof whose === 'object' ? whose.other : whose === 'engine' ? (space === 'cgroup' ? machine.cgroup : 'host') : whose,
      ]),
    ),
    restart: told(settings.restart, 'no'),
    health: health === undefined ? 'unset' : health ? 'checked' : 'off',
  };
}

function predictedGroups(posture: ContainerPosture, uid: string): readonly string[] {
  const { primary, added } = groupsOf(posture);
  const own = primary.state === 'known' ? primary.value : (groupOfUser.get(uid) ?? '0');
  const numbers = [own, ...added.items.map(({ value }) => value)].map((group) => groups.get(group) ?? group);
  return [...new Set(numbers)].toSorted();
}

/** The nearest path that the posture tells of decides. */
function predictedWritable(posture: ContainerPosture): readonly string[] {
  const { writable, readOnly, unknown } = pathsOf(posture);
  const known = unknown.filter(({ why }) => !why.includes('another container'));
  if (known.length > 0) throw new Error(`not known: ${known[0]?.why ?? ''}`);
  const facts = [
    ...writable.map(({ path }) => ({ path, writes: true })),
    ...readOnly.map(({ path }) => ({ path, writes: false })),
  ].toSorted((one, other) => other.path.length - one.path.length);
  const shared = told(posture.settings.ipcMode, 'private') !== 'none';
  return folders.filter((folder) => {
    const nearest = facts.find(({ path }) => path === '/' || folder === path || folder.startsWith(`${path}/`));
    return nearest?.writes === true && (shared || folder !== '/dev/shm');
  });
}

function predictedDevices({ settings }: ContainerPosture, machine: Surroundings): readonly string[] {
  const paths = settings.devices.items.map(({ value }) => value.split(':')[1] ?? value);
  const own = new Set(paths.map((path) => path.replace('/dev/', '')));
  const all = new Set(told(settings.privileged, false) ? machine.devices : []);
  return rareDevices.filter((device) => own.has(device) || all.has(device));
}

function predictedSwap({ settings }: ContainerPosture): number {
  const swap = limitsOf(settings).find(({ name }) => name === 'memory and swap');
  if (swap === undefined) return 0;
  return swap.setting.state === 'unset' ? 2 * bytesOf(told(settings.memory, '0')) : bytesOf(told(swap.setting, '0'));
}

function told<T>(setting: Setting<T>, unset: T): T {
  if (setting.state === 'unknown') throw new Error(`not known: ${setting.why}`);
  return setting.state === 'unset' ? unset : setting.value;
}

const inspection = v.object({
  Id: v.string(),
  Name: v.string(),
  Created: v.string(),
  Config: v.object({
    Healthcheck: v.optional(v.object({ Test: v.optional(v.array(v.string()), []) })),
    Labels: v.record(v.string(), v.string()),
  }),
  HostConfig: v.object({
    Privileged: v.boolean(),
    ReadonlyRootfs: v.boolean(),
    Memory: v.number(),
    MemorySwap: v.number(),
    PidsLimit: v.nullable(v.number()),
    NetworkMode: v.string(),
    RestartPolicy: v.object({ Name: v.string(), MaximumRetryCount: v.number() }),
  }),
});

/** What `docker inspect` says of a container. */
export type Inspection = v.InferOutput<typeof inspection>;

export function inspections(output: string): readonly Inspection[] {
  return v.parse(v.array(inspection), JSON.parse(output));
}

const attached = v.object({
  Config: v.object({ Labels: v.record(v.string(), v.string()) }),
  NetworkSettings: v.object({
    Ports: v.record(v.string(), v.nullable(v.array(v.object({ HostIp: v.string(), HostPort: v.string() })))),
    Networks: v.record(v.string(), v.unknown()),
  }),
});

/** The networks and published ports of services, from `docker inspect`. */
export function attachmentsIn(
  output: string,
): readonly { readonly service: string; readonly on: readonly string[]; readonly ports: readonly string[] }[] {
  return v.parse(v.array(attached), JSON.parse(output)).map(({ Config, NetworkSettings: { Ports, Networks } }) => ({
    service: Config.Labels['com.docker.compose.service'] ?? '',
    on: Object.keys(Networks).filter((name) => name !== 'none'),
    ports: Object.entries(Ports).flatMap(([inside, bound]) =>
      (bound ?? []).map(({ HostIp, HostPort }) => `${HostIp}:${HostPort} ${inside}`),
    ),
  }));
}

/** What the probe said inside: a word and the rest of the line. */
export type Report = ReadonlyMap<string, string>;

export function reportOf(log: string): Report {
  return new Map(log.split('\n').map((line) => [line.split(' ', 1)[0] ?? '', line.slice(line.indexOf(' ') + 1)]));
}

/** What the kernel and the engine say. `owners`: whose each namespace is, by what `/proc/self/ns` links to. */
export function observed(
  { Config, HostConfig }: Inspection,
  report: Report,
  owners: ReadonlyMap<string, string>,
  own: string,
): Reality {
  const said = (key: string): string => report.get(key) ?? `the probe did not say ${key}`;
  const listed = (key: string): readonly string[] => said(key).trim().split(/\s+/);
  const ownerOf = (name: string): string => {
    const owner = owners.get(said(`ns-${name}`)) ?? 'nobody';
    return owner === own ? 'own' : owner;
  };
  const { Name: policy, MaximumRetryCount: attempts } = HostConfig.RestartPolicy;
  return {
    uid: said('Uid'),
    groups: [...new Set([said('Gid'), ...listed('Groups')])].filter((group) => group !== '').toSorted(),
    bounding: capabilitiesIn(said('CapBnd')),
    effective: capabilitiesIn(said('CapEff')),
    noNewPrivileges: said('NoNewPrivs') === '1',
    seccomp: said('Seccomp') === '2',
    privileged: HostConfig.Privileged,
    readOnly: HostConfig.ReadonlyRootfs,
    writable: folders.filter((folder) => listed('writable').includes(folder)),
    devices: rareDevices.filter((device) => listed('devices').includes(device)),
    memory: [HostConfig.Memory, groupLimit(report.get('memory/memory.limit_in_bytes') ?? report.get('memory.max'))],
    swap: HostConfig.MemorySwap,
    cpus: cpuShare(report),
    pids: [Math.max(0, HostConfig.PidsLimit ?? 0), groupLimit(report.get('pids/pids.max') ?? report.get('pids.max'))],
    networkMode: HostConfig.NetworkMode,
    namespaces: {
      network: ownerOf('net'),
      pid: ownerOf('pid'),
      ipc: ownerOf('ipc'),
      uts: ownerOf('uts'),
      user: ownerOf('user'),
      cgroup: ownerOf('cgroup'),
    },
    restart: policy === '' ? 'no' : attempts > 0 ? `${policy}:${attempts}` : policy,
    health: healthOf(Config.Healthcheck?.Test),
  };
}

/** Linux's order of capabilities, which is that of their bits. */
const bits = `
  CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE
  NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT
  SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE
  AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ
  PERFMON BPF CHECKPOINT_RESTORE
`
  .trim()
  .split(/\s+/);

export function capabilitiesIn(hexadecimal: string): readonly string[] {
  const mask = BigInt(`0x${hexadecimal}`);
  const names: string[] = [];
  for (let bit = 0; mask >> BigInt(bit) > 0n; bit += 1) {
    if ((mask >> BigInt(bit)) & 1n) names.push(bits[bit] ?? `bit ${bit}`);
  }
  return names.toSorted();
}

/** Version 1 has a number beyond all memory where version 2 has the word `max`. */
function groupLimit(text: string | undefined): number {
  const value = text === undefined ? Number.NaN : text === 'max' ? 0 : Number(text);
  return value > 2 ** 60 ? 0 : value;
}

function cpuShare(report: Report): number {
  const [quota = '', period = ''] = report.get('cpu.max')?.split(' ') ?? [
    report.get('cpu/cpu.cfs_quota_us'),
    report.get('cpu/cpu.cfs_period_us'),
  ];
  return quota === 'max' || quota === '-1' ? 0 : rounded(Number(quota) / Number(period));
}

function rounded(share: number): number {
  return Math.round(share * 1_000) / 1_000;
}

function healthOf(test: readonly string[] | undefined): Reality['health'] {
  if (test === undefined || test.length === 0) return 'unset';
  return test[0] === 'NONE' ? 'off' : 'checked';
}
