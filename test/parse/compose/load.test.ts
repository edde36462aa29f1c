import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadProject } from '../../../src/parse/compose/load.ts';
import { locate, textOf } from '../../../src/parse/lines.ts';
import type { ReadResult } from '../../../src/ports.ts';
import { messages, plain, project, reader, settingsOf } from './plain.ts';

const web = (...lines: readonly string[]): string => `services:\n  web:\n${lines.map((line) => `    ${line}\n`).join('')}`;

async function merged(base: readonly string[], over: readonly string[]): Promise<unknown> {
  const loaded = await project({ 'compose.yaml': web(...base), 'compose.over.yaml': web(...over) });
  expect(messages(loaded)).toEqual([]);
  return settingsOf(loaded, 'web');
}

describe('merging files', () => {
  it('replaces texts and commands, appends lists, merges maps', async () => {
    const base = ['image: a:1', 'command: [run, slowly]', 'security_opt: [a, b]', 'deploy: {mode: global, labels: {a: 1}}'];
    const over = ['image: a:2', 'command: [stop]', 'security_opt: [b, c]', 'deploy: {replicas: 2}'];
    expect(await merged(base, over)).toEqual({
      image: 'a:2',
      command: ['stop'],
      security_opt: ['a', 'b', 'c'],
      deploy: { mode: 'global', labels: { a: 1 }, replicas: 2 },
    });
  });

  it('merges variables by name, whatever the spelling', async () => {
    expect(await merged(['environment: {A: 1, B: 2}'], ['environment: {B: 3}'])).toEqual({ environment: { A: 1, B: 3 } });
    expect(await merged(['environment: [A=1, B=2]'], ['environment: [B=3, C]'])).toEqual({ environment: ['A=1', 'B=3', 'C'] });
    expect(await merged(['environment: {B: 2, A: 1}'], ['environment: [B=3]'])).toEqual({ environment: ['A=1', 'B=3'] });
    expect(await merged(['environment: [A=1]'], ['environment: {A: null}'])).toEqual({ environment: ['A'] });
  });

  it('keeps one port per address and number, and one mount per target', async () => {
    const ports = await merged(['ports: ["80:80", "127.0.0.1:81:81"]'], ['ports: [{target: 80, published: 80}, "81:81"]']);
    expect(ports).toEqual({ ports: [{ target: 80, published: 80 }, '127.0.0.1:81:81', '81:81'] });
    const volumes = await merged(['volumes: ["./a:/x", "b:/y"]'], ['volumes: [{type: tmpfs, target: /x}]']);
    expect(volumes).toEqual({ volumes: [{ type: 'tmpfs', target: '/x' }, 'b:/y'] });
  });

  it('takes short and long forms of builds, networks and dependencies together', async () => {
    expect(await merged(['build: ./a'], ['build: {target: prod}'])).toEqual({ build: { context: './a', target: 'prod' } });
    expect(await merged(['networks: [a]'], ['networks: {b: {priority: 1}}'])).toEqual({
      networks: { a: null, b: { priority: 1 } },
    });
  });

  it('merges the options of a log driver only for the same driver', async () => {
    const base = ['logging: {driver: json-file, options: {max-size: 1m}}'];
    expect(await merged(base, ['logging: {options: {max-file: 3}}'])).toEqual({
      logging: { driver: 'json-file', options: { 'max-size': '1m', 'max-file': 3 } },
    });
    expect(await merged(base, ['logging: {driver: none}'])).toEqual({ logging: { driver: 'none' } });
  });

  it('leaves what an empty override names, and drops what is reset or overridden', async () => {
    expect(await merged(['ports: ["80:80"]'], ['ports:'])).toEqual({ ports: ['80:80'] });
    expect(await merged(['ports: ["80:80"]', 'user: a'], ['ports: !reset []', 'user: !reset null'])).toEqual({});
    expect(await merged(['ports: ["80:80"]'], ['ports: !override ["81:81"]'])).toEqual({ ports: ['81:81'] });
    expect(await merged(['environment: {A: 1, B: 2}'], ['environment: {A: !reset null}'])).toEqual({ environment: { B: 2 } });
    expect(await merged(['build: {context: ., args: {A: 1}}'], ['build: !override {context: b}'])).toEqual({
      build: { context: 'b' },
    });
  });

  it('puts the value of a merge key where the own one is reset', async () => {
    const over = `x-a: &a {user: merged}\n${web('<<: *a', 'user: !reset own')}`;
    const loaded = await project({ 'compose.yaml': web('user: base'), 'compose.over.yaml': over });
    expect(settingsOf(loaded, 'web')).toEqual({ user: 'merged' });
  });

  it('drops what a single file resets', async () => {
    expect(settingsOf(await project({ 'compose.yaml': web('image: a', 'user: !reset root') }), 'web')).toEqual({ image: 'a' });
  });

  it('merges the documents of one file like files', async () => {
    const loaded = await project({
      'compose.yaml': `${web('image: a', 'cap_add: [A]')}---\n${web('privileged: true', 'cap_add: [B]')}`,
    });
    expect(settingsOf(loaded, 'web')).toEqual({ image: 'a', privileged: true, cap_add: ['A', 'B'] });
  });

  it('refuses to lay a list on a map, and lets the later value stand', async () => {
    const loaded = await project({ 'compose.yaml': web('deploy: {mode: global}'), 'compose.over.yaml': web('deploy: [1]') });
    expect(messages(loaded)).toEqual(['services.web.deploy is of another kind than in the file it is laid on']);
    expect(settingsOf(loaded, 'web')).toEqual({ deploy: [1] });
  });

  it('places a service in the file that declares it first and each value where it is written', async () => {
    const loaded = await project({
      'compose.yaml': web('image: a', 'user: b'),
      'compose.over.yaml': `x-a: 1\n${web('image: c')}`,
    });
    const [service] = loaded.services;
    expect(service && locate(service.at)).toMatchObject({
      path: 'compose.yaml',
      startLine: 2,
      startColumn: 3,
      endColumn: 6,
    });
    const at = (key: string): unknown => service?.settings.entries.get(key)?.value.at.file.path;
    expect([at('image'), at('user')]).toEqual(['compose.over.yaml', 'compose.yaml']);
    expect(loaded.files.map(({ path }) => path)).toEqual(['compose.yaml', 'compose.over.yaml']);
  });
});

describe('extends', () => {
  it('takes no mount of the same file twice, and settles one target behind it', async () => {
    const base = 'image: x, volumes: ["./a:/t", "./c:/t", "./d:/d"]';
    const within = await project({ 'compose.yaml': `services:\n  b: {${base}}\n  a: {extends: b, volumes: ["./a:/t"]}\n` });
    expect(settingsOf(within, 'a')).toMatchObject({ volumes: ['./c:/t', './d:/d'] });
    const beside = await project({
      'compose.yaml': 'services:\n  a: {extends: {file: base.yaml, service: b}, volumes: ["./a:/t"]}\n',
      'base.yaml': `services:\n  b: {${base}}\n`,
    });
    expect(settingsOf(beside, 'a')).toMatchObject({ volumes: ['./a:/t', './d:/d'] });
  });

  it('takes a service of the same file, through several steps, and appends its lists', async () => {
    const text =
      'services:\n  a: {image: x, cap_add: [A]}\n  b: {extends: a, cap_add: [B]}\n  c: {extends: {service: b}, user: c}\n';
    const loaded = await project({ 'compose.yaml': text });
    expect(settingsOf(loaded, 'c')).toEqual({ image: 'x', cap_add: ['A', 'B'], user: 'c' });
    expect(settingsOf(loaded, 'a')).toEqual({ image: 'x', cap_add: ['A'] });
  });

  it('counts the paths of another file from its own folder', async () => {
    const base =
      'services:\n  base:\n    build: .\n    env_file: [a.env, {path: ../b.env}]\n    volumes: ["./data:/d", "named:/n", "/abs:/a", {type: bind, source: x, target: /x}]\n';
    const loaded = await project({
      'compose.yaml': web('extends: {file: lib/base.yaml, service: mid}'),
      'lib/base.yaml': 'services:\n  mid: {extends: {file: deep/base.yaml, service: base}, user: m}\n',
      'lib/deep/base.yaml': base,
    });
    expect(messages(loaded)).toEqual([]);
    expect(settingsOf(loaded, 'web')).toEqual({
      build: './lib/deep',
      env_file: ['./lib/deep/a.env', { path: './lib/b.env' }],
      volumes: ['./lib/deep/data:/d', 'named:/n', '/abs:/a', { type: 'bind', source: './lib/deep/x', target: '/x' }],
      user: 'm',
    });
  });

  it('obeys reset and override against the base and against earlier files', async () => {
    const text =
      'services:\n  a: {image: x, user: a, ports: ["1:1"]}\n  web: {extends: a, user: !reset null, ports: !override ["2:2"]}\n';
    const loaded = await project({ 'compose.yaml': web('user: base', 'ports: ["3:3"]', 'tty: true'), 'compose.over.yaml': text });
    expect(settingsOf(loaded, 'web')).toEqual({ image: 'x', ports: ['2:2'], tty: true });
    expect(settingsOf(loaded, 'a')).toEqual({ image: 'x', user: 'a', ports: ['1:1'] });
  });

  it('has nothing of a base that the base itself resets', async () => {
    const text = 'services:\n  a: {user: a}\n  b: {extends: a, image: x, user: !reset null}\n  c: {extends: b}\n';
    expect(settingsOf(await project({ 'compose.yaml': text }), 'c')).toEqual({ image: 'x' });
  });

  it.each([
    ['a: {extends: a}', 'the service a extends itself through a'],
    ['a: {extends: b}\n  b: {extends: a}', 'the service b extends itself through a'],
    ['a: {extends: none}', 'the service a extends none, which compose.yaml does not have'],
    ['a: {extends: {file: none.yaml, service: b}}', 'none.yaml is not there'],
    ['a: {extends: {file: ../../x.yaml, service: b}}', '../../x.yaml is outside of what is scanned'],
    ['a: {extends: {file: "${F}", service: b}}', 'the file that a service extends is not known'],
    ['a: {extends: {file: compose.yaml}}', 'the service a extends one without a name'],
  ])('is a problem in %j, and the service keeps its own settings', async (lines, message) => {
    const loaded = await project({ 'compose.yaml': `services:\n  ${lines}\n  own: {image: x}\n` });
    expect(messages(loaded)).toContain(message);
    expect(settingsOf(loaded, 'own')).toEqual({ image: 'x' });
    expect(settingsOf(loaded, 'a')).toEqual({});
  });
});

describe('include', () => {
  it('adds the resources of other projects, their paths counted from here', async () => {
    const loaded = await project({
      'compose.yaml': 'include: [sub/compose.yaml]\nservices: {web: {image: x, depends_on: [db]}}\n',
      'sub/compose.yaml': 'services: {db: {build: ./db, volumes: ["./d:/d"]}}\nvolumes: {v: {}}\nsecrets: {s: {file: ./s.txt}}\n',
    });
    expect(messages(loaded)).toEqual([]);
    expect(plain(loaded.document)).toEqual({
      services: { web: { image: 'x', depends_on: ['db'] }, db: { build: './sub/db', volumes: ['./sub/d:/d'] } },
      volumes: { v: {} },
      secrets: { s: { file: './sub/s.txt' } },
    });
  });

  it('reads the long form: several files, a folder of its own and env files', async () => {
    const loaded = await project({
      'compose.yaml': 'include:\n  - path: [sub/a.yaml, sub/b.yaml]\n    project_directory: other\n    env_file: sub/x.env\n',
      'sub/a.yaml': 'services: {db: {build: ., image: "db:${TAG}"}}\n',
      'sub/b.yaml': 'services: {db: {user: b}}\n',
      'sub/x.env': 'TAG=7\n',
      'sub/.env': 'TAG=8\n',
    });
    expect(messages(loaded)).toEqual([]);
    expect(settingsOf(loaded, 'db')).toEqual({ build: './other', image: 'db:7', user: 'b' });
  });

  it('uses the env file of the included folder, unless the outside knows better', async () => {
    const texts = {
      'compose.yaml': 'include: [sub/a.yaml]\n',
      'sub/a.yaml': 'services: {db: {image: "db:${TAG}-${OTHER}"}}\n',
      'sub/.env': 'TAG=8\nOTHER=9\n',
      '.env': 'OTHER=1\n',
    };
    expect(settingsOf(await project(texts), 'db')).toEqual({ image: 'db:8-1' });
    expect(settingsOf(await project(texts, { TAG: 'out' }), 'db')).toEqual({ image: 'db:out-1' });
  });

  it('lays own settings on included ones of the same name', async () => {
    const loaded = await project({
      'compose.yaml': 'include: [a.yaml]\nservices: {web: {user: me}}\n',
      'a.yaml': 'services: {web: {image: x, user: you}}\n',
    });
    expect(settingsOf(loaded, 'web')).toEqual({ image: 'x', user: 'me' });
  });

  it('can be extended from', async () => {
    const loaded = await project({
      'compose.yaml': 'include: [a.yaml]\nservices: {web: {extends: base, user: me}}\n',
      'a.yaml': 'services: {base: {image: x}}\n',
    });
    expect(settingsOf(loaded, 'web')).toEqual({ image: 'x', user: 'me' });
  });

  it.each([
    ['include: compose.yaml', 'include has to be a list'],
    ['include: [compose.yaml]', 'compose.yaml includes itself'],
    ['include: [b.yaml]', 'compose.yaml includes itself'],
    ['include: [none.yaml]', 'none.yaml is not there'],
    ['include: [{project_directory: x}]', 'this include names no file'],
    ['include: [{path: a.yaml, env_file: none.env}]', 'none.env is not there'],
    ['include: ["oci://example.org/stack:1"]', 'oci://example.org/stack:1 is outside of what is scanned'],
    ['include: ["${WHERE}/a.yaml"]', 'what is included is not known'],
  ])('is a problem in %j, and the file’s own services are read', async (include, message) => {
    const loaded = await project({
      'compose.yaml': `${include}\n${web('image: x')}`,
      'a.yaml': 'services: {a: {image: x}}\n',
      'b.yaml': 'include: [compose.yaml]\n',
    });
    expect(messages(loaded)).toContain(message);
    expect(settingsOf(loaded, 'web')).toEqual({ image: 'x' });
  });
});

describe('variables', () => {
  const texts = {
    'app/compose.yaml': web('image: "a:${TAG}"', 'user: "${UID:-5}"', 'hostname: $COMPOSE_PROJECT_NAME'),
    'app/.env': 'TAG=1\n',
  };

  it('come from the env file beside the first file, and from the environment first', async () => {
    const load = (environment: Readonly<Record<string, string>>): Promise<unknown> =>
      loadProject(['app/compose.yaml'], reader(texts), { environment }).then((loaded) => settingsOf(loaded, 'web'));
    expect(await load({})).toEqual({ image: 'a:1', user: '5', hostname: 'app' });
    expect(await load({ TAG: '2', UID: '6' })).toEqual({ image: 'a:2', user: '6', hostname: 'app' });
  });

  it('leave the value unknown where nobody gives them one, and that is no problem', async () => {
    const loaded = await project({ 'compose.yaml': web('image: "a:${TAG:?set it}"') });
    expect(messages(loaded)).toEqual([]);
    expect(loaded.services[0]?.settings.entries.get('image')?.value).toMatchObject({
      value: 'a:',
      written: 'a:${TAG:?set it}',
      unknown: 'the variable TAG has no value here',
      variables: [{ name: 'TAG', operator: ':?', resolved: false }],
    });
  });

  it('are unknown, and take no default, where the env file hangs them on others', async () => {
    const texts = {
      'compose.yaml': web('image: "${TAG:-a}"', 'user: "${TAG:+b}"', 'hostname: ${OTHER-c}'),
      '.env': 'TAG=v$NONE\n',
    };
    const [service] = (await project(texts)).services;
    const unknown = (key: string): unknown => {
      const value = service?.settings.entries.get(key)?.value;
      return value?.kind === 'scalar' ? [value.unknown, value.value] : undefined;
    };
    expect(['image', 'user', 'hostname'].map(unknown)).toEqual([
      ['the variable TAG has no value here', ''],
      ['the variable TAG has no value here', ''],
      [undefined, 'c'],
    ]);
  });

  it('take the project name from the files before the folder', async () => {
    const text = `name: "\${PRE:-my}-app"\n${web('image: x', 'hostname: $COMPOSE_PROJECT_NAME')}`;
    expect(settingsOf(await project({ 'compose.yaml': text }), 'web')).toEqual({ image: 'x', hostname: 'my-app' });
  });
});

it('a build without a context has the folder of its own project, included or not', async () => {
  const build = 'services:\n  IN:\n    build: { dockerfile: D }\n';
  const loaded = await project({
    'compose.yaml': `include: [sub/compose.yaml]\n${build.replace('IN', 'own')}`,
    'sub/compose.yaml': build.replace('IN', 'inner'),
  });
  expect(settingsOf(loaded, 'inner')).toEqual({ build: { dockerfile: 'D', context: './sub' } });
  expect(settingsOf(loaded, 'own')).toEqual({ build: { dockerfile: 'D' } });
});

describe('what is wrong with a project', () => {
  it.each([
    ['services: [a]', 'services has to be a map', '[a]'],
    ['services: {web: nginx}', 'the service web has to be a map', 'web'],
    ['- a', 'a Compose file is a map at its top', '- a'],
    ['web: {image: nginx, scale: 2}', 'web stands outside of services, as in the first format of Compose', 'web'],
    ['services: {a: {depends_on: [b]}}', 'the service a needs b, which this project does not have', 'b'],
    ['services: {a: {depends_on: {b: {condition: x}}}}', 'the service a needs b, which this project does not have', 'b'],
    ['services: {a: {network_mode: "service:b"}}', 'the service a needs b, which this project does not have', '"service:b"'],
  ])('is told for %j', async (text, message, at) => {
    const { problems } = await project({ 'compose.yaml': text });
    expect(problems.map((problem) => [problem.message, textOf(problem.at)])).toEqual([[message, at]]);
  });

  it.each([
    'services: {a: {depends_on: {b: {required: false}}}}',
    'services: {a: {volumes_from: ["container:b"]}}',
    'x-a: {image: b}',
    '',
  ])('is nothing for %j', async (text) => {
    expect(messages(await project({ 'compose.yaml': text }))).toEqual([]);
  });

  it('is text that is no UTF-8, and the rest is read', async () => {
    const text = 'services:\n  web: { image: a, hostname: "\uFFFD" }\n';
    const read = (path: string): Promise<ReadResult> =>
      Promise.resolve(
        path === 'compose.yaml' ? { ok: true, text, malformed: true } : { ok: false, reason: 'missing', detail: '' },
      );
    const loaded = await loadProject(['compose.yaml'], read, { environment: {} });
    expect(loaded.problems.map(({ message, at }) => [message, locate(at).startLine])).toEqual([
      ['this is not UTF-8, and Compose reads nothing else', 2],
    ]);
    expect(loaded.services).toHaveLength(1);
  });

  it('tells unreadable from missing files', async () => {
    const read = (path: string): Promise<{ ok: false; reason: 'denied' | 'missing'; detail: string }> =>
      Promise.resolve({ ok: false, reason: path === 'a.yaml' ? 'denied' : 'missing', detail: 'no right to read it' });
    const { problems, services } = await loadProject(['a.yaml', 'b.yaml'], read, { environment: {} });
    expect(services).toEqual([]);
    expect(problems.map(({ kind, message, at }) => [kind, message, at.file.path])).toEqual([
      ['unreadable', 'a.yaml cannot be read: no right to read it', 'a.yaml'],
      ['unresolved', 'b.yaml is not there', 'b.yaml'],
    ]);
  });

  it('never makes it throw', async () => {
    const line = fc.constantFrom(
      'services:',
      '  a:',
      '  b: !reset',
      '    extends: a',
      '    extends: {file: compose.yaml, service: b}',
      'include: [compose.yaml, x.yaml]',
      '    environment: [A=1]',
      '    environment: {A: 1}',
      '    build: .',
      '    ports: [1, {target: 2}]',
      '    volumes: ["./a:/b"]',
      '---',
      '  a: &a {<<: *a}',
      '    networks: [x]',
      '    deploy: 5',
      '    ulimits: {a: {soft: 1}}',
      'networks: {a: {ipam: {config: [1]}}}',
    );
    const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'));
    await fc.assert(
      fc.asyncProperty(text, text, async (first, second) => {
        const loaded = await project({ 'compose.yaml': first, 'compose.over.yaml': second });
        expect(loaded.files.length).toBe(2);
      }),
      { numRuns: 300 },
    );
  });
});
