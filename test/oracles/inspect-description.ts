import { posix } from 'node:path';
import { bytesOf } from './bytes.ts';
import type { ContainerDescription } from './container-description.ts';

/** The container as an engine describes it once it runs: whole, with its own defaults where nobody said anything. */
export function inspectText(container: ContainerDescription): string {
  const memory = bytesOf(container.memory ?? '0');
  const open = container.securityOptions.includes('systempaths=unconfined');
  const [policy = '', attempts = '0'] = (container.restart ?? 'no').split(':');
  const health = container.health;
  const bindings = new Map<string, { HostIp: string; HostPort: string }[]>();
  for (const port of container.ports) {
    for (const { inside, HostIp, HostPort } of portsOf(port)) {
      const known = bindings.get(inside);
      if (known === undefined) bindings.set(inside, [{ HostIp, HostPort }]);
      else known.push({ HostIp, HostPort });
    }
  }
  const exposed = container.expose.flatMap((port) => portsOf(port).map(({ inside }) => inside));
  return JSON.stringify(
    [
      {
        Id: 'f'.repeat(64),
        Name: `/${container.name ?? 'gracious_meitner'}`,
        State: { Status: 'running', ExitCode: 0 },
        HostConfig: {
          Binds: null,
          NetworkMode: container.network ?? 'default',
          PortBindings: Object.fromEntries(bindings),
          PublishAllPorts: false,
          RestartPolicy: { Name: policy, MaximumRetryCount: Number(attempts) },
          VolumesFrom: some(container.volumesFrom.map((from) => from.replace(/^container:/, ''))),
          CapAdd: some(container.capAdd.map(capability)),
          CapDrop: some(container.capDrop.map(capability)),
          CgroupnsMode: container.cgroup ?? 'private',
          GroupAdd: some(container.groupAdd),
          IpcMode: container.ipc ?? 'private',
          CgroupParent: container.cgroupParent ?? '',
          PidMode: container.pid ?? '',
          Privileged: container.privileged ?? false,
          ReadonlyRootfs: container.readOnly ?? false,
          SecurityOpt: some(container.securityOptions.filter((option) => option !== 'systempaths=unconfined')),
          Tmpfs: Object.fromEntries(
            container.tmpfs.map((text) => [text.split(':', 1)[0] ?? '', text.split(':').slice(1).join(':')]),
          ),
          UTSMode: container.uts ?? '',
          UsernsMode: container.userns ?? '',
          ShmSize: 67_108_864,
          Sysctls: container.sysctls,
          Memory: memory,
          MemoryReservation: bytesOf(container.memoryReservation ?? '0'),
          MemorySwap: container.memorySwap === undefined ? 2 * memory : bytesOf(container.memorySwap),
          NanoCpus: Math.round(Number(container.cpus ?? 0) * 1e9),
          CpuPeriod: 0,
          CpuQuota: 0,
          PidsLimit: container.pids ?? null,
          Devices: container.devices.map((text) => {
            const [PathOnHost = '', PathInContainer = PathOnHost, CgroupPermissions = 'rwm'] = text.split(':');
            return { PathOnHost, PathInContainer, CgroupPermissions };
          }),
          DeviceCgroupRules: some(container.deviceRules),
          DeviceRequests: null,
          Ulimits: Object.entries(container.ulimits).map(([Name, { soft, hard }]) => ({ Name, Hard: hard ?? soft, Soft: soft })),
          LogConfig: { Type: container.logging ?? 'json-file', Config: {} },
          MaskedPaths: open ? [] : container.privileged === true ? null : ['/proc/kcore', '/proc/keys'],
        },
        Mounts: container.mounts.map(({ type, source, target, readOnly, propagation }) => ({
          Type: type,
          ...(type === 'volume'
            ? { Name: source, Source: `/var/lib/docker/volumes/${source}/_data`, Driver: 'local' }
            : { Source: source }),
          Destination: posix.normalize(`${target}/`).slice(0, -1),
          Mode: readOnly ? 'ro' : '',
          RW: !readOnly,
          Propagation: type === 'volume' ? '' : (propagation ?? 'rprivate'),
        })),
        Config: {
          Hostname: 'ffffffffffff',
          User: container.user ?? '',
          ExposedPorts: Object.fromEntries([...bindings.keys(), ...exposed].map((port) => [port, {}])),
          Env: Object.entries(container.environment).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`])),
          Cmd: some(container.command),
          Image: container.image,
          Volumes: null,
          Entrypoint: container.entrypoint === undefined ? null : [container.entrypoint],
          Labels: container.labels,
          ...(health === undefined ? {} : { Healthcheck: { Test: health === false ? ['NONE'] : ['CMD-SHELL', health] } }),
        },
        NetworkSettings: {
          Ports: {},
          Networks:
            container.network?.startsWith('container:') === true ? {} : { [container.network ?? 'bridge']: { Aliases: null } },
        },
      },
    ],
    undefined,
    4,
  );
}

/** The engine keeps the names of capabilities as the kernel has them. */
function capability(name: string): string {
  const upper = name.toUpperCase();
  return upper === 'ALL' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
}

/** Go writes an empty list as nothing. */
function some<T>(items: readonly T[]): readonly T[] | null {
  return items.length === 0 ? null : items;
}

function portsOf(text: string): readonly { readonly inside: string; readonly HostIp: string; readonly HostPort: string }[] {
  const [, ip = '', outside = '', inside = '', protocol = 'tcp'] =
    /^(?:(?:\[?([^\]]*?)\]?:)?(\d[\d-]*)?:)?(\d[\d-]*)(?:\/(\w+))?$/.exec(text) ?? [];
  const [first = '0', last = first] = inside.split('-');
  const [low = '', high = low] = outside.split('-');
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, index) => ({
    inside: `${Number(first) + index}/${protocol}`,
    HostIp: ip,
    HostPort: low === '' ? '' : count > 1 ? String(Number(low) + index) : low === high ? low : `${low}-${high}`,
  }));
}
