import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signaturesBy } from '../../src/adapters/signatures.ts';
import { run } from '../../src/commands/command.ts';
import type { Terminal } from '../../src/commands/terminal.ts';
import { trivy } from '../../src/commands/trivy.ts';
import { GuardError } from '../../src/errors.ts';
import type { TrivyPorts } from '../../src/trivy/ports.ts';
import { sigstore } from '../parts/sigstore.ts';
import type { Sigstore } from '../parts/sigstore.ts';
import { archiveOf, machine, mirror, releaseOf, sha256Of, trivySaying } from '../trivy/machine.ts';
import type { Machine, Mirror } from '../trivy/machine.ts';

const pinned = releaseOf('0.74.0');
const other = releaseOf('0.75.1');
const asset = 'trivy_0.74.0_Linux-64bit.tar.gz';
const signer = {
  identity: 'https://github.com/aquasecurity/trivy/.github/workflows/reusable-release.yaml@refs/tags/v0.75.1',
  issuer: 'https://token.actions.githubusercontent.com',
};

let instance: Sigstore;
let here: Machine;
let server: Mirror | undefined;
let printed: string;

beforeAll(async () => {
  instance = await sigstore();
});

beforeEach(() => {
  here = machine();
  printed = '';
});

afterEach(async () => {
  here.remove();
  await server?.close();
  server = undefined;
});

function terminal(): Terminal {
  const print = (text: string): void => {
    printed += text;
  };
  const printParts = async (parts: Iterable<string>): Promise<void> => [...parts].forEach(print);
  return { folder: here.folder, print, printParts, errors: new PassThrough(), colours: false, unicode: true, width: 100 };
}

interface Outcome {
  readonly code: number;
  readonly error: string;
  readonly json: unknown;
}

/** Runs `container-guard trivy …` as the command line does. */
async function call(args: readonly string[], ports: TrivyPorts = here.ports): Promise<Outcome> {
  printed = '';
  const json = (): unknown => (printed.startsWith('{') ? JSON.parse(printed) : undefined);
  try {
    return { code: await trivy(args, terminal(), ports), error: '', json: json() };
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return { code: error.exitCode, error: error.message, json: json() };
  }
}

/** A mirror that holds these files, by the end of their path. */
async function serving(files: Readonly<Record<string, string | Uint8Array>>): Promise<readonly string[]> {
  server = await mirror(({ url = '' }, response) => {
    const name = Object.keys(files).find((end) => url.endsWith(end));
    if (name === undefined) response.writeHead(404).end();
    else response.end(files[name]);
  });
  return ['--mirror', server.baseUrl];
}

function signing(): TrivyPorts {
  const clock = { milliseconds: () => Date.now() + 10 * 86_400_000 };
  return { ...here.ports, signatures: signaturesBy(async () => instance.trustRoot), clock };
}

function leftovers(): readonly string[] {
  const at = (name: string): readonly string[] =>
    existsSync(join(here.folder, name)) ? readdirSync(join(here.folder, name)) : [];
  return [...at('tools'), ...at('temp'), ...at('out')];
}

describe('trivy install', () => {
  test('puts a verified program into a folder, and tells path, version, digest and how it was verified', async () => {
    const flags = await serving({ '.tar.gz': pinned });
    const args = ['install', ...flags, '--sha256', sha256Of(pinned), '--directory', 'out/bin', '--format', 'json'];
    const { code, json } = await call(args);
    const path = join(here.folder, 'out/bin/trivy');
    expect(code).toBe(0);
    expect(json).toEqual({
      path,
      version: '0.74.0',
      sha256: createHash('sha256').update(trivySaying('0.74.0')).digest('hex'),
      archive: sha256Of(pinned),
      verifiedBy: 'digest',
      verified: `release archive equal to the SHA-256 given, ${sha256Of(pinned)}`,
      source: 'download',
    });
    expect(readFileSync(path, 'utf8')).toBe(trivySaying('0.74.0'));
    expect(statSync(path).mode & 0o777).toBe(0o755);
    expect(readdirSync(join(here.folder, 'out/bin'))).toEqual(['trivy']);
  });

  test('of another version takes one that its release has signed', async () => {
    const bundle = await instance.sign(other, signer);
    const flags = await serving({ '.sigstore.json': bundle, '.tar.gz': other });
    const { code } = await call(['install', ...flags, '--version', 'v0.75.1'], signing());
    expect(code).toBe(0);
    expect(printed).toContain('Trivy 0.75.1 is verified (signature): ');
    expect(printed).toContain(`by ${signer.identity}`);
  });

  test('asks mirrors in turn, and tells of those that failed', async () => {
    const flags = await serving({ '.tar.gz': pinned });
    const bad = await mirror((_, response) => response.end('something else'));
    const args = ['install', '--mirror', bad.baseUrl, ...flags, '--sha256', sha256Of(pinned)];
    expect((await call(args)).code).toBe(0);
    expect(here.said.join('\n')).toContain(`What ${bad.baseUrl}/v0.74.0/${asset} gave is refused`);
    await bad.close();
  });

  const bomb = gzipSync(Buffer.alloc(51_200_000));
  test.each<[string, Readonly<Record<string, string | Uint8Array>>, readonly string[], readonly string[]]>([
    ['wrong bytes', { '.tar.gz': pinned }, [], ['should be 2ae6fe3e', `and is ${sha256Of(pinned)}`, 'proxy or mirror']],
    ['a page', { '.tar.gz': '<html>log in</html>' }, [], ['should be 2ae6fe3e']],
    ['nothing', {}, [], ['HTTP 404', 'under v{version}/']],
    ['a bomb', { '.tar.gz': bomb }, [], ['should be 2ae6fe3e']],
    ['a bomb whose digest is given', { '.tar.gz': bomb }, ['--sha256', sha256Of(bomb)], ['holds no "trivy"']],
    [
      'an archive that climbs out',
      { '.tar.gz': archiveOf([{ path: '../../x', content: 'x' }]) },
      ['--sha256', sha256Of(archiveOf([{ path: '../../x', content: 'x' }]))],
      ['points outside'],
    ],
    ['no bundle', { '75.1_Linux-64bit.tar.gz': other }, ['--version', '0.75.1'], ['.sigstore.json did not give it (HTTP 404)']],
    ['a wrong bundle', { '.json': '{}', '.tar.gz': other }, ['--version', '0.75.1'], ['no Sigstore bundle', 'give the SHA-256']],
    ['a compromised version', { '.tar.gz': pinned }, ['--version', '0.69.4'], ['GHSA-69fq-xp46-6x23', 'Use 0.74.0']],
    ['an older version', { '.tar.gz': pinned }, ['--version', '0.70.0'], ['is older than 0.74.0']],
    [
      'a known bad file',
      { '.tar.gz': pinned },
      ['--sha256', '822dd269ec10459572dfaaefe163dae693c344249a0161953f0d5cdd110bd2a0'],
      ['Trivy 0.69.4 for Linux-64bit'],
    ],
    [
      'a program of another version',
      { '.tar.gz': releaseOf('0.69.5') },
      ['--sha256', sha256Of(releaseOf('0.69.5'))],
      ['Trivy 0.69.5 is refused', 'rotate the secrets'],
    ],
  ])('given %s ends with 3, says what, and leaves nothing behind', async (_, files, more, said) => {
    const flags = await serving(files);
    const { code, error, json } = await call(['install', ...flags, ...more, '--directory', 'out', '--format', 'json']);
    expect(code).toBe(3);
    for (const words of said) expect(error).toContain(words);
    expect(json).toEqual({ error: { code: expect.stringMatching(/^TRIVY_/) as unknown, message: error } });
    expect(leftovers()).toEqual([]);
    expect(existsSync(join(here.folder, 'out'))).toBe(false);
  });

  test('leaves the program that is there when a new one is refused', async () => {
    mkdirSync(join(here.folder, 'out'));
    writeFileSync(join(here.folder, 'out/trivy'), 'the one before');
    const flags = await serving({ '.tar.gz': 'wrong' });
    expect((await call(['install', ...flags, '--directory', 'out'])).code).toBe(3);
    expect(readFileSync(join(here.folder, 'out/trivy'), 'utf8')).toBe('the one before');
  });

  test('says so when the folder cannot be written', async () => {
    writeFileSync(join(here.folder, 'file'), '');
    const flags = await serving({ '.tar.gz': pinned });
    const { code, error } = await call(['install', ...flags, '--sha256', sha256Of(pinned), '--directory', 'file/bin']);
    expect(code).toBe(2);
    expect(error).toContain(join(here.folder, 'file/bin'));
  });

  test.each([
    [['install', '--version', 'latest'], 'in March 2026 that was an attacker'],
    [['install', '--version', '1.2'], 'is no Trivy version'],
    [['install', '--sha256', 'abc'], '64 hexadecimal digits'],
    [['install', '--mirror', 'http://mirror.example'], 'begins with https://'],
    [['install', '--mirror', 'oci://registry.example/trivy:v1'], 'without a tag'],
    [['install', '--mirorr', 'x'], 'Did you mean `--mirror`?'],
    [['install', '--mirror'], 'trivy install --help'],
    [['install', 'somewhere'], '`somewhere` is not expected'],
    [['install', '--format', 'xml'], 'not one of table, json'],
    [['verify', 'no-such-file'], 'there is no file'],
    [['instal'], 'Did you mean `install`?'],
    [[], 'install, verify, status, list'],
  ])('%j ends with 2 and says why', async (args, said) => {
    const { code, error } = await call(args);
    expect(code).toBe(2);
    expect(error).toContain(said);
    expect(leftovers()).toEqual([]);
  });
});

describe('trivy verify', () => {
  const given = ['--sha256', sha256Of(pinned)];

  async function install(): Promise<string> {
    const flags = await serving({ '.tar.gz': pinned });
    expect((await call(['install', ...flags, ...given, '--directory', 'out'])).code).toBe(0);
    return join(here.folder, 'out/trivy');
  }

  test('without a path verifies what the tool cache holds, and changes nothing', async () => {
    await install();
    const { code, json } = await call(['verify', ...given, '--format', 'json']);
    expect(code).toBe(0);
    expect(json).toMatchObject({ version: '0.74.0', verifiedBy: 'digest' });
    const program = join(here.folder, 'tools/container-guard-trivy/0.74.0', process.arch, 'trivy');
    writeFileSync(program, 'something else');
    const changed = await call(['verify', ...given]);
    expect(changed.code).toBe(3);
    expect(changed.error).toContain('is not the program of the archive it came from');
    expect(readFileSync(program, 'utf8')).toBe('something else');
  });

  test('with nothing in the tool cache ends with 3', async () => {
    const { code, error } = await call(['verify']);
    expect(code).toBe(3);
    expect(error).toContain('container-guard trivy install');
  });

  test('of a program compares it with the verified one in the tool cache, and does not run it', async () => {
    const path = await install();
    expect((await call(['verify', 'out/trivy', ...given, '--format', 'json'])).json).toMatchObject({
      path,
      verifiedBy: 'digest',
    });
    const ran = join(here.folder, 'ran');
    writeFileSync(path, `#!/bin/sh\ntouch ${ran}\n`);
    const { code, error } = await call(['verify', 'out/trivy', ...given]);
    expect(code).toBe(3);
    expect(error).toContain('could not be verified, and was not run');
    expect(existsSync(ran)).toBe(false);
  });

  test('of a program takes the digest that is given', async () => {
    const path = here.program('bin', trivySaying('0.74.0'));
    const digest = sha256Of(readFileSync(path));
    expect((await call(['verify', path, '--sha256', digest])).code).toBe(0);
    expect((await call(['verify', path])).error).toContain(`its SHA-256 is ${digest}`);
  });

  test('of an archive checks digest and bundle, whichever of them there is', async () => {
    const path = join(here.folder, 'trivy_0.75.1_Linux-64bit.tar.gz');
    const bundle = `${path}.sigstore.json`;
    writeFileSync(path, other);
    const verify = (...more: string[]): Promise<Outcome> => call(['verify', path, '--format', 'json', ...more], signing());
    expect((await verify()).error).toContain('there is none beside it');
    expect((await verify('--sha256', sha256Of(other))).json).toMatchObject({ verifiedBy: 'digest', version: '0.75.1' });
    writeFileSync(bundle, await instance.sign(other, signer));
    expect((await verify()).json).toMatchObject({ verifiedBy: 'signature', sha256: sha256Of(other) });
    expect((await verify('--sha256', sha256Of(other))).json).toMatchObject({ verifiedBy: 'digest+signature' });
    writeFileSync(bundle, await instance.sign(pinned, signer));
    expect((await verify()).code).toBe(3);
    expect((await verify('--sha256', sha256Of(other))).code).toBe(3);
    expect((await verify('--bundle', 'nowhere.json')).code).toBe(2);
    expect((await call(['verify', path])).error).toContain('does not hold');
  });

  test('of an archive under the name of a compromised version is refused', async () => {
    const path = join(here.folder, 'trivy_0.69.4_Linux-64bit.tar.gz');
    writeFileSync(path, releaseOf('0.69.4'));
    expect((await call(['verify', path])).error).toContain('GHSA-69fq-xp46-6x23');
  });

  test('of an archive for another platform compares it with the digest of its own name', async () => {
    const path = join(here.folder, 'trivy_0.74.0_windows-64bit.zip');
    writeFileSync(path, 'no zip');
    expect((await call(['verify', path])).error).toContain('should be 94c40e06');
  });
});

describe('trivy status', () => {
  test('tells what would be used and why the others would not', async () => {
    const flags = await serving({});
    const old = here.program('bin', trivySaying('0.60.0'));
    const before = await call(['status', ...flags, '--format', 'json']);
    expect(before).toMatchObject({
      code: 0,
      json: {
        version: '0.74.0',
        used: { source: 'download', state: 'fetched' },
        candidates: [
          { source: 'tool-cache', state: 'absent' },
          { source: 'path', path: old, state: 'refused', reason: expect.stringContaining('is Trivy 0.60.0') as unknown },
          { source: 'download', state: 'fetched' },
        ],
      },
    });
    here.program('bin', trivySaying('0.74.0'));
    await call(['status', ...flags]);
    expect(printed).toContain(`A scan would use ${old}.`);
    expect(printed).toContain('verified by version: version only');
    expect(printed).toContain('not asked: there is a Trivy already');
    expect(server?.asked).toEqual([]);
  });

  test('prefers the tool cache, and names a compromised program for what it is', async () => {
    const flags = await serving({ '.tar.gz': pinned });
    const given = ['--sha256', sha256Of(pinned)];
    await call(['install', ...flags, ...given]);
    here.program('bin', trivySaying('0.69.4'));
    const { json } = await call(['status', ...given, '--format', 'json']);
    expect(json).toMatchObject({
      used: { source: 'tool-cache', verifiedBy: 'digest' },
      candidates: [
        { source: 'tool-cache', state: 'used' },
        { source: 'path', state: 'refused', reason: expect.stringContaining('GHSA-69fq-xp46-6x23') as unknown },
        { source: 'download', state: 'not-fetched' },
      ],
    });
  });
});

describe('trivy list', () => {
  test('tells what the tool cache holds, verified anew, and what is refused', async () => {
    const bundle = await instance.sign(other, signer);
    await call(['install', ...(await serving({ '.json': bundle, '.tar.gz': other })), '--version', '0.75.1'], signing());
    const { json } = await call(['list', '--format', 'json'], signing());
    expect(json).toMatchObject({
      pinned: '0.74.0',
      installed: [{ version: '0.75.1', verifiedBy: 'signature' }],
      refused: [{ version: '0.69.4' }, { version: '0.69.5' }, { version: '0.69.6' }],
    });
    await call(['list']);
    expect(printed).toContain('0.75.1  not used: The Trivy in the tool cache is not the one that was installed');
  });
});

test.each(['trivy', 'install', 'verify', 'status', 'list'])('the help of %s teaches', async (name) => {
  const args = name === 'trivy' ? ['trivy', '--help'] : ['trivy', name, '--help'];
  await expect(run(args, terminal())).resolves.toBe(0);
  expect(printed).toContain(`container-guard trivy${name === 'trivy' ? '' : ` ${name}`}`);
  expect(printed).toContain('Exit codes');
  const page = printed;
  printed = '';
  await run(['help', 'trivy', ...(name === 'trivy' ? [] : [name])], terminal());
  expect(printed).toBe(page);
});
