import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../../src/adapters/memory.ts';
import { collect } from '../../../src/collect/collect.ts';
import { likenessOf } from '../../../src/parse/compose/first-format.ts';
import { loadProject } from '../../../src/parse/compose/load.ts';
import { textOf } from '../../../src/parse/lines.ts';
import { plain, reader } from './plain.ts';

async function servicesOf(files: Readonly<Record<string, string>>): Promise<unknown> {
  const project = await loadProject(['compose.yml'], reader(files), { environment: {} });
  expect(project.problems.map(({ message }) => message)).toEqual([]);
  return Object.fromEntries(project.services.map(({ name, settings }) => [name, plain(settings)]));
}

describe('a file of the first format', () => {
  test('says what a later one says', async () => {
    const text = `
web:
  build: ./web
  dockerfile: Dockerfile.prod
  net: container:db
  log_driver: syslog
  log_opt: { tag: web }
db:
  image: postgres:\${TAG:-16}
  net: host
  ports: ["5432:5432"]
x:
  image: a
  net: container:other
`;
    expect(await servicesOf({ 'compose.yml': text })).toEqual({
      web: {
        build: { context: './web', dockerfile: 'Dockerfile.prod' },
        network_mode: 'service:db',
        logging: { driver: 'syslog', options: { tag: 'web' } },
      },
      db: { image: 'postgres:16', network_mode: 'host', ports: ['5432:5432'] },
      x: { image: 'a', network_mode: 'container:other' },
    });
  });

  test('keeps its places, and extends services of another one', async () => {
    const files = {
      'compose.yml': 'web:\n  extends: { file: base.yml, service: app }\n  privileged: true\n',
      'base.yml': 'app:\n  image: a\n',
    };
    expect(await servicesOf(files)).toEqual({ web: { image: 'a', privileged: true } });
    const { services } = await loadProject(['compose.yml'], reader(files), { environment: {} });
    const privileged = services[0]?.settings.entries.get('privileged');
    expect(privileged === undefined ? '' : textOf(privileged.keyAt)).toBe('privileged');
  });
});

describe('what a text reads like', () => {
  test.each([
    ['web:\n  image: a\n  ports: ["80:80"]\n', 'first'],
    ['web:\n  image: a\n  restsart: always\n  ports: []\n  volumes: []\n', 'nearly'],
    ['services:\n  web:\n    dns: [1.1.1.1]\n', 'part'],
    ['build:\n  image: node\n  script: [npm ci]\n', undefined],
    ['image: node\nbuild:\n  image: a\n', undefined],
    ['services:\n  App\\Mailer:\n    arguments: [a]\n', undefined],
    ['services:\n  _defaults: { autowire: true }\n', undefined],
    ['apiVersion: v1\nspec:\n  image: a\n', undefined],
    ['command: docker compose pull\nshort: Pull images\n  image: x\n', undefined],
    ['a: &a [x]\n', undefined],
  ])('%j is %s', (text, kind) => {
    expect(likenessOf({ path: 'a.yml', text })?.kind).toBe(kind);
  });

  test('makes it part of the run, or a gap where it is nearly that', async () => {
    const look = async (files: Readonly<Record<string, string>>) => {
      const { composeProjects, gaps } = await collect(['.'], memoryFiles(files));
      return [
        composeProjects.map(({ files: all }) => all.join(' + ')),
        gaps.map(({ artifact, detail, blocking }) => [artifact, detail, blocking]),
      ];
    };
    const part = 'services:\n  web:\n    dns: [1.1.1.1]\n';
    expect(await look({ 'old.yml': 'web:\n  image: a\n' })).toEqual([['old.yml'], []]);
    expect(await look({ 'old.yml': 'web:\n  image: a\n  tags: [x]\n  ports: []\n  volumes: []\n' })).toEqual([
      [],
      [
        [
          'old.yml',
          'reads like a Compose file of the first format, which knows no tags as web has it; it is not looked at',
          false,
        ],
      ],
    ]);
    expect(await look({ 'compose.yaml': 'services:\n  web:\n    image: a\n', 'ops/dns.yml': part })).toEqual([
      ['compose.yaml', 'compose.yaml + ops/dns.yml'],
      [],
    ]);
    expect(await look({ 'dns.yml': part })).toEqual([
      [],
      [['dns.yml', 'has services without an image or a build, and there is no Compose file beside or above to lay it on', false]],
    ]);
  });
});
