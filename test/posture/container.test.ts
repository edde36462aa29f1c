import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../src/adapters/memory.ts';
import { collect } from '../../src/collect/collect.ts';
import type { ImageConfig } from '../../src/model/image.ts';
import type { Posture, PostureKey } from '../../src/model/report.ts';
import { describeWorld } from '../../src/posture/describe-world.ts';
import { join, parse } from '../../src/posture/join.ts';

const bareConfig: ImageConfig = {
  env: [],
  exposedPorts: [],
  volumes: [],
  entrypoint: [],
  command: [],
  hasHealthCheck: false,
  labels: {},
  history: [],
  diffIds: [],
};

async function postures(
  texts: Readonly<Record<string, string>>,
  scanned: ReadonlyMap<string, ImageConfig> = new Map(),
): Promise<readonly Posture[]> {
  const files = memoryFiles(texts);
  const sources = await collect(['.'], files, 'strict');
  return [...describeWorld(join(await parse(sources, files), scanned))];
}

/** One value of the service `web`, with these lines below it. */
async function web(
  key: PostureKey,
  lines: string,
  more: Readonly<Record<string, string>> = {},
  scanned: ReadonlyMap<string, ImageConfig> = new Map(),
) {
  const indented = lines.replaceAll(/^/gm, '    ');
  const all = await postures({ 'compose.yaml': `services:\n  web:\n${indented}\n`, ...more }, scanned);
  return all.find(({ subject }) => subject === 'web')?.[key];
}

describe('the user', () => {
  test('is followed through the stages to the base image', async () => {
    const Dockerfile = 'FROM node:22-slim AS base\nRUN true\nFROM base AS final\nCMD ["node"]\n';
    expect(await web('user', 'build: .', { Dockerfile })).toEqual({
      value: 'root',
      state: 'known',
      trail: [
        'compose.yaml:2 sets no user',
        'Dockerfile:3 stage `final` has no USER',
        'Dockerfile:1 stage `base` has no USER',
        'Dockerfile:1 node:22-slim sets no user (table of 2026-08)',
      ],
    });
  });

  test('is what the image says where it was scanned, whatever the table says', async () => {
    const scanned = new Map([['node:22', { ...bareConfig, user: '1000:1000' }]]);
    expect(await web('user', 'image: node:22', {}, scanned)).toEqual({
      value: '1000:1000',
      state: 'known',
      trail: ['compose.yaml:2 sets no user', 'compose.yaml:3 node:22 sets user 1000:1000 (read from the image)'],
    });
  });

  test('is found through an image that the repository builds under that tag', async () => {
    const files = { 'build.sh': 'docker build -t acme/web:1 .\n', Dockerfile: 'FROM debian:12\nUSER app\n' };
    expect(await web('user', 'image: acme/web:1', files)).toMatchObject({
      value: 'app',
      trail: ['compose.yaml:2 sets no user', 'Dockerfile:2 USER app'],
    });
  });

  test('is left by an image for the program that it is for, and for no other', async () => {
    const value = async (Dockerfile: string) => (await web('user', 'build: .', { Dockerfile }))?.value;
    expect(await value('FROM postgres:17\n')).toBe('root, left by gosu');
    expect(await value('FROM postgres:17\nENTRYPOINT ["/backup.sh"]\n')).toBe('root');
    expect(await value('FROM postgres:17\nUSER root\n')).toBe('root');
  });

  test('is unknown where nobody can tell, with the reason', async () => {
    expect(await web('user', 'image: acme/web:1')).toMatchObject({
      value: 'unknown',
      state: 'unknown',
      why: 'the user of image acme/web:1 is not known without scanning it',
    });
  });
});

describe('the groups', () => {
  test.for([
    ['user: "1000:2000"', { value: '2000', state: 'known' }],
    ['user: "0"', { value: 'root', state: 'known' }],
    ['user: "0"\ngroup_add: [docker, "999"]', { value: 'root, docker, 999', items: ['root', 'docker', '999'] }],
    ['user: app', { value: 'unknown', state: 'unknown', why: 'the image’s own list says which group app has' }],
    ['user: app\ngroup_add: [audio]', { value: 'audio, unknown', state: 'unknown', items: ['audio'] }],
  ] as const)('of %j are told', async ([lines, expected]) => {
    expect(await web('groups', `image: acme/web:1\n${lines}`)).toMatchObject(expected);
  });
});

describe('the capabilities', () => {
  test.for([
    ['user: root', 'default'],
    ['user: root\ncap_add: [SYS_PTRACE]\ncap_drop: [NET_RAW]', 'default but NET_RAW and SYS_PTRACE'],
    ['user: root\ncap_drop: [ALL]\ncap_add: [CHOWN]', 'CHOWN'],
    ['user: "1000"', 'none held, at most default'],
    ['user: "1000"\ncap_drop: [ALL]', 'none'],
    ['user: "1000"\nsecurity_opt: ["no-new-privileges:true"]', 'none'],
    ['user: "1000"\nprivileged: true', 'none held, at most all'],
  ] as const)('of %j are %j', async ([lines, expected]) => {
    expect((await web('capabilities', `image: acme/web:1\n${lines}`))?.value).toBe(expected);
  });
});

describe('where it can write', () => {
  test('is everywhere but what is mounted read-only', async () => {
    expect(await web('writable', 'image: postgres:17\nvolumes: ["./conf:/etc/app:ro", "data:/data"]')).toEqual({
      value: 'everything but /etc/app',
      state: 'unset',
      items: ['/', '/data', '/var/lib/postgresql/data'],
      trail: [
        'compose.yaml:4 /data is writable: volume',
        'compose.yaml:3 /var/lib/postgresql/data is writable: volume of the image',
      ],
    });
  });

  test('is mounts, scratch folders and the volumes of its stages where the root is read-only', async () => {
    const Dockerfile = 'FROM debian:12-slim\nARG WHERE=/cache\nVOLUME ["/state/", "$WHERE"]\n';
    const lines = 'build: .\nread_only: true\ntmpfs: ["/run:size=1m"]\nvolumes: ["here:/state"]';
    expect(await web('writable', lines, { Dockerfile })).toMatchObject({
      value: '/state, /run, /cache, /dev/shm',
      state: 'known',
    });
    expect(await web('readOnly', lines, { Dockerfile })).toMatchObject({ value: 'yes', items: ['/'] });
  });

  test('is unknown where the image may declare volumes', async () => {
    expect(await web('writable', 'image: acme/web:1\nread_only: true')).toMatchObject({
      value: '/dev/shm, unknown',
      state: 'unknown',
      why: 'which volumes the image declares is not known without scanning it',
    });
  });
});

describe('the health check', () => {
  test.for([
    ['image: debian:12\nhealthcheck: { test: [CMD, "true"] }', { value: 'yes', state: 'known' }],
    ['image: debian:12\nhealthcheck: { disable: true }', { value: 'switched off', state: 'known' }],
    ['image: debian:12', { value: 'none', state: 'unset' }],
    ['image: kong:3', { value: 'yes', state: 'known' }],
    ['image: acme/web:1', { value: 'unknown', state: 'unknown' }],
  ] as const)('of %j is told', async ([lines, expected]) => {
    expect(await web('healthCheck', lines)).toMatchObject(expected);
  });

  test('comes from a stage below', async () => {
    const Dockerfile = 'FROM debian:12 AS base\nHEALTHCHECK CMD true\nFROM base\nCMD ["app"]\n';
    expect(await web('healthCheck', 'build: .', { Dockerfile })).toEqual({
      value: 'yes',
      state: 'known',
      trail: ['compose.yaml:2 sets no health check', 'Dockerfile:2 HEALTHCHECK'],
    });
  });
});

describe('the limits', () => {
  test.for([
    ['mem_limit: 64m', { value: 'memory 64m', items: ['memory 64m', 'swap as much as memory'] }],
    ['mem_limit: 64m\nmemswap_limit: 64m', { items: ['memory 64m', 'memory and swap 64m'] }],
    ['mem_limit: 64m\nmemswap_limit: -1', { items: ['memory 64m', 'no limit of memory and swap'] }],
    ['memswap_limit: 64m', { value: 'none', state: 'unset' }],
    ['pids_limit: -1', { value: 'none', state: 'known', trail: ['compose.yaml:4 pids -1 is no limit'] }],
    ['cpus: ${CPUS}\npids_limit: 5', { value: 'pids 5, unknown', state: 'unknown' }],
    ['deploy: { resources: { limits: { cpus: "0.5", pids: 9 } } }', { value: 'cpus 0.5, pids 9', state: 'known' }],
  ] as const)('of %j are those that bind', async ([lines, expected]) => {
    expect(await web('limits', `image: acme/web:1\n${lines}`)).toMatchObject(expected);
  });
});

describe('what is around it', () => {
  test.for([
    ['ports: ["127.0.0.1:8080:80"]', { value: '127.0.0.1:8080→80/tcp', state: 'known' }],
    [
      'ports: ["0.0.0.0:53:53/udp"]',
      { value: '*:53→53/udp', trail: ['compose.yaml:4 publishes 53/udp on every address of the host'] },
    ],
    ['ports: ["[::1]:80:80"]', { value: '[::1]:80→80/tcp' }],
    ['ports: ["${PORT}:80"]', { state: 'unknown' }],
    ['network_mode: host\nports: ["80:80"]', { value: 'every port it listens on, in the host’s network' }],
    ['network_mode: none', { value: 'nothing', state: 'known' }],
    ['expose: ["80"]', { value: 'nothing', state: 'unset' }],
  ] as const)('publishes %j', async ([lines, expected]) => {
    expect(await web('published', `image: acme/web:1\n${lines}`)).toMatchObject(expected);
  });

  test.for([
    [
      'volumes: ["/var/run/docker.sock:/s"]',
      'engine’s socket',
      '/s: the engine’s socket, which is root on the host (/var/run/docker.sock), writable',
    ],
    ['volumes: ["/:/host:ro"]', 'disk of the host', '/host: the whole disk of the host (/), read-only'],
    ['volumes: ["/etc:/host/etc:ro"]', 'secrets of the host', '/host/etc: secrets of the host (/etc), read-only'],
    [
      'volumes: ["/proc:/host/proc:ro"]',
      'host’s processes and kernel',
      '/host/proc: the host’s processes and kernel (/proc), read-only',
    ],
    ['volumes: [".:/app"]', 'source tree', '/app: the whole source tree (.), writable'],
    ['volumes: ["./src:/app"]', 'part of the source tree', '/app: part of the source tree (./src), writable'],
    ['volumes: ["data:/data"]', 'volume data', '/data: the volume data, writable'],
    ['volumes: ["/data"]', 'a volume of its own', '/data: a volume of its own, writable'],
    ['tmpfs: /run', 'memory', '/run: memory'],
    ['use_api_socket: true', 'engine’s socket', 'the engine’s socket, which is root on the host'],
  ] as const)('mounts %j', async ([lines, value, item]) => {
    expect(await web('mounts', `image: acme/web:1\n${lines}`)).toMatchObject({ value, items: [item] });
  });

  test.for([
    ['devices: ["/dev/snd"]', { value: '/dev/snd (rwm)' }],
    ['devices: ["/dev/a:/dev/b:r"]', { value: '/dev/a (r)' }],
    ['device_cgroup_rules: ["c 189:* rmw"]', { value: 'whatever fits c 189:* rmw' }],
    ['privileged: true', { value: 'every device of the host', trail: ['compose.yaml:4 privileged'] }],
    ['deploy: { resources: { reservations: { devices: [{ capabilities: [gpu] }] } } }', { value: 'accelerators (gpu)' }],
    ['init: true', { value: 'none', state: 'unset' }],
  ] as const)('may use devices by %j', async ([lines, expected]) => {
    expect(await web('devices', `image: acme/web:1\n${lines}`)).toMatchObject(expected);
  });

  test.for([
    ['init: true', { value: 'own', state: 'unset' }],
    ['pid: host\nipc: host', { value: 'pid of the host, ipc of the host', state: 'known' }],
    ['pid: "service:db"', { value: 'pid of db', state: 'known' }],
    ['ipc: private', { value: 'own', state: 'known' }],
    ['uts: ${UTS}', { value: 'unknown', state: 'unknown' }],
  ] as const)('shares namespaces by %j', async ([lines, expected]) => {
    expect(await web('namespaces', `image: acme/web:1\n${lines}`)).toMatchObject(expected);
  });

  test('names the first of very many that are on its network', async () => {
    const text = `services:\n${Array.from({ length: 1_500 }, (_, at) => `  s${at}: { image: a }\n`).join('')}`;
    const all = await postures({ 'compose.yaml': text });
    expect(all).toHaveLength(1_500);
    const [first] = all.map(({ networks }) => networks.items?.join());
    expect(first).toMatch(/^default with s1, s2, .*, s20, 1479 more$/);
  });

  test('shares networks with those that are on them too', async () => {
    const all = await postures({
      'compose.yaml': `services:
  web: { image: "acme/web:1", networks: [front, back] }
  db: { image: "acme/db:1", networks: { back: {} } }
  job: { image: "acme/job:1" }
  side: { image: "acme/side:1", network_mode: "service:web" }
  lone: { image: "acme/lone:1", links: ["db:database"] }
networks:
  front: { external: true }
  back: { internal: true }
`,
    });
    expect(Object.fromEntries(all.map(({ subject, networks }) => [subject, networks.items]))).toEqual({
      web: ['front with others outside of the project', 'back (no way out) with db'],
      db: ['back (no way out) with web'],
      job: ['default with lone'],
      side: ['that of web'],
      lone: ['default with job', 'linked to db'],
    });
    expect(all.find(({ subject }) => subject === 'job')?.networks).toMatchObject({ state: 'unset', value: 'default with lone' });
  });

  test('shares the engine’s own network, or one that commands name', async () => {
    const all = await postures({
      'run.sh': 'docker run --name a x/a:1\ndocker run --name b x/b:1\ndocker run --name c --network n x/c:1\n',
    });
    expect(all.map(({ networks }) => networks.value)).toEqual([
      'bridge with b, whoever else is on it',
      'bridge with a, whoever else is on it',
      'n with whoever else is on it',
    ]);
  });
});

test('a service is there once where an override file adds but a neighbour', async () => {
  const all = await postures({
    'compose.yaml': 'services:\n  web: { image: "acme/web:1" }\n',
    'compose.override.yaml': 'services:\n  debug: { image: "acme/debug:1" }\n',
  });
  expect(all.map(({ subject, when, networks }) => [subject, when, networks.value])).toEqual([
    ['web', undefined, 'default with debug'],
    ['debug', undefined, 'default with web'],
  ]);
});
