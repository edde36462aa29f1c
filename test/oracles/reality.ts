import * as v from 'valibot';
import type { Setting } from '../../src/model/setting.ts';
import { allCapabilities } from '../../src/posture/capabilities.ts';
import type { ContainerPosture } from '../../src/posture/container.ts';
import { bytesOf } from './bytes.ts';

type Space = 'host' | 'own';

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
  readonly writes: boolean;
  /** 0: as much as there is. Memory and pids as the engine and as the control group have them. */
  readonly memory: readonly [engine: number, group: number];
  readonly cpus: number;
  readonly pids: readonly [engine: number, group: number];
  readonly networkMode: string;
  readonly network: Space;
  readonly processes: Space;
  readonly ipc: Space;
  readonly uts: Space;
  readonly restart: string;
  readonly health: 'checked' | 'off' | 'unset';
}

const users = new Map([
  ['root', '0'],
  ['app', '1000'],
]);

/** What our posture says of a container of the probe's images. `machine`: the capabilities there are to give. */
export function predicted(
  { settings, user, capabilities, noNewPrivileges, readOnly, healthCheck }: ContainerPosture,
  machine: readonly string[],
): Reality {
  const name = told(user.setting, '').split(':', 1)[0] ?? '';
  const uid = users.get(name) ?? name;
  const held = told(capabilities.setting, []);
  const bounding = (held.includes('ALL') ? allCapabilities : held).filter((capability) => machine.includes(capability));
  const isPrivileged = told(settings.privileged, false);
  const isReadOnly = told(readOnly.setting, false);
  const memory = bytesOf(told(settings.memory, '0'));
  const pids = Math.max(0, Number(told(settings.pidsLimit, '0')));
  const network = told(settings.networkMode, 'default');
  const health = told<boolean | undefined>(healthCheck.setting, undefined);
  return {
    uid,
    bounding,
    effective: uid === '0' ? bounding : [],
    noNewPrivileges: told(noNewPrivileges.setting, false),
    seccomp: !isPrivileged && !settings.securityOptions.items.some(({ value }) => /^seccomp[:=]unconfined$/.test(value)),
    privileged: isPrivileged,
    readOnly: isReadOnly,
    writes: !isReadOnly,
    memory: [memory, memory],
    cpus: rounded(Number(told(settings.cpus, '0'))),
    pids: [pids, pids],
    networkMode: network,
    network: space(network),
    processes: space(told(settings.pidMode, '')),
    ipc: space(told(settings.ipcMode, '')),
    uts: space(told(settings.utsMode, '')),
    restart: told(settings.restart, 'no'),
    health: health === undefined ? 'unset' : health ? 'checked' : 'off',
  };
}

function told<T>(setting: Setting<T>, unset: T): T {
  if (setting.state === 'unknown') throw new Error(`not known: ${setting.why}`);
  return setting.state === 'unset' ? unset : setting.value;
}

function space(mode: string): Space {
  return mode === 'host' ? 'host' : 'own';
}

const inspection = v.object({
  Id: v.string(),
  Name: v.string(),
  Config: v.object({
    Healthcheck: v.optional(v.object({ Test: v.optional(v.array(v.string()), []) })),
    Labels: v.record(v.string(), v.string()),
  }),
  HostConfig: v.object({
    Privileged: v.boolean(),
    ReadonlyRootfs: v.boolean(),
    Memory: v.number(),
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

/** What the probe said inside: a word and the rest of the line. */
export type Report = ReadonlyMap<string, string>;

export function reportOf(log: string): Report {
  return new Map(log.split('\n').map((line) => [line.split(' ', 1)[0] ?? '', line.slice(line.indexOf(' ') + 1)]));
}

/** `host`: the namespaces of the engine itself, by name. */
export function observed({ Config, HostConfig }: Inspection, report: Report, host: ReadonlyMap<string, string>): Reality {
  const said = (key: string): string => report.get(key) ?? `the probe did not say ${key}`;
  const spaceOf = (name: string): Space => (said(`ns-${name}`) === host.get(name) ? 'host' : 'own');
  const { Name: policy, MaximumRetryCount: attempts } = HostConfig.RestartPolicy;
  return {
    uid: said('Uid'),
    bounding: capabilitiesIn(said('CapBnd')),
    effective: capabilitiesIn(said('CapEff')),
    noNewPrivileges: said('NoNewPrivs') === '1',
    seccomp: said('Seccomp') === '2',
    privileged: HostConfig.Privileged,
    readOnly: HostConfig.ReadonlyRootfs,
    writes: said('write') === 'yes',
    memory: [HostConfig.Memory, groupLimit(report.get('memory/memory.limit_in_bytes') ?? report.get('memory.max'))],
    cpus: cpuShare(report),
    pids: [Math.max(0, HostConfig.PidsLimit ?? 0), groupLimit(report.get('pids/pids.max') ?? report.get('pids.max'))],
    networkMode: HostConfig.NetworkMode,
    network: spaceOf('net'),
    processes: spaceOf('pid'),
    ipc: spaceOf('ipc'),
    uts: spaceOf('uts'),
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
