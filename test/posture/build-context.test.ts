import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../src/adapters/memory.ts';
import { collect } from '../../src/collect/collect.ts';
import type { Gap } from '../../src/model/finding.ts';
import { comesIn, type BuildContext } from '../../src/posture/build-context.ts';
import { join, parse } from '../../src/posture/join.ts';
import type { FolderNames } from '../../src/ports.ts';

type Texts = Readonly<Record<string, string>>;

async function contextsOf(
  path: string,
  texts: Texts,
  names?: FolderNames,
): Promise<{ readonly contexts: readonly BuildContext[]; readonly gaps: readonly Gap[] }> {
  const memory = memoryFiles(texts);
  const files = names === undefined ? memory : { ...memory, names: () => Promise.resolve(names) };
  const parsed = await parse(await collect(['.'], files), files);
  const found = join(parsed, new Map()).dockerfiles.find(({ dockerfile }) => dockerfile.file.path === path);
  return { contexts: found?.contexts ?? [], gaps: parsed.gaps };
}

const inWords = ({ folder, certain, ignoreFile }: BuildContext): string =>
  [folder, certain ? 'certain' : 'likely', ignoreFile?.file.path ?? 'no ignore file'].join(', ');

async function folders(path: string, texts: Texts): Promise<readonly string[]> {
  return (await contextsOf(path, texts)).contexts.map(inWords);
}

const whole = 'FROM scratch\nCOPY . /app\n';

describe('the context of a build', () => {
  test('is the one of the service, and the ignore file beside the Dockerfile wins over that of the context', async () => {
    const compose = 'services:\n  a:\n    build: { context: app, dockerfile: ../docker/Dockerfile }\n';
    const texts = { 'compose.yaml': compose, 'docker/Dockerfile': whole, 'app/.dockerignore': '', 'app/index.js': '' };
    expect(await folders('docker/Dockerfile', texts)).toEqual(['app, certain, app/.dockerignore']);
    expect(await folders('docker/Dockerfile', { ...texts, 'docker/Dockerfile.dockerignore': '*.md\n' })).toEqual([
      'app, certain, docker/Dockerfile.dockerignore',
    ]);
  });

  test('is told once for each folder that somebody builds with', async () => {
    const texts = {
      'compose.yaml': 'services:\n  a: { build: web }\n  b: { build: ./web }\n',
      'build.sh': 'docker build -f web/Dockerfile .\n',
      'docker-bake.hcl': 'target "c" { context = "web" }\n',
      'web/Dockerfile': whole,
    };
    expect(await folders('web/Dockerfile', texts)).toEqual(['web, certain, no ignore file', '., certain, no ignore file']);
  });

  test('is not known where it is on another machine or behind a variable', async () => {
    const step = (context: string): string =>
      `jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v6\n        with: { context: "${context}", file: Dockerfile }\n`;
    const of = (context: string) => folders('Dockerfile', { '.github/workflows/a.yml': step(context), Dockerfile: whole });
    expect(await of('.')).toEqual(['., certain, no ignore file']);
    expect(await of('{{defaultContext}}:')).toEqual(['., certain, no ignore file']);
    expect(await of('${{ matrix.folder }}')).toEqual(['., likely, no ignore file']);
  });

  test('is the nearest folder that has all that is copied, where nobody says', async () => {
    const text = 'FROM scratch\nCOPY package.json src ./\n';
    expect(await folders('a/b/Dockerfile', { 'a/b/Dockerfile': text, 'a/package.json': '{}', 'a/src/x.js': '' })).toEqual([
      'a, likely, no ignore file',
    ]);
    expect(await folders('a/Dockerfile', { 'a/Dockerfile': text, 'a/package.json': '{}' })).toEqual([]);
  });

  test('is the folder above one that holds nothing but Dockerfiles', async () => {
    const texts = { 'docker/Dockerfile': whole, 'docker/web.Dockerfile': whole, '.dockerignore': '', 'index.js': '' };
    expect(await folders('docker/Dockerfile', texts)).toEqual(['., likely, .dockerignore']);
    expect(await folders('docker/Dockerfile', { ...texts, 'docker/run.sh': '' })).toEqual(['docker, likely, no ignore file']);
  });

  test('is not asked for where nothing comes from it', async () => {
    const text =
      'FROM scratch AS a\nADD https://example.com/a.tar /\nCOPY --from=a / /\nCOPY <<EOF /x\ny\nEOF\nONBUILD COPY . /\n';
    expect(await folders('Dockerfile', { Dockerfile: text, 'index.js': '' })).toEqual([]);
  });
});

describe('what lies in a context', () => {
  const holds = async (texts: Texts, names?: FolderNames) => {
    const { contexts } = await contextsOf('Dockerfile', { Dockerfile: whole, ...texts }, names);
    return contexts.map((context) => ({
      credentials: context.credentials.map(({ path }) => path),
      repository: context.paths.some((path) => path.startsWith('.git/') && comesIn(context, path)),
    }));
  };

  test('holds credentials by name, and an env file only with a secret in it', async () => {
    const texts = {
      '.env': 'PORT=8080\n',
      'mail/.env.production': 'MAIL_PASSWORD=four-words-in-a-row\n',
      'tls/server.key': '',
      'tests/tls/server.key': '',
      'id_rsa.pub': '',
    };
    expect(await holds(texts)).toEqual([{ credentials: ['mail/.env.production', 'tls/server.key'], repository: false }]);
  });

  test('has no repository and nothing that git leaves out where it is a checkout', async () => {
    const names = {
      entries: [
        { path: '.git/', ignored: false },
        { path: '.npmrc', ignored: true },
        { path: 'index.js', ignored: false },
      ],
      complete: true,
    };
    const workflow = (inputs: string): Texts => ({
      '.github/workflows/a.yml': `jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v6\n        with: { push: true${inputs} }\n`,
    });
    expect(await holds(workflow(''), names)).toEqual([{ credentials: [], repository: false }]);
    expect(await holds(workflow(', context: "{{defaultContext}}"'), names)).toEqual([{ credentials: [], repository: false }]);
    expect(await holds(workflow(', context: .'), names)).toEqual([{ credentials: ['.npmrc'], repository: true }]);
  });

  test('has no folder of which patterns leave out all that is inside', async () => {
    const git = { '.git/config': '', 'index.js': '' };
    expect(await holds({ ...git, '.dockerignore': '*.md\n' })).toEqual([{ credentials: [], repository: true }]);
    for (const pattern of ['.git', '.git/**', '**/.git', '*\n!index.js', '.git*'])
      expect(await holds({ ...git, '.dockerignore': `${pattern}\n` })).toEqual([{ credentials: [], repository: false }]);
  });
});

test('an ignore file that Docker refuses is a gap at its line, and so are names beyond the limit', async () => {
  const { gaps } = await contextsOf('Dockerfile', { Dockerfile: whole, '.dockerignore': 'a\n[\n' });
  expect(gaps).toMatchObject([{ artifact: '.dockerignore', reason: 'unparsable', location: { startLine: 2 }, blocking: false }]);
  const names = { entries: [{ path: 'index.js', ignored: false }], complete: false };
  const [gap] = (await contextsOf('Dockerfile', { Dockerfile: whole }, names)).gaps;
  expect(gap).toMatchObject({ artifact: '.', reason: 'unsupported', blocking: false });
  expect(gap?.detail).toContain('too many files');
});
