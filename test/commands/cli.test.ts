import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const cli = resolve(import.meta.dirname, '../../src/cli.ts');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
  await write('bad/compose.yaml', 'services:\n  runner:\n    image: example/runner:2.1\n    privileged: true\n');
  await write('fine/compose.yaml', 'services:\n  web:\n    image: example/web:1.4\n');
  await write('broken/compose.yaml', 'services:\n  web:\n    image: [unclosed\n');
  await write('hostile/%0A::error::x ##[set-env]/Dockerfile', 'FROM node\nUSER root\n');
  await write('empty/README.md', '# nothing\n');
  await write('typo/compose.yaml', 'services:\n  web:\n    image: example/web:1.4\n');
  await write('typo/container-guard.yaml', '# policy\nfail-onn: low\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: folder,
      env: { PATH: '/usr/bin:/bin', HOME: folder, LANG: 'C.UTF-8', ...environment },
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', fail).on('close', (code) => done({ code, out, err }));
  });
}

describe('the exit code', () => {
  test.for([
    [0, ['scan', 'fine']],
    [0, ['scan', 'bad', '--fail-on', 'none']],
    [0, ['scan', 'empty', '--allow-empty']],
    [0, ['--help']],
    [0, ['scan', '--help']],
    [0, ['rules']],
    [1, ['scan', 'bad']],
    [1, ['scan', 'bad', 'broken']],
    [2, ['scan', 'nowhere']],
    [2, ['scan', 'fine', '--fail-onn', 'low']],
    [2, ['scan', 'fine', '--baseline', 'nowhere.json']],
    [2, ['scan', 'fine', '--sarif', 'empty/README.md/out.sarif']],
    [2, ['scan', 'typo']],
    [2, ['explain', 'container/nothing']],
    [0, ['explain', '--cis']],
    [0, ['explain', '--cis', '4.1']],
    [2, ['explain', '--cis', '9.9']],
    [2, ['scna']],
    [3, ['scan', 'empty']],
    [3, ['scan', 'broken']],
    [3, ['scan', 'fine', '--trivy', '/nowhere/trivy']],
  ] as const)('is %i for %j', async ([code, args]) => {
    expect((await run(args)).code).toBe(code);
  });
});

describe('what is printed', () => {
  test('is the result on standard output and the complaint on standard error', async () => {
    const fine = await run(['scan', 'fine']);
    expect(fine.err).toBe('');
    expect(fine.out).toMatch(/\nPASS: /);
    const typo = await run(['scan', 'typo']);
    expect(typo.out).toBe('');
    expect(typo.err).toMatch(/^container-guard: container-guard\.yaml:2: `fail-onn` is not a setting\. Did you mean `fail-on`\?/);
  });

  test('has colours when they are asked for, and none in a pipe or with NO_COLOR', async () => {
    expect((await run(['scan', 'bad'])).out).not.toContain('\u001B');
    expect((await run(['scan', 'bad', '--colour', 'always'])).out).toContain('\u001B[');
    expect((await run(['scan', 'bad'], { FORCE_COLOR: '1' })).out).toContain('\u001B[');
  });

  test('groups by file and says place, severity, what is wrong and what to do', async () => {
    const { out } = await run(['scan', 'bad']);
    expect(out).toMatch(/^compose\.yaml\n/);
    expect(out).toMatch(/ 4:17 {2}critical {2}Service `runner` is privileged: .*\n.*container\/no-privileged\n/);
    expect(out).toContain('→ Remove `privileged`');
    expect(out).toMatch(/\nFAIL: 1 critical finding at or above high\n$/);
  });

  test('is JSON, SARIF or Markdown when asked, alone on standard output', async () => {
    expect(JSON.parse((await run(['scan', 'bad', '--format', 'json'])).out)).toMatchObject({ verdict: 'fail' });
    expect(JSON.parse((await run(['scan', 'bad', '--format', 'sarif'])).out)).toMatchObject({ version: '2.1.0' });
    expect((await run(['scan', 'bad', '--format', 'markdown'])).out).toMatch(/^### /);
  });

  test('obeys nothing that stands in a file name', async () => {
    const { out, code } = await run(['scan', 'hostile']);
    expect(code).toBe(1);
    expect(out).not.toMatch(/^\s*::/m);
    expect(out).not.toContain('##[');
  });

  test('names what was not checked, and the command that would', async () => {
    expect((await run(['scan', 'fine'])).out.replace(/\s+/g, ' ')).toContain(
      'To scan an image: container-guard scan --image REF.',
    );
  });
});

test('several reports come from one scan, and the JSON one is the baseline of the next', async () => {
  const first = await run([
    'scan',
    'bad',
    '--sarif',
    'reports/a.sarif',
    '--html',
    'reports/a.html',
    '--json',
    'reports/a.json',
    '--markdown',
    'reports/a.md',
  ]);
  expect(first.code).toBe(1);
  expect(await readFile(join(folder, 'reports/a.html'), 'utf8')).toContain('container/no-privileged');
  expect(await readFile(join(folder, 'reports/a.md'), 'utf8')).toContain('container/no-privileged');
  const second = await run(['scan', 'bad', '--baseline', 'reports/a.json']);
  expect(second.code).toBe(0);
  expect(second.out).toContain('known, not shown');
});

test('the format that is chosen goes to the terminal for `--output -`', async () => {
  const { code, out } = await run(['scan', 'fine', '--format', 'json', '--output', '-']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ verdict: 'pass' });
});

test('a config file that cannot be read ends the run, and is not taken for none', async () => {
  await write('folder/compose.yaml', 'services:\n  web:\n    image: example/web:1.4\n');
  await mkdir(join(folder, 'folder/container-guard.yaml'));
  expect(await run(['scan', 'folder'])).toMatchObject({
    code: 2,
    err: 'container-guard: the config file container-guard.yaml is not a regular file.\n',
  });
});

test('a config file of the workflow takes the place of that in the tree, with its waivers and gate', async () => {
  await write('theirs/compose.yaml', 'services:\n  runner:\n    image: example/runner:2.1\n    privileged: true\n');
  await write('theirs/container-guard.yaml', 'fail-on: none\ndisable: [container/no-privileged]\n');
  await write('ours.yaml', '');
  expect((await run(['scan', 'theirs'])).code).toBe(0);
  expect((await run(['scan', 'theirs', '--fail-on', 'low', '--no-comment-waivers'])).code).toBe(1);
  expect(await run(['scan', 'theirs', '--config', 'ours.yaml'])).toMatchObject({
    code: 1,
    out: expect.stringContaining('container/no-privileged') as unknown,
  });
});

test.for([
  ['', 'container-guard: PATH: an empty text is not expected.\n'],
  ['nowhere', 'container-guard: there is no file or folder `nowhere`.\n'],
] as const)('the path %j is refused', async ([path, err]) => {
  expect(await run(['scan', path])).toMatchObject({ code: 2, err });
});

test('a disk that is full is told, and never reads as a verdict', async () => {
  const child = spawn('/bin/sh', ['-c', `"${process.execPath}" "${cli}" scan fine > /dev/full`], {
    cwd: folder,
    env: { PATH: '/usr/bin:/bin' },
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const code = await new Promise((done) => child.on('close', done));
  expect(err).toMatch(/^container-guard: cannot write the output: ENOSPC.*\n$/);
  expect(code).toBe(2);
});

describe('explain', () => {
  test.for(['no-privileged', 'AE5B6871-7F45-42E0-BB4C-AB300C4D2026', 'container/no-privileged'])(
    'knows a rule as %s',
    async (name) => {
      expect((await run(['explain', name])).out).toMatch(/^# Container is privileged/);
    },
  );

  test('tells how a finding comes about, from a scan or from an earlier report', async () => {
    await write('built/compose.yaml', 'services:\n  web:\n    build: .\n');
    await write('built/Dockerfile', 'FROM node:22-slim AS base\nFROM base AS final\nCOPY . /app\n');
    const { code, out, err } = await run(['explain', 'effective-user@compose.yaml:2', 'built', '--trivy', 'off']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(
      [
        'How it comes to that',
        '  1  compose.yaml:2  sets no user',
        '  2  Dockerfile:2    stage `final` has no USER',
        '  3  Dockerfile:1    stage `base` has no USER',
        '  4  Dockerfile:1    node:22-slim sets no user (table of 2026-08)',
      ].join('\n'),
    );
    expect(await run(['explain', 'effective-user@built/compose.yaml', 'built/compose.yaml', 'built/Dockerfile'])).toMatchObject({
      code: 0,
      err: '',
    });
    const report = await run(['scan', 'built', '--trivy', 'off', '--format', 'json', '--output', 'built.json']);
    expect(report.code).toBe(0);
    const fingerprint = /fingerprint (\w{16})/.exec(out)?.[1] ?? '';
    expect((await run(['explain', fingerprint.slice(0, 8), '--report', 'built.json'])).out).toBe(out);
    expect((await run(['explain', fingerprint.slice(0, 8), '--report=built.json', '--colour', 'always'])).out).toContain(
      '\u001B[',
    );
  });

  test('names what is nearest where nothing fits, and does not scan for what is no finding', async () => {
    const far = await run(['explain', 'privileged@compose.yaml:9', 'bad', '--trivy', 'off']);
    expect(far).toMatchObject({ code: 2, out: '' });
    expect(far.err).toMatch(
      /there is no finding `privileged@compose\.yaml:9`; there are \d+ others\. The nearest is `\w{16}` \(/,
    );
    const typo = await run(['explain', 'container/no-privilegd']);
    expect(typo).toMatchObject({ code: 2, out: '' });
    expect(typo.err).toContain('Did you mean `container/no-privileged`?');
    expect((await run(['explain', 'compose.yaml:4', '--report', 'nowhere.json'])).code).toBe(2);
    expect((await run(['explain', 'compose.yaml:4', 'bad', '--profil', 'all'])).err).toContain('is not a flag of `explain`');
    expect((await run(['explain', '--help'])).out).toContain('--report FILE');
  });

  test('tells by a section of the CIS benchmark which rules look for it', async () => {
    expect((await run(['explain', '--cis', 'CIS-5.5'])).out).toMatch(
      /^# CIS Docker Benchmark.*## 5\.5 .*`container\/no-privileged`/s,
    );
  });

  test.for(['DS002', 'avd-ds-0002', 'dockerfile/DS-0002'])('says which rules %s may be', async (name) => {
    const { code, err } = await run(['explain', name]);
    expect(code).toBe(2);
    expect(err).toContain('`dockerfile/user-not-root` or `dockerfile/user-set`');
  });
});

test('a reader that leaves early ends nothing badly', async () => {
  const child = spawn('/bin/sh', ['-c', `"${process.execPath}" "${cli}" rules | head -n 1`], { env: { PATH: '/usr/bin:/bin' } });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  await new Promise((done) => child.on('close', done));
  expect(err).toBe('');
});
