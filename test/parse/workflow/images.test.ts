import { expect, test } from 'vitest';
import { textOf } from '../../../src/parse/lines.ts';
import { dockerCommands } from '../../../src/parse/command/docker.ts';
import { containerOf } from '../../../src/parse/command/lower.ts';
import { parseScript } from '../../../src/parse/shell/parse.ts';
import { imagesOfWorkflow } from '../../../src/parse/workflow/images.ts';

function images(path: string, text: string): readonly string[] {
  return imagesOfWorkflow({ path, text }).map(
    ({ kind, name, image, resolved, at, options }) =>
      `${kind} ${name} ${image}${resolved ? '' : ' ?'} @ ${textOf(at)}${options === undefined ? '' : ` (${options.text})`}`,
  );
}

test('containers, services and docker:// steps of a workflow', () => {
  const text = `jobs:
  a:
    container: node:20
    services:
      db:
        image: "postgres:16"
        options: >-
          --privileged
          --health-cmd x
      empty: {}
    steps:
      - uses: docker://alpine:3
      - uses: actions/checkout@v4
  b:
    container:
      image: ghcr.io/a/\${{ matrix.x }}
      options: --user root
`;
  expect(images('.github/workflows/ci.yml', text)).toEqual([
    'container a node:20 @ node:20',
    'service a/db postgres:16 @ postgres:16 (--privileged --health-cmd x)',
    'action a alpine:3 @ alpine:3',
    'container b ghcr.io/a/${{ matrix.x }} ? @ ghcr.io/a/${{ matrix.x }} (--user root)',
  ]);
});

test('what the runner makes of a service is a container like any other, on its own lines', () => {
  const text = `jobs:
  a:
    services:
      db:
        image: postgres:\${{ matrix.v }}
        ports: [5432, '127.0.0.1:1:1']
        volumes:
          - /var/run/docker.sock:/s
        env:
          POSTGRES_PASSWORD: hunter2
          TOKEN: \${{ secrets.TOKEN }}
          EMPTY:
        options: >-
          --privileged
          --health-cmd "pg_isready"
    container: node:20
`;
  const [service, job] = imagesOfWorkflow({ path: '.github/workflows/ci.yml', text }).map(({ create }) => {
    const [command] = create === undefined ? [] : dockerCommands(parseScript(create));
    if (command === undefined) throw new Error('no container');
    return containerOf(command);
  });
  if (service === undefined || job === undefined) throw new Error('two are expected');
  expect(textOf(service.at)).toBe('postgres:${{ matrix.v }}');
  expect(service.image).toMatchObject({ state: 'unknown', why: 'depends on ${{ matrix.v }}' });
  expect(service.privileged).toMatchObject({ state: 'known', value: true });
  expect(service.privileged.state === 'known' && textOf(service.privileged.at)).toBe('--privileged');
  expect(service.healthCheck.state === 'known' && textOf(service.healthCheck.at)).toBe('"pg_isready"');
  expect(service.ports.items.map(({ value, at }) => [value.container[0], value.hostIp, textOf(at)])).toEqual([
    [5432, undefined, '5432'],
    [1, '127.0.0.1', '127.0.0.1:1:1'],
  ]);
  expect(service.mounts.items.map(({ value, at }) => [value.source, textOf(at)])).toEqual([
    ['/var/run/docker.sock', '/var/run/docker.sock:/s'],
  ]);
  expect(service.environment.items.map(({ value, at }) => [value.name, value.source, textOf(at)])).toEqual([
    ['POSTGRES_PASSWORD', 'literal', 'hunter2'],
    ['TOKEN', 'outside', '${{ secrets.TOKEN }}'],
  ]);
  expect(job.image).toMatchObject({ state: 'known', value: 'node:20' });
  expect(job.privileged).toEqual({ state: 'unset' });
});

test('actions that are an image', () => {
  expect(images('action.yml', "runs:\n  using: docker\n  image: 'docker://alpine:3'\n")).toEqual(['action  alpine:3 @ alpine:3']);
  expect(images('action.yml', 'runs:\n  using: docker\n  image: Dockerfile\n')).toEqual([]);
  expect(images('action.yml', 'runs:\n  using: composite\n  steps: [{ uses: "docker://a" }]\n')).toEqual(['action  a @ a']);
});

test('images and services of a GitLab pipeline, an anchor once', () => {
  const text = `image: &i ruby:3
a:
  image: { name: node:20 }
  services: [postgres:16, { name: redis:$V, alias: r }]
b:
  image: *i
`;
  expect(images('.gitlab-ci.yml', text)).toEqual([
    'container  ruby:3 @ ruby:3',
    'container a node:20 @ node:20',
    'service a postgres:16 @ postgres:16',
    'service a redis:$V ? @ redis:$V',
  ]);
});

test('other files and broken ones have none', () => {
  expect(images('compose.yaml', 'image: a')).toEqual([]);
  expect(images('.github/workflows/a.yml', 'jobs: [')).toEqual([]);
});
