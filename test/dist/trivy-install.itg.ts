import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { nodeBinary, nodeVersions } from '../parts/node-versions.ts';
import { behindProxy, listen } from '../parts/proxied-server.ts';
import { pushFiles } from '../parts/registry.ts';
import { sigstore } from '../parts/sigstore.ts';
import { archiveOf, trivySaying } from '../trivy/machine.ts';

const parts = inject('parts');
const cli = resolve(import.meta.dirname, '../../dist/cli.js');
const asset = 'trivy_0.74.0_Linux-64bit.tar.gz';
const scratch = mkdtempSync(join(tmpdir(), 'trivy-install-'));
const real = join(scratch, asset);
/** A megabyte that does not compress, as real archives have it. */
const filled = archiveOf([
  { path: 'LICENSE', content: randomBytes(3 << 20) },
  { path: 'trivy', content: trivySaying('0.74.0'), mode: 0o755 },
]);

let home: string;
let server: Server;
let mirror: string;
let served: Readonly<Record<string, Uint8Array | string>> = {};
let asked = 0;

beforeAll(async () => {
  execFileSync('tar', ['-czf', real, '-C', dirname(parts.trivy), 'trivy']);
  server = createServer(({ url = '' }, response) => {
    asked += 1;
    const name = Object.keys(served).find((end) => url.endsWith(end));
    if (name === undefined) response.writeHead(404).end();
    else response.end(served[name]);
  });
  mirror = `http://127.0.0.1:${await listen(server)}`;
});

beforeEach(() => {
  home = mkdtempSync(join(scratch, 'home-'));
  asked = 0;
});

afterAll(() => {
  server.close();
  rmSync(scratch, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

function run(args: readonly string[], more: Readonly<Record<string, string>> = {}, node = process.execPath): Promise<Ended> {
  return ended(node, [cli, 'trivy', ...args], { HOME: home, PATH: '/usr/bin:/bin', ...more });
}

function ended(program: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
    child.once('close', (code) => {
      done({ code, out, errors });
    });
  });
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('a Trivy that was built, in an archive', () => {
  test('is installed, verified anew from the cache, put into a folder, and mended when it was changed', async () => {
    const bytes = readFileSync(real);
    served = { [asset]: bytes };
    const given = ['--sha256', digestOf(bytes), '--format', 'json'];
    const first = await run(['install', '--mirror', mirror, ...given, '--directory', 'bin']);
    expect(first).toMatchObject({ code: 0, errors: '' });
    expect(readFileSync(join(home, 'bin/trivy')).equals(readFileSync(parts.trivy))).toBe(true);
    const folder = join(home, '.cache/container-guard/tools/container-guard-trivy/0.74.0', process.arch);
    expect(readdirSync(folder).toSorted()).toEqual(['trivy', asset]);
    expect(JSON.parse((await run(['verify', ...given])).out)).toMatchObject({ path: join(folder, 'trivy'), verifiedBy: 'digest' });
    expect((await run(['verify', 'bin/trivy', ...given])).code).toBe(0);
    writeFileSync(join(folder, 'trivy'), trivySaying('0.74.0'));
    expect((await run(['verify', ...given])).code).toBe(3);
    expect(JSON.parse((await run(['install', ...given])).out)).toMatchObject({ source: 'tool-cache' });
    expect((await run(['verify', ...given])).code).toBe(0);
    expect(asked).toBe(1);
  });
});

describe('installs at the same time', () => {
  test('share one download and leave one whole Trivy', async () => {
    served = { [asset]: filled };
    const args = ['install', '--mirror', mirror, '--sha256', digestOf(filled), '--format', 'json'];
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => run(args)));
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
    expect(asked).toBe(1);
    expect(readdirSync(join(home, '.cache/container-guard/tools'))).toEqual(['container-guard-trivy']);
  });
});

describe.for(nodeVersions)('on Node %s', (major) => {
  const node = nodeBinary(major);

  test('a digest, and a signature that another Sigstore gave, are judged', async () => {
    const signer = 'https://github.com/aquasecurity/trivy/.github/workflows/reusable-release.yaml@refs/tags/v0.75.0';
    const issuer = 'https://token.actions.githubusercontent.com';
    const bundle = await (await sigstore()).sign(filled, { identity: signer, issuer });
    served = { '.sigstore.json': bundle, '.tar.gz': filled };
    const installed = await run(['install', '--mirror', mirror, '--sha256', digestOf(filled)], {}, node);
    expect(installed).toMatchObject({ code: 0 });
    const signed = await run(['install', '--mirror', mirror, '--version', '0.75.0'], {}, node);
    expect(signed.code).toBe(3);
    expect(signed.errors).toContain('its signature does not hold');
  });

  test('a proxy and an authority of the environment are used', async () => {
    const { key, cert, file } = authority('mirror.example');
    const site = await behindProxy({ key, cert }, (_, response) => response.end(filled));
    const args = ['install', '--mirror', 'https://mirror.example/trivy', '--sha256', digestOf(filled)];
    const proxied = { HTTPS_PROXY: site.proxy };
    const stranger = await run(args, proxied, node);
    expect(stranger.code).toBe(3);
    expect(stranger.errors).toMatch(/DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_VERIFY|SELF_SIGNED/);
    for (const name of ['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS']) {
      rmSync(join(home, '.cache'), { recursive: true, force: true });
      expect(await run(args, { ...proxied, [name]: file }, node)).toMatchObject({ code: 0 });
    }
    expect(new Set(site.connected)).toEqual(new Set(['mirror.example:443']));
    rmSync(join(home, '.cache'), { recursive: true, force: true });
    const direct = await run(args, { ...proxied, NO_PROXY: '.example', SSL_CERT_FILE: file }, node);
    expect(direct.errors).toMatch(/ENOTFOUND|EAI_AGAIN/);
    site.close();
  });
});

describe('a registry', () => {
  const address = `oci://${parts.registry}/mirrors/trivy`;

  test('gives the archive, the bundle beside it, and nothing under other names', async () => {
    const bundle = Buffer.from('{"no":"bundle"}');
    const other = 'trivy_0.75.0_Linux-64bit.tar.gz';
    await pushFiles(parts.registry, 'mirrors/trivy', 'v0.74.0', { [asset]: filled });
    await pushFiles(parts.registry, 'mirrors/trivy', 'v0.75.0', { [other]: filled, [`${other}.sigstore.json`]: bundle });
    await pushFiles(parts.registry, 'mirrors/trivy', 'v0.76.0', { 'README.md': Buffer.from('hello') });
    const good = await run(['install', '--mirror', address, '--sha256', digestOf(filled), '--format', 'json']);
    expect(JSON.parse(good.out)).toMatchObject({ version: '0.74.0', archive: digestOf(filled), source: 'download' });
    const signed = await run(['install', '--mirror', address, '--version', '0.75.0']);
    expect(signed.errors).toContain('no Sigstore bundle');
    const named = await run(['install', '--mirror', address, '--version', '0.76.0']);
    expect(named.errors).toContain('no file named trivy_0.76.0_Linux-64bit.tar.gz in it');
    const missing = await run(['install', '--mirror', address, '--version', '0.77.0']);
    expect(missing.errors).toContain('404');
    expect([signed, named, missing].map(({ code }) => code)).toEqual([3, 3, 3]);
  });

  test('that gives other bytes than the shipped digest names is refused', async () => {
    const { code, errors } = await run(['install', '--mirror', address]);
    expect(code).toBe(3);
    expect(errors).toContain('should be 2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a');
  });
});

describe('a disk without room', () => {
  const small = (kilobytes: number, script: string): Promise<Ended> => {
    const mount = `mount -t tmpfs -o size=${kilobytes}k none "$HOME/.cache" && ${script}; code=$?; ls -A "$HOME/.cache/container-guard/tools" >&2; exit $code`;
    mkdirSync(join(home, '.cache'));
    return ended('unshare', ['--map-root-user', '--mount', 'sh', '-c', mount], { HOME: home, PATH: '/usr/bin:/bin' });
  };

  test.each([
    ['the archive', 1000],
    ['the program beside it', 3_200],
  ])('for %s is told of, and nothing is left', async (_, kilobytes) => {
    const big = archiveOf([
      { path: 'LICENSE', content: randomBytes(3 << 20) },
      { path: 'trivy', content: Buffer.alloc(2 << 20), mode: 0o755 },
    ]);
    served = { [asset]: big };
    const command = `"${process.execPath}" "${cli}" trivy install --mirror ${mirror} --sha256 ${digestOf(big)} --directory "$HOME/out"`;
    const { code, errors } = await small(kilobytes, command);
    expect(code).toBe(3);
    expect(errors).toMatch(/no room left on the disk|ENOSPC/);
    expect(errors).toContain('RUNNER_TOOL_CACHE');
    expect(errors).not.toContain('container-guard-trivy-partial');
    expect(errors).not.toMatch(/^container-guard-trivy$/m);
    expect(existsSync(join(home, 'out'))).toBe(false);
  });
});

/** A certificate that signs itself, for a name. */
function authority(name: string): { readonly key: string; readonly cert: string; readonly file: string } {
  const folder = mkdtempSync(join(scratch, 'tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', `/CN=${name}`]
      .concat(['-addext', `subjectAltName=DNS:${name}`, '-keyout', key, '-out', cert]),
    { stdio: 'ignore' },
  );
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8'), file: cert };
}
