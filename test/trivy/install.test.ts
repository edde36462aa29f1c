import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GuardError } from '../../src/errors.ts';
import { obtainTrivy } from '../../src/trivy/install.ts';
import type { TrivyRequest } from '../../src/trivy/request.ts';
import type { TarEntry } from '../parts/tar.ts';
import { archiveOf, machine, mirror, releaseOf, sha256Of, trivySaying } from './machine.ts';
import type { Machine, Mirror } from './machine.ts';

const release = releaseOf('0.74.0');
let here: Machine;
let server: Mirror | undefined;

beforeEach(() => {
  here = machine();
});

afterEach(async () => {
  here.remove();
  await server?.close();
  server = undefined;
});

async function serving(bytes: Uint8Array): Promise<Mirror> {
  server = await mirror((_, response) => {
    response.end(bytes);
  });
  return server;
}

function request(more: Partial<TrivyRequest> = {}): TrivyRequest {
  return {
    mode: 'auto',
    imagesAsked: true,
    mirrors: [server?.baseUrl ?? 'https://mirror.example.invalid'],
    sha256: sha256Of(release),
    ...more,
  };
}

async function failureOf(promise: Promise<unknown>): Promise<GuardError> {
  const outcome = await promise.catch((error: unknown) => error);
  if (outcome instanceof GuardError) return outcome;
  throw new Error('it should have failed with a GuardError', { cause: outcome });
}

describe('a download', () => {
  test('does not happen offline, and the message says so', async () => {
    const { asked } = await serving(release);
    const failure = await failureOf(obtainTrivy(request({ mode: 'required', offline: true }), here.ports));
    expect(failure).toMatchObject({
      code: 'TRIVY_MISSING',
      message: expect.stringContaining('offline it is not fetched') as unknown,
    });
    expect(asked).toEqual([]);
  });

  test('is taken from v{version}/{asset}, compared, unpacked and kept', async () => {
    const { asked } = await serving(release);
    const binary = await obtainTrivy(request(), here.ports);
    expect(asked).toEqual(['/releases/v0.74.0/trivy_0.74.0_Linux-64bit.tar.gz']);
    expect(binary).toMatchObject({
      source: 'download',
      version: '0.74.0',
      sha256: sha256Of(Buffer.from(trivySaying('0.74.0'))),
      verified: `release archive equal to the SHA-256 given, ${sha256Of(release)}`,
      verifiedBy: 'digest',
      archive: sha256Of(release),
    });
    expect(binary.path.startsWith(join(here.folder, 'tools'))).toBe(true);
    expect(readdirSync(join(here.folder, 'temp'))).toEqual([]);
  });

  test('happens once: the second run takes the program from the tool cache', async () => {
    const { asked } = await serving(release);
    const first = await obtainTrivy(request(), here.ports);
    const second = await obtainTrivy(request(), here.ports);
    expect(asked).toHaveLength(1);
    expect(second).toMatchObject({ path: first.path, sha256: first.sha256, source: 'tool-cache' });
    expect(second.verified).toContain(sha256Of(release));
  });

  test('happens once for runs at the same time', async () => {
    const { asked } = await serving(release);
    const all = await Promise.all([1, 2, 3].map(() => obtainTrivy(request(), here.ports)));
    expect(asked).toHaveLength(1);
    expect(new Set(all.map(({ path }) => path)).size).toBe(1);
  });

  test('follows a redirect', async () => {
    server = await mirror((asked, response) => {
      if (asked.url?.startsWith('/elsewhere') === true) response.end(release);
      else response.writeHead(302, { location: `http://${asked.headers.host}/elsewhere` }).end();
    });
    await expect(obtainTrivy(request(), here.ports)).resolves.toMatchObject({ source: 'download' });
    expect(server.asked).toHaveLength(2);
  });

  test('with other bytes than the shipped digest names is refused with both digests, and nothing of it stays', async () => {
    await serving(release);
    const { sha256: _, ...shipped } = request();
    const { code, message } = await failureOf(obtainTrivy(shipped, here.ports));
    expect(code).toBe('TRIVY_REFUSED');
    expect(message).toContain('2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a');
    expect(message).toContain(sha256Of(release));
    expect(existsSync(join(here.folder, 'tools', 'container-guard-trivy'))).toBe(false);
    expect(readdirSync(join(here.folder, 'temp'))).toEqual([]);
  });

  test.each([
    [404, 'HTTP 404', 'no such file', 1],
    [403, 'HTTP 403', 'login', 1],
    [500, 'HTTP 500', 'later', 3],
  ])('that is answered with %i says what, where and what to do', async (status, said, advised, tries) => {
    server = await mirror((_, response) => {
      response.writeHead(status).end();
    });
    const baseUrl = server.baseUrl.replace('http://', 'http://someone:hunter2@');
    const { code, message } = await failureOf(obtainTrivy(request({ mirrors: [baseUrl] }), here.ports));
    expect(code).toBe('TRIVY_DOWNLOAD');
    expect(message).toContain(`${server.baseUrl}/v0.74.0/trivy_0.74.0_Linux-64bit.tar.gz`);
    expect(message).toContain(said);
    expect(message).toContain(advised);
    expect(message).not.toContain('hunter2');
    expect(server.asked).toHaveLength(tries);
  });

  test('that is cut off is tried again and then told of', async () => {
    server = await mirror((_, response) => {
      response.writeHead(200, { 'content-length': release.length });
      response.write(release.subarray(0, 100), () => response.destroy());
    });
    const { code } = await failureOf(obtainTrivy(request(), here.ports));
    expect(code).toBe('TRIVY_DOWNLOAD');
    expect(server.asked).toHaveLength(3);
  });

  test('from a host that is not there is told of', async () => {
    await serving(release);
    const { baseUrl } = server ?? { baseUrl: '' };
    await server?.close();
    const { code, message } = await failureOf(obtainTrivy(request({ mirrors: [baseUrl] }), here.ports));
    expect(code).toBe('TRIVY_DOWNLOAD');
    expect(message).toContain('proxy');
  });

  test('is never asked for over plain http from another machine', async () => {
    const { code } = await failureOf(obtainTrivy(request({ mirrors: ['http://mirror.example.invalid'] }), here.ports));
    expect(code).toBe('SETTINGS');
  });

  test.each<[string, readonly TarEntry[]]>([
    ['climbs out of its folder', [{ path: '../../outside', content: 'x' }]],
    ['has an absolute name', [{ path: '/tmp/outside', content: 'x' }]],
    [
      'holds a link',
      [
        { path: 'contrib', link: '/tmp' },
        { path: 'contrib/outside', content: 'x' },
      ],
    ],
    ['holds the program twice', [{ path: 'trivy', content: 'x' }]],
  ])('of an archive that %s is refused, though its digest is right', async (_, entries) => {
    const archive = archiveOf([...entries, { path: 'trivy', content: trivySaying('0.74.0'), mode: 0o755 }]);
    await serving(archive);
    const { code } = await failureOf(obtainTrivy(request({ sha256: sha256Of(archive) }), here.ports));
    expect(code).toBe('TRIVY_REFUSED');
    expect(existsSync(join(here.folder, 'tools', 'container-guard-trivy'))).toBe(false);
    expect(existsSync(join(here.folder, 'outside'))).toBe(false);
  });

  test('of an archive without the program is refused', async () => {
    const archive = archiveOf([{ path: 'README.md', content: 'x' }]);
    await serving(archive);
    await expect(failureOf(obtainTrivy(request({ sha256: sha256Of(archive) }), here.ports))).resolves.toMatchObject({
      code: 'TRIVY_REFUSED',
    });
  });

  test('of something that is no archive is refused', async () => {
    const page = Buffer.from('<html>a login page</html>');
    await serving(page);
    await expect(failureOf(obtainTrivy(request({ sha256: sha256Of(page) }), here.ports))).resolves.toMatchObject({
      code: 'TRIVY_REFUSED',
    });
  });

  test('of a program that says another version is refused and not kept', async () => {
    const other = releaseOf('0.73.0');
    await serving(other);
    const { code, message } = await failureOf(obtainTrivy(request({ sha256: sha256Of(other) }), here.ports));
    expect(code).toBe('TRIVY_REFUSED');
    expect(message).toContain('0.73.0');
    expect(existsSync(join(here.folder, 'tools', 'container-guard-trivy'))).toBe(false);
  });

  test('of an older version works with the digest of its archive alone', async () => {
    const older = releaseOf('0.73.0');
    await serving(older);
    const binary = await obtainTrivy(request({ version: '0.73.0', sha256: sha256Of(older) }), here.ports);
    expect(binary).toMatchObject({ version: '0.73.0', verifiedBy: 'digest' });
  });

  test('of another version works with the digest of its archive', async () => {
    const other = releaseOf('0.75.1');
    const { asked } = await serving(other);
    const binary = await obtainTrivy(request({ version: 'v0.75.1', sha256: sha256Of(other).toUpperCase() }), here.ports);
    expect(binary.version).toBe('0.75.1');
    expect(asked).toEqual(['/releases/v0.75.1/trivy_0.75.1_Linux-64bit.tar.gz']);
  });
});

describe('the tool cache', () => {
  test('is not believed when the program in it was changed: the program comes anew out of the archive beside it', async () => {
    const { asked } = await serving(release);
    const first = await obtainTrivy(request(), here.ports);
    writeFileSync(first.path, `${trivySaying('0.74.0')}# and something else\n`);
    const second = await obtainTrivy(request({ offline: true }), here.ports);
    expect(second).toMatchObject({ source: 'tool-cache', verifiedBy: 'digest', path: first.path });
    expect(asked).toHaveLength(1);
    expect(here.said.join('\n')).toContain('is not the program of the archive it came from');
    expect(readFileSync(second.path, 'utf8')).toBe(trivySaying('0.74.0'));
    expect(readdirSync(join(here.folder, 'tools')).toSorted()).toEqual(['container-guard-trivy']);
  });

  test('is not believed when one byte of the program in it was changed', async () => {
    await serving(release);
    const { path } = await obtainTrivy(request(), here.ports);
    const changed = trivySaying('0.74.0').replace('echo', 'ecHo');
    writeFileSync(path, changed);
    await obtainTrivy(request(), here.ports);
    expect(here.said.join('\n')).toContain('is not the program of the archive it came from');
    expect(readFileSync(path, 'utf8')).toBe(trivySaying('0.74.0'));
  });

  test('is not believed when the program and everything beside it were changed: all of it comes anew', async () => {
    const { asked } = await serving(release);
    const { path } = await obtainTrivy(request(), here.ports);
    const evil = `${trivySaying('0.74.0')}# and something else\n`;
    writeFileSync(path, evil);
    writeFileSync(join(path, '../trivy_0.74.0_Linux-64bit.tar.gz'), archiveOf([{ path: 'trivy', content: evil, mode: 0o755 }]));
    await expect(obtainTrivy(request(), here.ports)).resolves.toMatchObject({ source: 'download' });
    expect(asked).toHaveLength(2);
    expect(here.said.join('\n')).toContain('The archive in the tool cache is refused');
    expect(readFileSync(path, 'utf8')).toBe(trivySaying('0.74.0'));
  });

  test('is not even looked into where the archive in it is not the one that is wanted', async () => {
    await serving(release);
    const { path } = await obtainTrivy(request(), here.ports);
    const lookedAt: string[] = [];
    const files = {
      ...here.ports.files,
      program(program: string) {
        lookedAt.push(program);
        return here.ports.files.program(program);
      },
    };
    const again = async (): Promise<unknown> =>
      obtainTrivy(request({ offline: true, mode: 'required' }), { ...here.ports, files });
    await again();
    expect(lookedAt).toContain(path);
    lookedAt.length = 0;
    writeFileSync(
      join(path, '../trivy_0.74.0_Linux-64bit.tar.gz'),
      archiveOf([{ path: 'trivy', content: '# evil', mode: 0o755 }]),
    );
    await expect(again()).rejects.toThrow(GuardError);
    expect(lookedAt).not.toContain(path);
  });

  test.each(['trivy', 'trivy_0.74.0_Linux-64bit.tar.gz'])('is mended where %s is missing from it', async (name) => {
    await serving(release);
    const { path } = await obtainTrivy(request(), here.ports);
    rmSync(join(path, '..', name));
    await expect(obtainTrivy(request(), here.ports)).resolves.toMatchObject({ path, version: '0.74.0' });
  });

  test('is not believed when another archive is asked for', async () => {
    await serving(release);
    await obtainTrivy(request(), here.ports);
    const later = archiveOf([{ path: 'trivy', content: trivySaying('0.74.0'), mode: 0o755 }]);
    await server?.close();
    await serving(later);
    await expect(obtainTrivy(request({ sha256: sha256Of(later) }), here.ports)).resolves.toMatchObject({ source: 'download' });
  });

  test('stays as it was when what should replace it is refused', async () => {
    await serving(release);
    const { path } = await obtainTrivy(request(), here.ports);
    await server?.close();
    await serving(releaseOf('0.73.0'));
    const failure = await failureOf(obtainTrivy(request({ sha256: 'a'.repeat(64) }), here.ports));
    expect(failure.code).toBe('TRIVY_REFUSED');
    await expect(obtainTrivy(request(), here.ports)).resolves.toMatchObject({ path, source: 'tool-cache' });
    expect(readdirSync(join(here.folder, 'tools'))).toEqual(['container-guard-trivy']);
  });

  test('that cannot be written says so, and what to do', async () => {
    await serving(release);
    writeFileSync(join(here.folder, 'tools'), 'a file where the folder should be');
    const { code, message } = await failureOf(obtainTrivy(request(), here.ports));
    expect(code).toBe('TRIVY_DOWNLOAD');
    expect(message).toContain('RUNNER_TOOL_CACHE');
  });
});

describe('a program on PATH', () => {
  test('of the pinned version is used, and it is said that its bytes are not verified', async () => {
    const path = here.program('bin', trivySaying('0.74.0'));
    const { sha256: _, ...plain } = request();
    const binary = await obtainTrivy(plain, here.ports);
    expect(binary).toMatchObject({ path, source: 'path', version: '0.74.0' });
    expect(binary.verified).toMatch(/^version only/);
  });

  test('of another version is left alone with the reason, and the right one is fetched', async () => {
    await serving(release);
    here.program('bin', trivySaying('0.60.0'));
    await expect(obtainTrivy(request(), here.ports)).resolves.toMatchObject({ source: 'download' });
    expect(here.said.join('\n')).toContain('is Trivy 0.60.0, and 0.74.0 is wanted');
  });

  test('of another version is used when its version and digest are given', async () => {
    const script = trivySaying('0.75.0');
    here.program('bin', script);
    const binary = await obtainTrivy(request({ version: '0.75.0', sha256: sha256Of(Buffer.from(script)) }), here.ports);
    expect(binary).toMatchObject({ source: 'path', version: '0.75.0', verified: 'bytes equal to the SHA-256 given' });
  });

  test('is asked for its version with nothing of the job in its environment', async () => {
    const seen = join(here.folder, 'seen');
    here.program('bin', `#!/bin/sh\nenv > ${seen}\n${trivySaying('0.74.0').replace('#!/bin/sh\n', '')}`);
    await obtainTrivy(request(), here.ports);
    const environment = readFileSync(seen, 'utf8');
    expect(environment).not.toContain('a token of the job');
    expect(environment).toMatch(/^HOME=.*container-guard-version-/m);
  });

  test('that babbles is not used', async () => {
    here.program('bin', '#!/bin/sh\necho hello\n');
    const { code } = await failureOf(obtainTrivy(request({ imagesAsked: false }), here.ports));
    expect(code).toBe('TRIVY_MISSING');
    expect(here.said.join('\n')).toContain('what it answers is not what Trivy answers');
  });
});

describe('a program that may be bad', () => {
  test('is not run to find out: a known bad digest is enough', async () => {
    const seen = join(here.folder, 'seen');
    const path = here.program('somewhere', `#!/bin/sh\ntouch ${seen}\n`);
    const bad = '822dd269ec10459572dfaaefe163dae693c344249a0161953f0d5cdd110bd2a0';
    const ports = { ...here.ports, files: { ...here.ports.files, sha256AndMarked: async () => ({ sha256: bad, marked: [] }) } };
    const { sha256: _, ...plain } = request({ mode: path });
    const { code, message } = await failureOf(obtainTrivy(plain, ports));
    expect(code).toBe('TRIVY_REFUSED');
    expect(message).toContain('GHSA-69fq-xp46-6x23');
    expect(existsSync(seen)).toBe(false);
  });

  test('is refused when it does not answer in time', async () => {
    const path = here.program('somewhere', trivySaying('0.74.0'));
    const late = { exitCode: null, signal: 'SIGKILL', stdout: '', stderr: '', truncated: false, timedOut: true };
    const ports = { ...here.ports, processes: { run: async () => late } };
    const { code, message } = await failureOf(obtainTrivy(request({ mode: path }), ports));
    expect(code).toBe('TRIVY_REFUSED');
    expect(message).toContain('30 seconds');
  });
});

describe('a program that is named', () => {
  test('is used', async () => {
    const path = here.program('somewhere', trivySaying('0.74.0'));
    await expect(obtainTrivy(request({ mode: path }), here.ports)).resolves.toMatchObject({ path, source: 'given' });
  });

  test('is refused when it is another version', async () => {
    const path = here.program('somewhere', trivySaying('0.73.0'));
    await expect(failureOf(obtainTrivy(request({ mode: path }), here.ports))).resolves.toMatchObject({ code: 'TRIVY_REFUSED' });
  });

  test.each(['0.69.4', '0.69.5', '0.69.6'])('is refused when it is the compromised %s, with the advisory', async (version) => {
    const path = here.program('somewhere', trivySaying(version));
    const { code, message } = await failureOf(obtainTrivy(request({ mode: path }), here.ports));
    expect(code).toBe('TRIVY_REFUSED');
    expect(message).toContain('GHSA-69fq-xp46-6x23');
  });

  test('must be there', async () => {
    const path = join(here.folder, 'nowhere');
    await expect(failureOf(obtainTrivy(request({ mode: path }), here.ports))).resolves.toMatchObject({ code: 'TRIVY_MISSING' });
  });
});

describe('a request', () => {
  test('fetches nothing when no image asks for it', async () => {
    const { asked } = await serving(release);
    const { code } = await failureOf(obtainTrivy(request({ imagesAsked: false }), here.ports));
    expect(code).toBe('TRIVY_MISSING');
    expect(asked).toEqual([]);
  });

  test('that requires Trivy fetches it though no image asks for it', async () => {
    await serving(release);
    await expect(obtainTrivy(request({ mode: 'required', imagesAsked: false }), here.ports)).resolves.toMatchObject({
      source: 'download',
    });
  });

  test('that is off finds nothing, though it is installed', async () => {
    here.program('bin', trivySaying('0.74.0'));
    await expect(failureOf(obtainTrivy(request({ mode: 'off' }), here.ports))).resolves.toMatchObject({ code: 'TRIVY_MISSING' });
  });

  test.each([
    ['a compromised version, whatever its digest', { version: '0.69.4', sha256: 'a'.repeat(64) }, 'TRIVY_REFUSED'],
    [
      'a digest that is known to be bad',
      { sha256: '822dd269ec10459572dfaaefe163dae693c344249a0161953f0d5cdd110bd2a0' },
      'TRIVY_REFUSED',
    ],
    ['something that is no version', { version: 'latest' }, 'SETTINGS'],
    ['a digest of the wrong length', { sha256: 'abc' }, 'SETTINGS'],
  ])('for %s is turned down before anything is fetched', async (_, more, code) => {
    const { asked } = await serving(release);
    await expect(failureOf(obtainTrivy(request(more), here.ports))).resolves.toMatchObject({ code });
    expect(asked).toEqual([]);
  });

  test.each([
    ['is older than the pinned one', '0.73.9', 'is older than 0.74.0'],
    ['was published by an attacker', '0.69.6', 'GHSA-69fq-xp46-6x23'],
  ])('for a version that %s is refused before anything is fetched', async (_, version, why) => {
    const { asked } = await serving(release);
    const { sha256: _digest, ...plain } = request({ version });
    const { code, message, exitCode } = await failureOf(obtainTrivy(plain, here.ports));
    expect({ code, exitCode }).toEqual({ code: 'TRIVY_REFUSED', exitCode: 3 });
    expect(message).toContain(why);
    expect(asked).toEqual([]);
  });

  test('for the latest says why there is none', async () => {
    const { message, exitCode } = await failureOf(obtainTrivy(request({ version: 'latest' }), here.ports));
    expect(exitCode).toBe(2);
    expect(message).toContain('in March 2026 that was an attacker');
  });

  test('on a machine without a shipped digest needs a signature, and one Trivy is not published for is turned down', async () => {
    server = await mirror((asked, response) => {
      if (asked.url?.endsWith('.json') === true) response.writeHead(404).end();
      else response.end(release);
    });
    const { sha256: _, ...plain } = request();
    const on = (platform: string, arch: string) =>
      failureOf(obtainTrivy(plain, { ...here.ports, machine: { ...here.ports.machine, platform, arch } }));
    const { code, message } = await on('linux', 's390x');
    expect(code).toBe('TRIVY_REFUSED');
    expect(message).toContain('trivy_0.74.0_Linux-s390x.tar.gz.sigstore.json did not give it (HTTP 404)');
    await expect(on('sunos', 'x64')).resolves.toMatchObject({ code: 'TRIVY_DOWNLOAD' });
  });
});

test('what a killed install left in the tool cache is in nobody’s way, and is removed by the next', async () => {
  await serving(release);
  const tools = join(here.folder, 'tools');
  mkdirSync(join(tools, '.container-guard-trivy-partial-x'), { recursive: true });
  writeFileSync(join(tools, '.container-guard-trivy-partial-x/trivy'), 'half of it');
  writeFileSync(join(tools, '.container-guard-trivy.lock'), `${spawnSync('true').pid} ${hostname()} 1`);
  await expect(obtainTrivy(request(), here.ports)).resolves.toMatchObject({ source: 'download' });
  expect(readdirSync(tools)).toEqual(['container-guard-trivy']);
});
