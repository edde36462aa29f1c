import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { filesIn, maxFileBytes, maxFolderNames } from '../../src/adapters/files.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'files-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path: string, text: string | Uint8Array = 'x\n'): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

/** What an expression comes to for a user who may not do everything, as root may. */
function asNobody(expression: string): unknown {
  chmodSync(root, 0o755);
  const module = pathToFileURL(join(import.meta.dirname, '../../src/adapters/files.ts')).href;
  const script = `const { filesIn } = await import(${JSON.stringify(module)}); const root = ${JSON.stringify(root)}; console.log(JSON.stringify(${expression}));`;
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', ...nobody });
  return JSON.parse(stdout);
}

describe('the list of files', () => {
  test('names a folder that cannot be opened', async () => {
    await write('open/Dockerfile');
    await write('closed/Dockerfile');
    await chmod(join(root, 'closed'), 0o000);
    expect(asNobody(`await filesIn(root).list('.')`)).toEqual(['closed/', 'open/Dockerfile']);
    await chmod(join(root, 'closed'), 0o700);
  });

  test('names a folder that is not there', async () => {
    expect(await filesIn(root).list('gone')).toEqual(['gone/']);
  });

  test('leaves out what git leaves out, in each folder by its own file', async () => {
    await write('.gitignore', 'build/\n*.log\n!keep.log\n');
    await write('a/.gitignore', '/generated\n');
    for (const path of [
      'Dockerfile',
      'build/Dockerfile',
      'x.log',
      'keep.log',
      'a/generated/Dockerfile',
      'a/b/generated/Dockerfile',
    ])
      await write(path);
    expect(await filesIn(root).list('.')).toEqual([
      '.gitignore',
      'Dockerfile',
      'a/.gitignore',
      'a/b/generated/Dockerfile',
      'keep.log',
    ]);
  });

  test('leaves out version control and other people’s code', async () => {
    for (const path of ['.git/config', 'node_modules/x/Dockerfile', 'a/vendor/x/Dockerfile', 'a/Dockerfile']) await write(path);
    expect(await filesIn(root).list('.')).toEqual(['a/Dockerfile']);
  });

  test('takes a file back that a nested file or a later line takes back, but nothing below a folder that is left out', async () => {
    await write('.gitignore', '*.Dockerfile\nout/\n!out/keep.Dockerfile\n/a/*\n!/a/b/\n');
    await write('c/.gitignore', '!web.Dockerfile\n');
    await write('c/d/.gitignore', 'web.Dockerfile\n');
    for (const path of ['c/web.Dockerfile', 'c/api.Dockerfile', 'c/d/web.Dockerfile', 'out/keep.Dockerfile', 'a/x/Dockerfile'])
      await write(path);
    await write('a/b/Dockerfile');
    expect((await filesIn(root).list('.')).filter((path) => path.endsWith('Dockerfile'))).toEqual([
      'a/b/Dockerfile',
      'c/web.Dockerfile',
    ]);
  });

  test('leaves out what the repository alone excludes, unless a .gitignore takes it back', async () => {
    await write('.git/info/exclude', 'mine/\n*.local.yaml\n');
    await write('a/.gitignore', '!compose.local.yaml\n');
    for (const path of ['mine/Dockerfile', 'compose.local.yaml', 'a/compose.local.yaml']) await write(path);
    expect(await filesIn(root).list('.')).toEqual(['a/.gitignore', 'a/compose.local.yaml']);
  });

  test('leaves out the same in a folder that is named', async () => {
    await write('.gitignore', 'build/\n');
    await write('a/.gitignore', '/b/gone\n');
    for (const path of ['a/b/build/Dockerfile', 'a/b/gone/Dockerfile', 'a/b/Dockerfile']) await write(path);
    expect(await filesIn(root).list('a/b')).toEqual(['a/b/Dockerfile']);
    expect(await filesIn(root).list('./a/b/')).toEqual(['a/b/Dockerfile']);
  });

  test('leaves out what the settings exclude', async () => {
    for (const path of ['test/Dockerfile', 'a/test/Dockerfile', 'Dockerfile']) await write(path);
    expect(await filesIn(root, ['/test']).list('.')).toEqual(['Dockerfile', 'a/test/Dockerfile']);
  });

  test('does not follow links to folders, so that a circle ends', async () => {
    await write('a/Dockerfile');
    await symlink('..', join(root, 'a/up'));
    expect(await filesIn(root).list('.')).toEqual(['a/Dockerfile', 'a/up']);
  });
});

describe('reading', () => {
  test('gives the text', async () => {
    await write('Dockerfile', 'FROM a\n');
    expect(await filesIn(root).read('Dockerfile')).toEqual({ ok: true, text: 'FROM a\n' });
  });

  test('refuses what lies outside, by its path or behind a link', async () => {
    const files = filesIn(root);
    await symlink('/etc/passwd', join(root, 'Dockerfile'));
    expect(await files.read('Dockerfile')).toMatchObject({ ok: false, reason: 'outside' });
    expect(await files.read('../../etc/passwd')).toMatchObject({ ok: false, reason: 'outside' });
  });

  test('refuses the same once the folders are listed, and reads what is there however its path is written', async () => {
    const outer = await mkdtemp(join(tmpdir(), 'outer-'));
    try {
      await mkdir(join(outer, 'inner'));
      await writeFile(join(outer, 'secret'), 'no');
      await writeFile(join(outer, 'inner/secret'), 'no');
      await write('a/b/Dockerfile', 'FROM a\n');
      await write('a/..b', 'FROM b\n');
      await symlink(outer, join(root, 'away'));
      await symlink(outer, join(root, 'a/away'));
      await symlink(join(outer, 'secret'), join(root, 'a/b/link'));
      await symlink('b/Dockerfile', join(root, 'a/near'));
      const files = filesIn(root);
      for (const folder of ['.', 'away', 'a/away', 'a/away/inner']) await files.list(folder);
      const outside = [
        'away/secret',
        'away/inner/secret',
        'a/away/secret',
        'a/away/inner/secret',
        'a/b/link',
        '..',
        'a/b/../../..',
        join(outer, 'secret'),
        '/etc',
      ];
      for (const path of outside)
        expect({ path, ...(await files.read(path)) }).toMatchObject({ path, ok: false, reason: 'outside' });
      const inside = [
        'a/b/Dockerfile',
        './a/b/Dockerfile',
        'a//b/Dockerfile',
        'a/b/../b/Dockerfile',
        'a/near',
        join(root, 'a/b/Dockerfile'),
      ];
      for (const path of inside) expect({ path, ...(await files.read(path)) }).toEqual({ path, ok: true, text: 'FROM a\n' });
      expect(await files.read('a/..b')).toEqual({ ok: true, text: 'FROM b\n' });
      for (const path of ['', '.', 'a', 'a/', 'a/b', 'a/b/.', 'a/b/..'])
        expect({ path, ...(await files.read(path)) }).toMatchObject({ path, reason: 'not-a-file' });
      expect(await files.read('a/b/none')).toMatchObject({ reason: 'missing' });
    } finally {
      await rm(outer, { recursive: true, force: true });
    }
  });

  test('says why there is no text', async () => {
    await write('binary', new Uint8Array([1, 0, 2]));
    await write('wide', new Uint8Array([0xff, 0xfe, 65, 0]));
    await write('large');
    await truncate(join(root, 'large'), maxFileBytes + 1);
    await mkdir(join(root, 'folder'));
    await symlink('self', join(root, 'self'));
    const files = filesIn(root);
    const reasons = await Promise.all(['binary', 'wide', 'large', 'folder', 'self', 'missing'].map((path) => files.read(path)));
    expect(reasons).toMatchObject([
      { reason: 'not-text', detail: 'is a binary file' },
      { reason: 'not-text', detail: 'is UTF-16LE, which Docker does not read; save it as UTF-8' },
      { reason: 'too-large', detail: 'is larger than 5 MB' },
      { reason: 'not-a-file' },
      { reason: 'not-a-file' },
      { reason: 'missing' },
    ]);
  });

  test('does not wait for a pipe', async () => {
    execFileSync('mkfifo', [join(root, 'Dockerfile')]);
    expect(await filesIn(root).read('Dockerfile')).toMatchObject({ ok: false, reason: 'not-a-file' });
    expect(await filesIn(root).list('.')).toEqual(['Dockerfile']);
  });

  test('says that it may not', async () => {
    await write('Dockerfile');
    await chmod(join(root, 'Dockerfile'), 0);
    expect(asNobody(`await filesIn(root).read('Dockerfile')`)).toMatchObject({
      ok: false,
      reason: 'denied',
      detail: 'may not be read (permission denied)',
    });
  });
});

describe('the names of a folder', () => {
  test('take in what git leaves out, shallow ones first, and name folders that are not looked into', async () => {
    await write('.gitignore', '.env\nout/\n');
    for (const path of ['.git/config', 'node_modules/a/index.js', 'b/c/d', '.env', 'out/x', 'a']) await write(path);
    const { entries, complete } = await filesIn(root).names('.');
    expect(complete).toBe(true);
    expect(entries.map(({ path, ignored }) => (ignored ? `(${path})` : path))).toEqual([
      '(.env)',
      '.git/',
      '.gitignore',
      'a',
      'node_modules/',
      '(out/x)',
      'b/c/d',
    ]);
    expect((await filesIn(root).names('b')).entries.map(({ path }) => path)).toEqual(['c/d']);
    expect(await filesIn(root).names('gone')).toEqual({ entries: [], complete: true });
  });

  test('end at a limit, and a folder of its own is still listed', async () => {
    for (let at = 0; at < 4; at += 1) await mkdir(join(root, `many/${at}`), { recursive: true });
    const many = Array.from({ length: maxFolderNames + 1 }, (_, at) => `many/${at % 4}/${at}`);
    for (const path of many) writeFileSync(join(root, path), '');
    await write('z/deep/down/x');
    const files = filesIn(root);
    const whole = await files.names('.');
    expect([whole.entries.length, whole.complete]).toEqual([maxFolderNames, false]);
    expect(await files.names('z')).toEqual({ entries: [{ path: 'deep/down/x', ignored: false }], complete: true });
  });

  test('do not follow links out of the folder, nor in a circle', async () => {
    await write('a/x');
    await symlink('/etc', join(root, 'a/etc'));
    await symlink('..', join(root, 'a/up'));
    expect((await filesIn(root).names('.')).entries.map(({ path }) => path)).toEqual(['a/etc', 'a/up', 'a/x']);
  });
});

test('a text that is not all UTF-8 is marked', async () => {
  await write('a', Buffer.from([0x61, 0xff, 0x62]));
  await write('b', 'ä\uFFFD');
  expect(await filesIn(root).read('a')).toEqual({ ok: true, text: 'a\uFFFDb', malformed: true });
  expect(await filesIn(root).read('b')).toEqual({ ok: true, text: 'ä\uFFFD' });
});
