import * as fc from 'fast-check';

/** A mount in words of neither Compose nor the command line. */
interface Mount {
  readonly long: boolean;
  readonly type: 'bind' | 'volume';
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly propagation?: string;
}

interface Limit {
  readonly soft: number;
  readonly hard?: number;
}

/** A container, told once. What is absent is not set. */
export interface ContainerDescription {
  readonly image: string;
  readonly name?: string;
  readonly user?: string;
  readonly groupAdd: readonly string[];
  readonly privileged?: boolean;
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly securityOptions: readonly string[];
  readonly readOnly?: boolean;
  readonly mounts: readonly Mount[];
  readonly tmpfs: readonly string[];
  readonly volumesFrom: readonly string[];
  readonly ports: readonly string[];
  readonly expose: readonly string[];
  readonly network?: string;
  readonly pid?: string;
  readonly ipc?: string;
  readonly uts?: string;
  readonly userns?: string;
  readonly cgroup?: string;
  readonly cgroupParent?: string;
  readonly memory?: string;
  readonly memoryReservation?: string;
  readonly memorySwap?: string;
  readonly cpus?: string;
  readonly pids?: number;
  readonly ulimits: Readonly<Record<string, Limit>>;
  readonly sysctls: Readonly<Record<string, string>>;
  readonly devices: readonly string[];
  readonly deviceRules: readonly string[];
  /** `null`: taken from whoever starts the container. */
  readonly environment: Readonly<Record<string, string | null>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly entrypoint?: string;
  readonly command: readonly string[];
  readonly restart?: string;
  /** `false`: switched off. */
  readonly health?: string | false;
  readonly logging?: string;
  readonly apiSocket?: boolean;
}

const capability = fc.constantFrom('NET_ADMIN', 'CAP_SYS_ADMIN', 'cap_chown', 'all', 'ALL', 'CAP_ALL', 'sys_ptrace', 'Net_Raw');
const securityOption = fc.constantFrom(
  'no-new-privileges',
  'no-new-privileges:true',
  'no-new-privileges=false',
  'seccomp=unconfined',
  'seccomp:/a/b.json',
  'apparmor=unconfined',
  'label=disable',
  'label:type:spc_t',
  'systempaths=unconfined',
);
const hostPath = fc.constantFrom('/', '/a', '/var/run/docker.sock', '/a/../b', '//etc//', '/proc/', './c', '../d', '~/e', '.');
const target = fc.constantFrom('/x', '/x/y', '/var/run/docker.sock', '/t/');
const mount: fc.Arbitrary<Mount> = fc.oneof(
  fc.record(
    {
      long: fc.boolean(),
      type: fc.constant('bind' as const),
      source: hostPath,
      target,
      readOnly: fc.boolean(),
      propagation: fc.constantFrom('shared', 'rshared', 'slave', 'rprivate'),
    },
    { requiredKeys: ['long', 'type', 'source', 'target', 'readOnly'] },
  ),
  fc.record({
    long: fc.boolean(),
    type: fc.constant('volume' as const),
    source: fc.constantFrom('data', 'a_b-c.1'),
    target,
    readOnly: fc.boolean(),
  }),
);
const port = fc.constantFrom(
  '80',
  '8080:80',
  '127.0.0.1:8080:80',
  '127.0.0.1::80',
  '0.0.0.0:22:22',
  '8000-8002:8000-8002',
  '3000-3001',
  '53:53/udp',
  '[::1]:80:80/tcp',
  '9000-9010:90',
);
const value = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('', 'a b', '$A', '${A:-b}', '$$', "it's", '"q"', 'a=b', '#c', '\\n', 'a\nb', '\t', 'é', '`id`', '$(id)', '!x'),
);
const word = value.filter((text) => text !== '');
const text = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const few = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { maxLength: 3 });

/** Containers of every kind, with most things unset. */
export const containers: fc.Arbitrary<ContainerDescription> = fc.record(
  {
    image: text('nginx', 'nginx:1.27', 'ghcr.io/a/b@sha256:0123', 'localhost:5000/c'),
    name: text('web', 'a.b-c'),
    user: text('root', '0', '1000:1000', 'app', 'nobody:nogroup'),
    privileged: fc.boolean(),
    groupAdd: fc.uniqueArray(text('docker', '999', 'video'), { maxLength: 2 }),
    capAdd: few(capability).map((names) => [...new Set(names)]),
    capDrop: few(capability).map((names) => [...new Set(names)]),
    securityOptions: few(securityOption).map((options) => [...new Set(options)]),
    readOnly: fc.boolean(),
    mounts: fc.uniqueArray(mount, { maxLength: 3, selector: ({ target }) => target.replace(/\/$/, '') }),
    tmpfs: fc.uniqueArray(text('/run', '/tmp:size=64m', '/v:rw,noexec,nosuid'), { maxLength: 2 }),
    volumesFrom: fc.uniqueArray(text('container:data', 'container:db:ro'), { maxLength: 1 }),
    ports: fc.uniqueArray(port, { maxLength: 3 }),
    expose: fc.uniqueArray(text('80', '53/udp', '3000-3005'), { maxLength: 2 }),
    network: text('host', 'none', 'bridge', 'container:db'),
    pid: text('host', 'container:db'),
    ipc: text('host', 'private', 'shareable', 'container:db'),
    uts: fc.constant('host'),
    userns: fc.constant('host'),
    cgroup: text('host', 'private'),
    cgroupParent: fc.constant('/ours'),
    memory: text('64m', '1g', '512mb', '134217728'),
    memoryReservation: text('32m', '1g'),
    memorySwap: text('-1', '2g', '134217728'),
    cpus: text('0.5', '1.5', '2', '1.0'),
    pids: fc.constantFrom(-1, 50, 1000),
    ulimits: fc.dictionary(
      text('nofile', 'nproc', 'memlock'),
      fc.record({ soft: fc.constantFrom(-1, 1024), hard: fc.constantFrom(-1, 65_536) }, { requiredKeys: ['soft'] }),
      { maxKeys: 2 },
    ),
    sysctls: fc.dictionary(text('net.core.somaxconn', 'kernel.msgmax'), text('1024', '65536'), { maxKeys: 2 }),
    devices: fc.uniqueArray(text('/dev/a', '/dev/a:/dev/b', '/dev/mem:/dev/mem:rwm'), { maxLength: 2 }),
    deviceRules: fc.uniqueArray(text('c 189:* rmw', 'b 8:0 r'), { maxLength: 2 }),
    environment: fc.dictionary(text('A', 'B_C', 'TOKEN', 'x'), fc.option(value, { freq: 5 }), { maxKeys: 3 }),
    labels: fc.dictionary(text('a', 'b.c', 'd/e'), value, { maxKeys: 2 }),
    entrypoint: word,
    command: few(word),
    restart: text('no', 'always', 'unless-stopped', 'on-failure', 'on-failure:5'),
    health: fc.oneof(text('curl', './check', 'curl -f http://a/ || exit 1', 'pg_isready -U "$U"'), fc.constant(false as const)),
    logging: text('none', 'json-file', 'syslog'),
    apiSocket: fc.constant(true),
  },
  {
    requiredKeys: [
      'image',
      'groupAdd',
      'capAdd',
      'capDrop',
      'securityOptions',
      'mounts',
      'tmpfs',
      'volumesFrom',
      'ports',
      'expose',
      'ulimits',
      'sysctls',
      'devices',
      'deviceRules',
      'environment',
      'labels',
      'command',
    ],
  },
);

/** The container as a Compose file with one service. */
export function composeText(container: ContainerDescription): string {
  const service: Record<string, unknown> = {
    image: container.image,
    container_name: container.name,
    user: container.user,
    privileged: container.privileged,
    group_add: list(container.groupAdd),
    cap_add: list(container.capAdd),
    cap_drop: list(container.capDrop),
    security_opt: list(container.securityOptions),
    read_only: container.readOnly,
    volumes: list(container.mounts.map((mount) => (mount.long ? longMount(mount) : shortMount(mount)))),
    tmpfs: list(container.tmpfs),
    volumes_from: list(container.volumesFrom),
    ports: list(container.ports),
    expose: list(container.expose),
    network_mode: container.network,
    pid: container.pid,
    ipc: container.ipc,
    uts: container.uts,
    userns_mode: container.userns,
    cgroup: container.cgroup,
    cgroup_parent: container.cgroupParent,
    mem_limit: container.memory,
    mem_reservation: container.memoryReservation,
    memswap_limit: container.memorySwap,
    cpus: container.cpus,
    pids_limit: container.pids,
    ulimits: Object.fromEntries(
      Object.entries(container.ulimits).map(([name, { soft, hard }]) => [name, hard === undefined ? soft : { soft, hard }]),
    ),
    sysctls: container.sysctls,
    devices: list(container.devices),
    device_cgroup_rules: list(container.deviceRules),
    environment: container.environment,
    labels: container.labels,
    entrypoint: container.entrypoint === undefined ? undefined : [container.entrypoint],
    command: list(container.command),
    restart: container.restart,
    healthcheck:
      container.health === false ? { disable: true } : container.health === undefined ? undefined : { test: container.health },
    logging: container.logging === undefined ? undefined : { driver: container.logging },
    use_api_socket: container.apiSocket,
  };
  // JSON is YAML, and a dollar sign that means itself is doubled.
  return JSON.stringify({ services: { web: service } }, undefined, 2).replaceAll('$', '$$$$');
}

/** The container as the words of a `docker run` line. */
export function runWords(container: ContainerDescription): readonly string[] {
  const one = (name: string, value: string | number | undefined): string[] =>
    value === undefined ? [] : [`--${name}`, String(value)];
  const many = (name: string, values: readonly string[]): string[] => values.flatMap((each) => [`--${name}`, each]);
  const flag = (name: string, value: boolean | undefined): string[] =>
    value === undefined ? [] : [value ? `--${name}` : `--${name}=false`];
  return [
    'docker',
    'run',
    '--detach',
    ...one('name', container.name),
    ...one('user', container.user),
    ...flag('privileged', container.privileged),
    ...many('group-add', container.groupAdd),
    ...many('cap-add', container.capAdd),
    ...(container.capDrop.length > 0 ? [`--cap-drop=${container.capDrop.join(',')}`] : []),
    ...many('security-opt', container.securityOptions),
    ...flag('read-only', container.readOnly),
    ...container.mounts.flatMap((mount) => (mount.long ? ['--mount', mountFlag(mount)] : ['-v', shortMount(mount)])),
    ...many('tmpfs', container.tmpfs),
    ...many(
      'volumes-from',
      container.volumesFrom.map((from) => from.replace(/^container:/, '')),
    ),
    ...many('publish', container.ports),
    ...many('expose', container.expose),
    ...one('network', container.network),
    ...one('pid', container.pid),
    ...one('ipc', container.ipc),
    ...one('uts', container.uts),
    ...one('userns', container.userns),
    ...one('cgroupns', container.cgroup),
    ...one('cgroup-parent', container.cgroupParent),
    ...one('memory', container.memory),
    ...one('memory-reservation', container.memoryReservation),
    ...one('memory-swap', container.memorySwap),
    ...one('cpus', container.cpus),
    ...one('pids-limit', container.pids),
    ...many(
      'ulimit',
      Object.entries(container.ulimits).map(([name, { soft, hard }]) => `${name}=${soft}${hard === undefined ? '' : `:${hard}`}`),
    ),
    ...many('sysctl', pairs(container.sysctls)),
    ...many('device', container.devices),
    ...many('device-cgroup-rule', container.deviceRules),
    ...many('env', pairs(container.environment)),
    ...many('label', pairs(container.labels)),
    ...one('entrypoint', container.entrypoint),
    ...one('restart', container.restart),
    ...(container.health === false ? ['--no-healthcheck'] : one('health-cmd', container.health)),
    ...one('log-driver', container.logging),
    ...flag('use-api-socket', container.apiSocket),
    container.image,
    ...container.command,
  ];
}

/** A word as a shell takes it literally. */
export function quoted(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function list<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}

function pairs(map: Readonly<Record<string, string | null>>): readonly string[] {
  return Object.entries(map).map(([name, value]) => (value === null ? name : `${name}=${value}`));
}

function shortMount({ source, target, readOnly, propagation }: Mount): string {
  const options = [...(readOnly ? ['ro'] : []), ...(propagation === undefined ? [] : [propagation])];
  return `${source}:${target}${options.length === 0 ? '' : `:${options.join(',')}`}`;
}

function longMount({ type, source, target, readOnly, propagation }: Mount): unknown {
  return {
    type,
    source,
    target,
    read_only: readOnly,
    ...(propagation === undefined ? {} : { bind: { propagation } }),
  };
}

function mountFlag({ type, source, target, readOnly, propagation }: Mount): string {
  return [
    `type=${type}`,
    `source=${source}`,
    `target=${target}`,
    ...(readOnly ? ['readonly'] : []),
    ...(propagation === undefined ? [] : [`bind-propagation=${propagation}`]),
  ].join(',');
}
