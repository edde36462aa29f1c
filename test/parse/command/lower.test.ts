import { describe, expect, test } from 'vitest';
import type { Entries } from '../../../src/model/setting.ts';
import { textOf } from '../../../src/parse/lines.ts';
import { container, short } from './source.ts';

function items<T>({ items }: Entries<T>): readonly T[] {
  return items.map(({ value }) => value);
}

function whys<T>({ unknown }: Entries<T>): readonly string[] {
  return unknown.map(({ why, at }) => `${why} @ ${textOf(at)}`);
}

describe('settings with one value', () => {
  test.each([
    ['-u root', 'user', 'root @ root'],
    ['--user=1000:1000', 'user', '1000:1000 @ 1000:1000'],
    ['-u 1 -u 2', 'user', '2 @ 2'],
    ['--privileged', 'privileged', 'true @ --privileged'],
    ['--privileged=false', 'privileged', 'false @ --privileged=false'],
    ['--read-only', 'readOnly', 'true @ --read-only'],
    ['--network host', 'networkMode', 'host @ host'],
    ['--net=host', 'networkMode', 'host @ host'],
    ['--network name=a,alias=b', 'networkMode', 'a @ name=a,alias=b'],
    ['--pid=host', 'pidMode', 'host @ host'],
    ['--ipc host', 'ipcMode', 'host @ host'],
    ['--uts host', 'utsMode', 'host @ host'],
    ['--userns=host', 'usernsMode', 'host @ host'],
    ['--cgroupns host', 'cgroupMode', 'host @ host'],
    ['--cgroup-parent /x', 'cgroupParent', '/x @ /x'],
    ['-m 1g', 'memory', '1g @ 1g'],
    ['--cpus=1.5', 'cpus', '1.5 @ 1.5'],
    ['--cpu-quota 50000', 'cpus', '0.5 @ 50000'],
    ['--cpu-period 50000 --cpu-quota=10000', 'cpus', '0.2 @ 10000'],
    ['--cpu-quota -1', 'cpus', '0 @ -1'],
    ['--cpu-quota 5000 --cpu-period $P', 'cpus', '? depends on $P'],
    ['--pids-limit 100', 'pidsLimit', '100 @ 100'],
    ['--restart=always', 'restart', 'always @ always'],
    ['--health-cmd "curl x"', 'healthCheck', 'true @ "curl x"'],
    ['--no-healthcheck', 'healthCheck', 'false @ --no-healthcheck'],
    ['--use-api-socket', 'usesApiSocket', 'true @ --use-api-socket'],
    ['--name web', 'containerName', 'web @ web'],
    ['--log-driver=none', 'loggingDriver', 'none @ none'],
    ['--memory-reservation 64m', 'memoryReservation', '64m @ 64m'],
    ['-u $X', 'user', '? depends on $X'],
    ['-u "$(id -u):$(id -g)"', 'user', '? depends on the output of a command and the output of a command'],
    ['--privileged=$P', 'privileged', '? depends on $P'],
    ['-u ${U:-hunter2}', 'user', '? depends on ${U}'],
  ] as const)('%s', (words, name, expected) => {
    const settings = container(`${words} alpine`);
    expect(short(settings[name])).toBe(expected);
    expect(short(settings.image)).toBe('alpine @ alpine');
  });

  test('nothing given is unset', () => {
    const settings = container('alpine');
    const { user, privileged, memory, healthCheck, networkMode } = settings;
    expect([user, privileged, memory, healthCheck, networkMode].map(short)).toEqual([
      'unset',
      'unset',
      'unset',
      'unset',
      'unset',
    ]);
    expect(settings.capAdd).toEqual({ items: [], unknown: [] });
  });

  test('it is named by --name or else its image, and stands from the program to the image', () => {
    expect(container('--name web nginx:1 x').name).toBe('web');
    expect(container('nginx:1 x').name).toBe('nginx:1');
    expect(textOf(container('--rm nginx:1 x').at)).toBe('docker run --rm nginx:1');
    expect(container('nginx:1').kind).toBe('command');
  });
});

describe('lists', () => {
  test('capabilities, security options and the like keep their order and places', () => {
    const settings = container(
      '--cap-add SYS_ADMIN --cap-add=NET_ADMIN --cap-drop ALL --security-opt no-new-privileges --security-opt=seccomp=unconfined --sysctl a=1 --device /dev/kvm --tmpfs /run:rw alpine',
    );
    expect(items(settings.capAdd)).toEqual(['SYS_ADMIN', 'NET_ADMIN']);
    expect(settings.capAdd.items.map(({ at }) => textOf(at))).toEqual(['SYS_ADMIN', 'NET_ADMIN']);
    expect(items(settings.capDrop)).toEqual(['ALL']);
    expect(items(settings.securityOptions)).toEqual(['no-new-privileges', 'seccomp=unconfined']);
    expect(items(settings.sysctls)).toEqual(['a=1']);
    expect(items(settings.devices)).toEqual(['/dev/kvm']);
    expect(items(settings.tmpfs)).toEqual(['/run:rw']);
  });

  test('capabilities as they are compared', () => {
    const { capAdd, capDrop } = container('--cap-add cap_sys_admin,Net_Raw --cap-drop=all --cap-drop CAP_ALL alpine');
    expect(items(capAdd)).toEqual(['SYS_ADMIN', 'NET_RAW']);
    expect(items(capDrop)).toEqual(['ALL', 'CAP_ALL']);
  });

  test('paths of the host without detours', () => {
    const { mounts } = container('-v /run/../var//run/docker.sock/:/x --mount type=bind,src=//,dst=/y -v ./a/:/z alpine');
    expect(items(mounts).map(({ source }) => source)).toEqual(['/var/run/docker.sock', '/', './a/']);
  });

  test('mounts in both spellings', () => {
    const settings = container(
      '-v /var/run/docker.sock:/var/run/docker.sock:ro --mount type=bind,src=/,dst=/host --volumes-from db alpine',
    );
    expect(items(settings.mounts)).toEqual([
      { type: 'bind', source: '/var/run/docker.sock', target: '/var/run/docker.sock', readOnly: true, options: ['ro'] },
      { type: 'bind', source: '/', target: '/host', readOnly: false, options: [] },
    ]);
    expect(whys(settings.mounts)).toEqual(['it takes over the mounts of another container @ db']);
  });

  test('a mount with a known source is known, whatever else depends on a variable', () => {
    const settings = container(
      '-v "/var/run/docker.sock:$SOCK" -v $PWD:/app -v /srv/$X:/y --mount type=bind,src=/etc,dst=/e/$X,$RO alpine',
    );
    expect(items(settings.mounts)).toEqual([
      { type: 'bind', source: '/var/run/docker.sock', target: '$SOCK', readOnly: false, options: [] },
      { type: 'bind', source: '/etc', target: '/e/$X', readOnly: false, options: ['$RO'] },
    ]);
    expect(whys(settings.mounts)).toEqual(['depends on $PWD @ $PWD:/app', 'depends on $X @ /srv/$X:/y']);
  });

  test('ports are published, exposed, or not known', () => {
    const settings = container('-p 127.0.0.1:8080:80 -p 443 --expose 9000 -p $PORT:80 -P alpine');
    expect(items(settings.ports)).toEqual([
      { container: [80, 80], host: [8080, 8080], hostIp: '127.0.0.1', protocol: 'tcp', published: true },
      { container: [443, 443], protocol: 'tcp', published: true },
      { container: [9000, 9000], protocol: 'tcp', published: false },
    ]);
    expect(whys(settings.ports)).toEqual(['depends on $PORT @ $PORT:80', 'every port the image exposes is published @ -P']);
  });

  test('environment entries say where their value comes from', () => {
    const settings = container('-e A=1 -e B= -e C -e D=$X -e "E=${X:-two}" -e F=a${X}b -e $G --env-file .env alpine');
    expect(items(settings.environment)).toEqual([
      { name: 'A', source: 'literal', value: '1' },
      { name: 'B', source: 'empty', value: '' },
      { name: 'C', source: 'inherited', value: '' },
      { name: 'D', source: 'outside', value: '' },
      { name: 'E', source: 'fallback', value: 'two' },
      { name: 'F', source: 'outside', value: '' },
    ]);
    expect(whys(settings.environment)).toEqual(['depends on $G @ $G', 'comes from the file .env @ .env']);
  });

  test('labels and the command', () => {
    const settings = container('-l a=1 --label b alpine sh -c "$X" y');
    expect(items(settings.labels)).toEqual([
      { name: 'a', source: 'literal', value: '1' },
      { name: 'b', source: 'empty', value: '' },
    ]);
    expect(items(settings.command)).toEqual(['sh', '-c', 'y']);
    expect(whys(settings.command)).toEqual(['depends on $X @ "$X"']);
  });
});

describe('what cannot be known', () => {
  test('a word that may stand for options makes what is not given unknown, and leaves what is', () => {
    const settings = container('$OPTS -u 1000 alpine');
    expect(short(settings.user)).toBe('1000 @ 1000');
    expect(short(settings.privileged)).toBe('? $OPTS may set it');
    expect(whys(settings.capDrop)).toEqual(['$OPTS may add to it @ $OPTS']);
    expect(short(settings.image)).toBe('alpine @ alpine');
  });

  test('an image behind an unknown option may be its value', () => {
    expect(short(container('--brand-new x alpine').image)).toBe('? the option brand-new is not known and may take a value');
    expect(short(container('--brand-new=x alpine sh').image)).toBe('alpine @ alpine');
    expect(short(container('--brand-new alpine').image)).toBe('alpine @ alpine');
  });

  test('an image may depend on a variable or be missing', () => {
    expect(short(container('"$IMAGE:1"').image)).toBe('? depends on $IMAGE');
    expect(short(container('--rm').image)).toBe('? the command names no image');
  });
});

test('networks, ulimits and the commands besides the main one', () => {
  const settings = container(
    '--network front --net=name=back,alias=b --network host --ulimit nofile=1:-1 --entrypoint /run --health-cmd "curl x" a:1',
  );
  expect(items(settings.networks)).toEqual(['front', 'back']);
  expect(items(settings.ulimits)).toEqual(['nofile=1:-1']);
  expect(items(settings.entrypoint)).toEqual(['/run']);
  expect(items(settings.healthTest)).toEqual(['curl x']);
});
