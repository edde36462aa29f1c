import { describe, expect, it } from 'vitest';
import type { ContainerSettings } from '../../../src/model/container.ts';
import type { Entries, Setting } from '../../../src/model/setting.ts';
import { containersOf } from '../../../src/parse/compose/lower.ts';
import { textOf } from '../../../src/parse/lines.ts';
import { project } from './plain.ts';

async function container(
  lines: string,
  rest = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<ContainerSettings> {
  const indented = lines.split('\n').map((line) => `    ${line}`);
  const loaded = await project({ 'compose.yaml': `services:\n  web:\n${indented.join('\n')}\n${rest}` }, environment);
  const [first] = containersOf(loaded);
  if (first === undefined) throw new Error('there is no container');
  return first;
}

const values = <T>({ items }: Entries<T>): readonly T[] => items.map(({ value }) => value);
const places = <T>({ items }: Entries<T>): readonly string[] => items.map(({ at }) => textOf(at));
const shown = <T>(setting: Setting<T>): unknown =>
  setting.state === 'known' ? [setting.value, textOf(setting.at)] : setting.state === 'unknown' ? setting.why : 'unset';

describe('a service as a container', () => {
  it('has nothing set that it does not set', async () => {
    const { kind, name, at, limitsAt, ...settings } = await container('image: ~');
    expect([kind, name, textOf(at), textOf(limitsAt)]).toEqual(['service', 'web', 'web', 'web']);
    for (const setting of Object.values(settings))
      expect([{ state: 'unset' }, { items: [], unknown: [] }]).toContainEqual(setting);
  });

  it('takes texts, numbers and the booleans Compose takes', async () => {
    const settings = await container(
      'image: a:1\nuser: 1000\nprivileged: yes\nread_only: "on"\nuse_api_socket: true\npid: host\nipc: "${IPC:-host}"',
    );
    expect(shown(settings.image)).toEqual(['a:1', 'a:1']);
    expect(shown(settings.user)).toEqual(['1000', '1000']);
    expect(shown(settings.privileged)).toEqual([true, 'yes']);
    expect(shown(settings.readOnly)).toEqual([true, '"on"']);
    expect(shown(settings.usesApiSocket)).toEqual([true, 'true']);
    expect(shown(settings.pidMode)).toEqual(['host', 'host']);
    expect(shown(settings.ipcMode)).toEqual(['host', '"${IPC:-host}"']);
  });

  it('says why a value is not known', async () => {
    const settings = await container('image: a:$TAG\nprivileged: ${P}\nread_only: maybe\nuser: [a]\ncap_add: [A, "${B}"]');
    expect(shown(settings.image)).toBe('the variable TAG has no value here');
    expect(shown(settings.privileged)).toBe('the variable P has no value here');
    expect(shown(settings.readOnly)).toBe('it is neither true nor false');
    expect(shown(settings.user)).toBe('it is not a text');
    expect(values(settings.capAdd)).toEqual(['A']);
    expect(settings.capAdd.unknown.map(({ why, at }) => [why, textOf(at)])).toEqual([
      ['the variable B has no value here', '"${B}"'],
    ]);
  });

  it('names capabilities in capitals without their prefix', async () => {
    const settings = await container('cap_add: [cap_sys_admin, " NET_RAW "]\ncap_drop: [all]');
    expect(values(settings.capAdd)).toEqual(['SYS_ADMIN', 'NET_RAW']);
    expect(values(settings.capDrop)).toEqual(['ALL']);
    expect(places(settings.capAdd)).toEqual(['cap_sys_admin', '" NET_RAW "']);
  });

  it('keeps namespaces and modes', async () => {
    const settings = await container(
      'network_mode: "service:db"\nuts: host\nuserns_mode: host\ncgroup: private\ncgroup_parent: /x',
    );
    const { networkMode, utsMode, usernsMode, cgroupMode, cgroupParent } = settings;
    const texts = [networkMode, utsMode, usernsMode, cgroupMode, cgroupParent].map(
      (setting) => setting.state === 'known' && setting.value,
    );
    expect(texts).toEqual(['service:db', 'host', 'host', 'private', '/x']);
  });
});

describe('ports', () => {
  it('come from both syntaxes to one form', async () => {
    const { ports } = await container(
      'ports:\n  - 80\n  - "8080:80"\n  - 22:22\n  - "127.0.0.1:53:53/udp"\n  - "[::1]:81:81"\n  - "::1:82:82"\n  - "9000-9002:90-92"\n  - "7000-7005:70"\n  - "127.0.0.1::83"\n  - {target: 84, published: "8084-8085", host_ip: 10.0.0.1, protocol: UDP}\n  - {target: 85}\nexpose: [86, "87-88/udp"]',
    );
    const tcp = { protocol: 'tcp', published: true };
    expect(ports.unknown).toEqual([]);
    expect(values(ports)).toEqual([
      { container: [80, 80], ...tcp },
      { container: [80, 80], host: [8080, 8080], ...tcp },
      { container: [22, 22], host: [22, 22], ...tcp },
      { container: [53, 53], host: [53, 53], hostIp: '127.0.0.1', protocol: 'udp', published: true },
      { container: [81, 81], host: [81, 81], hostIp: '::1', ...tcp },
      { container: [82, 82], host: [82, 82], hostIp: '::1', ...tcp },
      { container: [90, 92], host: [9000, 9002], ...tcp },
      { container: [70, 70], host: [7000, 7005], ...tcp },
      { container: [83, 83], hostIp: '127.0.0.1', ...tcp },
      { container: [84, 84], host: [8084, 8085], hostIp: '10.0.0.1', protocol: 'udp', published: true },
      { container: [85, 85], ...tcp },
      { container: [86, 86], protocol: 'tcp', published: false },
      { container: [87, 88], protocol: 'udp', published: false },
    ]);
  });

  it.each(['"a:80"', '"80:99999"', '"90-80"', '"80-82:90-91"', '"80:80/icmp"', '{published: 80}', '[80]'])(
    'do not come from %s',
    async (item) => {
      const { ports } = await container(`ports: [${item}]`);
      expect(ports).toMatchObject({ items: [], unknown: [{ why: 'it is not a port' }] });
    },
  );
});

describe('mounts', () => {
  it('come from both syntaxes to one form', async () => {
    const { mounts } = await container(
      'volumes:\n  - /var/run/../run/docker.sock/:/var/run/docker.sock:ro\n  - ./data:/data:rw,z\n  - ~/x:/x:rslave\n  - named:/n\n  - /anonymous\n  - {type: bind, source: /, target: /host, read_only: true, bind: {propagation: rshared}}\n  - {type: tmpfs, target: /t}\n  - {type: npipe, source: a, target: /p}\n  - {source: named, target: /m}',
    );
    expect(mounts.unknown).toEqual([]);
    expect(values(mounts)).toEqual([
      { type: 'bind', source: '/var/run/docker.sock', target: '/var/run/docker.sock', readOnly: true, options: ['ro'] },
      { type: 'bind', source: './data', target: '/data', readOnly: false, options: ['rw', 'z'] },
      { type: 'bind', source: '~/x', target: '/x', readOnly: false, propagation: 'rslave', options: ['rslave'] },
      { type: 'volume', source: 'named', target: '/n', readOnly: false, options: [] },
      { type: 'volume', target: '/anonymous', readOnly: false, options: [] },
      {
        type: 'bind',
        source: '/',
        target: '/host',
        readOnly: true,
        propagation: 'rshared',
        options: ['bind-propagation=rshared'],
      },
      { type: 'tmpfs', target: '/t', readOnly: false, options: [] },
      { type: 'other', source: 'a', target: '/p', readOnly: false, options: [] },
      { type: 'volume', source: 'named', target: '/m', readOnly: false, options: [] },
    ]);
  });

  it('see through a volume that is a folder of the host', async () => {
    const volumes = 'volumes:\n  root: {driver: local, driver_opts: {type: none, o: "bind,ro", device: //etc/}}\n  plain: {}\n';
    const { mounts } = await container('volumes: [root:/x, plain:/y]', volumes);
    expect(values(mounts)).toEqual([
      { type: 'bind', source: '/etc', target: '/x', readOnly: true, options: ['bind', 'ro'] },
      { type: 'volume', source: 'plain', target: '/y', readOnly: false, options: [] },
    ]);
  });

  it('are known when their source is, and unknown when it is not', async () => {
    const { mounts } = await container(
      'volumes: ["/etc:${X}/y:ro", "${X}:/y", {type: bind, source: /a, target: "${X}"}]\nvolumes_from: [db]',
    );
    expect(values(mounts)).toEqual([
      { type: 'bind', source: '/etc', target: '${X}/y:ro', readOnly: true, options: [] },
      { type: 'bind', source: '/a', target: '${X}', readOnly: false, options: [] },
    ]);
    expect(mounts.unknown.map(({ why }) => why)).toEqual([
      'the variable X has no value here',
      'it takes over the mounts of another container',
    ]);
  });
});

describe('environment', () => {
  const lines = [
    'A: text',
    'B: ""',
    'C:',
    'D: ${D}',
    'E: ${E:-spare}',
    'F: ${E:-}',
    'G: 5',
    'H: true',
    'I: "u:pw@${HOST}"',
    'K: ${SET:-spare}',
  ];

  it('tells where each value of a map comes from, and points at key and value', async () => {
    const { environment } = await container(`environment:\n${lines.map((line) => `  ${line}`).join('\n')}`, '', { SET: 'out' });
    expect(environment.unknown).toEqual([]);
    expect(values(environment).map(({ name, source, value }) => [name, source, value])).toEqual([
      ['A', 'literal', 'text'],
      ['B', 'empty', ''],
      ['C', 'inherited', ''],
      ['D', 'outside', ''],
      ['E', 'fallback', 'spare'],
      ['F', 'empty', ''],
      ['G', 'literal', '5'],
      ['H', 'literal', 'true'],
      ['I', 'outside', 'u:pw@'],
      ['K', 'outside', 'spare'],
    ]);
    expect(places(environment).slice(0, 2)).toEqual(['A: text', 'B: ""']);
  });

  it('tells the same of a list', async () => {
    const list = '"A=a=b", B=, C, "D=${D}", "E=${E:-spare}", "${N}=x", [x]';
    const { environment } = await container(`environment: [${list}]`);
    expect(values(environment).map(({ name, source, value }) => [name, source, value])).toEqual([
      ['A', 'literal', 'a=b'],
      ['B', 'empty', ''],
      ['C', 'inherited', ''],
      ['D', 'outside', ''],
      ['E', 'fallback', 'spare'],
    ]);
    expect(environment.unknown.map(({ why }) => why)).toEqual(['the variable N has no value here', 'it is not a text']);
  });

  it('keeps the places of a map that was merged into a list', async () => {
    const over = '---\nservices:\n  web:\n    environment:\n      - B=2\n';
    const { environment } = await container('environment:\n  B: 1\n  A: text', over);
    expect(places(environment)).toEqual(['A: text', 'B=2']);
    expect(values(environment).map(({ name, value }) => `${name}=${value}`)).toEqual(['A=text', 'B=2']);
  });

  it('says that env files add to it', async () => {
    const { environment, labels } = await container('env_file: [a.env, {path: b.env}]\nlabel_file: c.labels');
    expect(environment.unknown.map(({ why }) => why)).toEqual([
      'more of it comes from the file a.env',
      'more of it comes from the file b.env',
    ]);
    expect(labels.unknown.map(({ why }) => why)).toEqual(['more of it comes from the file c.labels']);
  });
});

describe('limits', () => {
  it('bind where the engine takes them from', async () => {
    const settings = await container(
      'mem_limit: 1g\ncpus: 2\npids_limit: 10\ndeploy: {resources: {limits: {memory: 512M, cpus: "0.5", pids: 5}}}',
    );
    expect([settings.memory, settings.cpus, settings.pidsLimit].map(shown)).toEqual([
      ['512M', '512M'],
      ['0.5', '"0.5"'],
      ['5', '5'],
    ]);
  });

  it('fall back to the older keys, and to quota and period', async () => {
    const settings = await container(
      'mem_limit: 1g\ncpu_quota: 50000\ncpu_period: 100ms\npids_limit: -1\ndeploy: {resources: {reservations: {memory: 1m}}}',
    );
    expect([settings.memory, settings.cpus, settings.pidsLimit].map(shown)).toEqual([
      ['1g', '1g'],
      ['0.5', '50000'],
      ['-1', '-1'],
    ]);
  });

  it('keep a written zero', async () => {
    expect(shown((await container('mem_limit: 0')).memory)).toEqual(['0', '0']);
    expect(shown((await container('deploy: {resources: {limits: {memory: 0}}}')).memory)).toEqual(['0', '0']);
    expect(shown((await container('mem_limit: 1g\ndeploy: {resources: {limits: {memory: 0}}}')).memory)).toEqual(['1g', '1g']);
  });

  it('restart by the policy of deploy before restart', async () => {
    expect(shown((await container('restart: always')).restart)).toEqual(['always', 'always']);
    const policy = 'deploy: {restart_policy: {condition: on-failure, max_attempts: 3}}';
    expect(shown((await container(`restart: always\n${policy}`)).restart)).toEqual(['on-failure:3', '3']);
    expect(shown((await container('deploy: {restart_policy: {condition: any}}')).restart)).toEqual(['always', 'any']);
    expect(shown((await container('restart: always\ndeploy: {restart_policy: {delay: 5s}}')).restart)).toEqual([
      'no',
      '{delay: 5s}',
    ]);
  });
});

describe('files of the host that come as secrets or configs', () => {
  const over =
    '---\nsecrets:\n  engine: {file: /run/../run/docker.sock}\n  own: {file: ./own.txt}\nconfigs:\n  hosts: {file: /etc/hosts}\n';

  it('are read-only mounts, and the project’s own files are none', async () => {
    const { mounts } = await container('secrets: [engine, own]\nconfigs: [{source: hosts, target: /h}]', over);
    expect(values(mounts).map(({ type, source, target, readOnly }) => [type, source, target, readOnly])).toEqual([
      ['bind', '/run/docker.sock', 'engine', true],
      ['bind', '/etc/hosts', '/h', true],
    ]);
    expect(places(mounts)[0]).toBe('engine');
  });
});

describe('where limits belong', () => {
  it.each([
    ['mem_limit: 1g', 'web'],
    ['deploy:', 'web'],
    ['deploy: {replicas: 2}', 'deploy'],
    ['deploy: {resources: {reservations: {cpus: 1}}}', 'resources'],
    ['deploy: {resources: {limits: {cpus: 1}}}', 'limits'],
  ])('%j: the key %j', async (line, key) => {
    expect(textOf((await container(line)).limitsAt)).toBe(key);
  });
});

describe('the rest', () => {
  it('lowers sysctls, devices, tmpfs, labels and security options', async () => {
    const settings = await container(
      'sysctls: {net.a: 1, net.b: "2"}\ndevices: [/dev/a, "/dev/b:/dev/c:rw", {source: /dev/d, target: /dev/e}]\ntmpfs: /tmp:size=1m\nlabels: [a=b, c]\nsecurity_opt: ["no-new-privileges:true", seccomp=unconfined]',
    );
    expect(values(settings.sysctls)).toEqual(['net.a=1', 'net.b=2']);
    expect(places(settings.sysctls)).toEqual(['net.a: 1', 'net.b: "2"']);
    expect(values(settings.devices)).toEqual(['/dev/a', '/dev/b:/dev/c:rw', '/dev/d:/dev/e']);
    expect(values(settings.tmpfs)).toEqual(['/tmp:size=1m']);
    expect(values(settings.labels)).toEqual([
      { name: 'a', source: 'literal', value: 'b' },
      { name: 'c', source: 'empty', value: '' },
    ]);
    expect(values(settings.securityOptions)).toEqual(['no-new-privileges:true', 'seccomp=unconfined']);
  });

  it.each([
    ['command: run "a b" \'c d\' e\\ f', ['run', 'a b', 'c d', 'e f']],
    ['command: [run, "a b", 5]', ['run', 'a b', '5']],
    ['command: echo "" x; rm', ['echo', '', 'x']],
    ['command: sh -c "a && b | c"', ['sh', '-c', 'a && b | c']],
    ['command: ""', []],
  ])('splits %j', async (line, words) => {
    expect(values((await container(line)).command)).toEqual(words);
  });

  it('does not know a command with an open quote or a missing variable', async () => {
    expect((await container('command: "a \'b"')).command.unknown.map(({ why }) => why)).toEqual(['a quote is left open']);
    expect((await container('command: a $B')).command.unknown.map(({ why }) => why)).toEqual([
      'the variable B has no value here',
    ]);
  });

  it.each([
    ['healthcheck: {test: [CMD, a]}', [true, '[CMD, a]']],
    ['healthcheck: {test: curl x}', [true, 'curl x']],
    ['healthcheck: {test: [NONE]}', [false, '[NONE]']],
    ['healthcheck: {test: NONE}', [false, 'NONE']],
    ['healthcheck: {disable: yes, test: [CMD, a]}', [false, 'yes']],
    ['healthcheck: {disable: false, test: [CMD, a]}', [true, '[CMD, a]']],
    ['healthcheck: {interval: 5s}', 'unset'],
    ['healthcheck: {test: []}', 'unset'],
    ['healthcheck: {disable: "${D}"}', 'the variable D has no value here'],
  ])('reads %j', async (line, setting) => {
    expect(shown((await container(line)).healthCheck)).toEqual(setting);
  });
});

describe('what rules about operation and builds ask for', () => {
  it('reads names, networks, logging and the commands besides the main one', async () => {
    const settings = await container(
      'image: a:1\ncontainer_name: web-1\nnetworks: {front: {aliases: [w]}, back: }\nlogging: {driver: none}\nentrypoint: [/run, -x]\nhealthcheck: {test: [CMD, curl, -f, x]}',
    );
    expect(shown(settings.containerName)).toEqual(['web-1', 'web-1']);
    expect(values(settings.networks)).toEqual(['front', 'back']);
    expect(places(settings.networks)).toEqual(['front', 'back']);
    expect(shown(settings.loggingDriver)).toEqual(['none', 'none']);
    expect(values(settings.entrypoint)).toEqual(['/run', '-x']);
    expect(values(settings.healthTest)).toEqual(['CMD', 'curl', '-f', 'x']);
    expect(values((await container('healthcheck: {test: "a | b -p c"}')).healthTest)).toEqual(['a | b -p c']);
    expect(values((await container('networks: [front]')).networks)).toEqual(['front']);
  });

  it('reads ulimits and reservations', async () => {
    const settings = await container('ulimits: {nproc: 5, nofile: {soft: 1, hard: -1}, core: "${C}"}\nmem_reservation: 64m');
    expect(values(settings.ulimits)).toEqual(['nproc=5', 'nofile=1:-1']);
    expect(settings.ulimits.unknown.map(({ why }) => why)).toEqual(['the variable C has no value here']);
    expect(shown(settings.memoryReservation)).toEqual(['64m', '64m']);
    const deployed = await container('deploy: {resources: {reservations: {memory: 1G}}}\nmem_reservation: 64m');
    expect(shown(deployed.memoryReservation)).toEqual(['1G', '1G']);
  });

  it('reads the arguments and secrets of a build', async () => {
    const settings = await container(
      'build: {context: ., args: {A: "1", B: "${B}"}, secrets: [one, {source: two, target: npm}]}',
    );
    expect(values(settings.buildArguments).map(({ name, source }) => `${name} ${source}`)).toEqual(['A literal', 'B outside']);
    expect(values(settings.buildSecrets)).toEqual(['one', 'npm']);
  });

  it('keeps CAP_ALL, which is no capability, apart from ALL', async () => {
    const settings = await container('cap_add: [cap_all, all]');
    expect(values(settings.capAdd)).toEqual(['CAP_ALL', 'ALL']);
  });
});

describe('mounts whose source is not where it seems', () => {
  it('takes $HOME for the home of whoever starts the project', async () => {
    const settings = await container('volumes: ["$HOME/.ssh:/s:ro", "${HOME}:/h", "${HOMES}/x:/x"]');
    expect(values(settings.mounts).map(({ type, source, readOnly }) => [type, source, readOnly])).toEqual([
      ['bind', '~/.ssh', true],
      ['bind', '~', false],
    ]);
    expect(settings.mounts.unknown.length).toBe(1);
  });

  it('keeps what is known of a mount whose source is not', async () => {
    const settings = await container(
      'volumes: [{type: bind, source: "$D", target: /t, read_only: true, bind: {propagation: slave}}]',
    );
    const [mount] = values(settings.mounts);
    expect(mount).toMatchObject({
      target: '/t',
      readOnly: true,
      propagation: 'slave',
      hidden: 'the variable D has no value here',
    });
    expect(mount?.source).toBeUndefined();
  });

  it('takes a device of another driver for no folder of the host', async () => {
    const volumes = 'volumes: {vol: {driver: x/ebs, driver_opts: {type: none, o: bind, device: /etc}}}';
    const settings = await container('volumes: ["vol:/v"]', volumes);
    expect(values(settings.mounts).map(({ type, source }) => [type, source])).toEqual([['volume', 'vol']]);
  });

  it('takes a path for a bind mount where the long form names no type', async () => {
    const settings = await container('volumes: [{source: /etc, target: /x}, {source: data, target: /y}]');
    expect(values(settings.mounts).map(({ type }) => type)).toEqual(['bind', 'volume']);
  });
});
