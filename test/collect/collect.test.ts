import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../src/adapters/memory.ts';
import { collect } from '../../src/collect/collect.ts';
import type { Files, ReadResult } from '../../src/ports.ts';

const service = 'services:\n  web:\n    image: nginx\n';

describe('the ways of starting a project', () => {
  const waysIn = async (texts: Readonly<Record<string, string>>) =>
    (await collect(['.'], memoryFiles(texts))).composeProjects.map(({ files }) => files.join(' + '));

  test('are the base alone and with its override', async () => {
    expect(await waysIn({ 'compose.yaml': service, 'compose.override.yaml': service })).toEqual([
      'compose.yaml',
      'compose.yaml + compose.override.yaml',
    ]);
  });

  test('are what COMPOSE_FILE names, and each other file as before', async () => {
    expect(
      await waysIn({
        'app/.env': 'COMPOSE_FILE=docker-compose.yml:ops/prod.yml\n',
        'app/docker-compose.yml': service,
        'app/docker-compose.override.yml': service,
        'app/ops/prod.yml': service,
        'other/compose.yaml': service,
      }),
    ).toEqual([
      'app/docker-compose.yml + app/ops/prod.yml',
      'app/docker-compose.yml + app/docker-compose.override.yml',
      'other/compose.yaml',
    ]);
  });

  test('are parted by the separator that is set', async () => {
    expect(
      await waysIn({
        '.env': 'COMPOSE_PATH_SEPARATOR=,\nexport COMPOSE_FILE="a.yml,b.yml"\n',
        'a.yml': service,
        'b.yml': service,
        'compose.yaml': service,
      }),
    ).toEqual(['a.yml + b.yml', 'compose.yaml']);
  });

  test('leave out a file that is not there, with the line that names it', async () => {
    const { composeProjects, gaps } = await collect(
      ['.'],
      memoryFiles({ '.env': '# where\nTAG=1\nCOMPOSE_FILE=compose.yaml:gone.yaml:../up.yaml\n', 'compose.yaml': service }),
    );
    expect(composeProjects.map(({ files }) => files)).toEqual([['compose.yaml']]);
    expect(gaps).toMatchObject([
      {
        artifact: '.env',
        reason: 'unresolved',
        detail: 'COMPOSE_FILE names gone.yaml, which does not exist',
        location: { startLine: 3 },
        blocking: false,
      },
      { detail: 'COMPOSE_FILE names ../up.yaml, which is outside of what is scanned', location: { startLine: 3 } },
    ]);
  });
});

describe('what is read', () => {
  test('has Markdown in the strict profiles only', async () => {
    const files = memoryFiles({ 'README.md': '```sh\n$ docker run nginx\n```\n', Dockerfile: 'FROM a\n' });
    const scripts = async (profile?: 'strict' | 'all') => (await collect(['.'], files, profile)).scripts.map(({ path }) => path);
    expect([await scripts(), await scripts('strict'), await scripts('all')]).toEqual([[], ['README.md'], ['README.md']]);
  });

  test('has the files that bake looks for', async () => {
    const sources = await collect(
      ['.'],
      memoryFiles({ 'a/docker-bake.hcl': '', 'docker-bake.override.json': '{}', 'x.hcl': '' }),
    );
    expect(sources.bakeFiles.map(({ path }) => path)).toEqual(['a/docker-bake.hcl', 'docker-bake.override.json']);
  });

  test('is a gap where a container file cannot be read, and the rest goes on', async () => {
    const memory = memoryFiles({ Dockerfile: 'FROM a\n', 'compose.yaml': service });
    const files: Files = {
      ...memory,
      read: (path) =>
        path === 'Dockerfile'
          ? Promise.resolve({ ok: false, reason: 'not-a-file', detail: 'is not a regular file' })
          : memory.read(path),
    };
    const { gaps, composeProjects } = await collect(['.'], files);
    expect(gaps).toEqual([{ artifact: 'Dockerfile', reason: 'unreadable', detail: 'is not a regular file', blocking: true }]);
    expect(composeProjects.map(({ files }) => files)).toEqual([['compose.yaml']]);
  });

  test('is a gap too where a script, an env file or a YAML file cannot be read, which blocks for a script that lies there', async () => {
    const wide = { ok: false, reason: 'not-text', detail: 'is UTF-16LE' } as const;
    const away = { ok: false, reason: 'outside', detail: 'is a link that leaves the scanned folder' } as const;
    const closed = { ok: false, reason: 'denied', detail: 'may not be read (permission denied)' } as const;
    const gone = { ok: false, reason: 'missing', detail: 'does not exist' } as const;
    const unread: Readonly<Record<string, Extract<ReadResult, { ok: false }>>> = {
      '.env': closed,
      '.github/workflows/ci.yml': wide,
      Makefile: away,
      'bin/program': wide,
      'bin/secret': closed,
      'crds.yaml': wide,
      'local.yaml': gone,
      'run.sh': wide,
    };
    const memory = memoryFiles(Object.fromEntries(Object.keys(unread).map((path) => [path, ''])));
    const files: Files = { ...memory, read: (path) => Promise.resolve(unread[path] ?? gone) };
    expect((await collect(['.'], files)).gaps.map(({ artifact, detail, blocking }) => [artifact, detail, blocking])).toEqual([
      ['.env', closed.detail, false],
      ['.github/workflows/ci.yml', wide.detail, true],
      ['Makefile', away.detail, false],
      ['bin/secret', closed.detail, true],
      ['crds.yaml', wide.detail, false],
      ['run.sh', wide.detail, true],
    ]);
  });

  test('gets to the end of five thousand Compose files', async () => {
    const texts: Record<string, string> = {};
    for (let index = 0; index < 5_000; index += 1) texts[`s${index}/compose.yaml`] = service;
    expect((await collect(['.'], memoryFiles(texts))).composeProjects).toHaveLength(5_000);
  });
});

test('a folder that cannot be opened is a gap, a blocking one where it was named', async () => {
  const files = memoryFiles({ Dockerfile: 'FROM a\n', 'data/': '' });
  const detail = 'the folder cannot be opened, and what is in it is not looked at';
  expect((await collect(['.'], files)).gaps).toEqual([{ artifact: 'data', reason: 'unreadable', detail, blocking: false }]);
  expect((await collect(['.', 'data'], files)).gaps).toMatchObject([{ artifact: 'data', blocking: true }]);
});

test('a Dockerfile named after a language is one where it reads as one', async () => {
  const { dockerfiles } = await collect(
    ['.'],
    memoryFiles({
      'Dockerfile.php': '# syntax=docker/dockerfile:1\n\nARG TAG=8.4\nFROM php:$TAG\n',
      'Dockerfile.rb': `${'\n'.repeat(10_000)}puts 1\n`,
      'Dockerfile.ts': '# for Windows\r\n\r\nFROM node:24\r\n',
      'Dockerfile.go': 'FROM golang:1.25\n',
      'Dockerfile.rego': 'package docker\n\ndeny contains "FROM x" if true\n',
      'Dockerfile.py': 'print("""\nFROM debian\n""")\n',
      'Dockerfile.5.gz': '-',
      'Dockerfile.dev': 'RUN no FROM, and told so\n',
    }),
  );
  expect(dockerfiles.map(({ path }) => path)).toEqual(['Dockerfile.dev', 'Dockerfile.go', 'Dockerfile.php', 'Dockerfile.ts']);
});
