import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signatures, signaturesBy } from '../../src/adapters/signatures.ts';
import { GuardError } from '../../src/errors.ts';
import { obtainTrivy } from '../../src/trivy/install.ts';
import type { TrivyPorts } from '../../src/trivy/ports.ts';
import type { TrivyRequest } from '../../src/trivy/request.ts';
import { sigstore } from '../parts/sigstore.ts';
import type { Sigstore, SigningWishes } from '../parts/sigstore.ts';
import { machine, mirror, releaseOf, sha256Of } from './machine.ts';
import type { Machine, Mirror } from './machine.ts';

const version = '0.75.1';
const release = releaseOf(version);
const workflow = 'https://github.com/aquasecurity/trivy/.github/workflows/reusable-release.yaml';
const signer = { identity: `${workflow}@refs/tags/v${version}`, issuer: 'https://token.actions.githubusercontent.com' };
/** A moment from now: the certificate authority of the test is not older than the test. */
const signedAt = new Date(Date.now() + 60_000);
const day = 86_400_000;

let instance: Sigstore;
let here: Machine;
let server: Mirror | undefined;

beforeAll(async () => {
  instance = await sigstore();
});

beforeEach(() => {
  here = machine();
});

afterEach(async () => {
  here.remove();
  await server?.close();
  server = undefined;
});

/** The machine with the trust root of the test's own Sigstore, some days after the release. */
function ports(days = 4): TrivyPorts {
  return {
    ...here.ports,
    signatures: signaturesBy(async () => instance.trustRoot),
    clock: { milliseconds: () => signedAt.getTime() + days * day },
  };
}

function minuteOf(days: number): string {
  return `${new Date(signedAt.getTime() + days * day).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function bundleFor(bytes: Uint8Array, more: Partial<SigningWishes> = {}): Promise<string> {
  return instance.sign(bytes, { ...signer, at: signedAt, ...more });
}

/** A mirror with an archive and, beside it, a bundle. */
async function serving(archive: Uint8Array, bundle: string | undefined): Promise<TrivyRequest> {
  server = await mirror(({ url = '' }, response) => {
    if (!url.endsWith('.sigstore.json')) response.end(archive);
    else if (bundle === undefined) response.writeHead(404).end();
    else response.end(bundle);
  });
  return { mode: 'required', imagesAsked: true, mirrors: [server.baseUrl], version };
}

async function failureOf(promise: Promise<unknown>): Promise<GuardError> {
  const outcome = await promise.catch((error: unknown) => error);
  if (outcome instanceof GuardError) return outcome;
  throw new Error('it should have failed with a GuardError', { cause: outcome });
}

describe('another version than the pinned one', () => {
  test('is installed when its release has signed it three days ago or more', async () => {
    const request = await serving(release, await bundleFor(release));
    const binary = await obtainTrivy(request, ports(3));
    expect(binary).toMatchObject({ version, verifiedBy: 'signature', source: 'download', archive: sha256Of(release) });
    expect(binary.verified).toContain(`signed at ${minuteOf(0)} by ${signer.identity}`);
    expect(server?.asked).toEqual([
      '/releases/v0.75.1/trivy_0.75.1_Linux-64bit.tar.gz',
      '/releases/v0.75.1/trivy_0.75.1_Linux-64bit.tar.gz.sigstore.json',
    ]);
  });

  test('is judged by its signature again each time it comes out of the tool cache', async () => {
    const request = await serving(release, await bundleFor(release));
    const { path } = await obtainTrivy(request, ports());
    const again = await obtainTrivy({ ...request, offline: true }, ports());
    expect(again).toMatchObject({ path, verifiedBy: 'signature', source: 'tool-cache' });
    const bundle = join(path, '../trivy_0.75.1_Linux-64bit.tar.gz.sigstore.json');
    writeFileSync(bundle, await bundleFor(release, { identity: 'https://github.com/somebody/else' }));
    const failure = await failureOf(obtainTrivy({ ...request, offline: true }, ports()));
    expect(failure.code).toBe('TRIVY_MISSING');
    expect(here.said.join('\n')).toContain('is by https://github.com/somebody/else');
  });

  test('is taken without a signature when its digest is given', async () => {
    const request = await serving(release, undefined);
    const binary = await obtainTrivy({ ...request, sha256: sha256Of(release) }, ports());
    expect(binary).toMatchObject({ version, verifiedBy: 'digest' });
    expect(server?.asked).toHaveLength(1);
  });

  test('is too young on the day it came out, and says from when on it may be used', async () => {
    const request = await serving(release, await bundleFor(release));
    const { code, message, exitCode } = await failureOf(obtainTrivy(request, ports(2.999)));
    expect({ code, exitCode }).toEqual({ code: 'TRIVY_REFUSED', exitCode: 3 });
    expect(message).toContain(`signed at ${minuteOf(0)}`);
    expect(message).toContain(`may be used from ${minuteOf(3)} on`);
  });

  test.each<[string, Partial<SigningWishes>, string]>([
    ['a fork', { identity: signer.identity.replace('aquasecurity', 'somebody') }, 'is by https://github.com/somebody/trivy/'],
    ['another workflow', { identity: signer.identity.replace('reusable-release', 'release') }, 'workflows/release.yaml'],
    ['the release of another version', { identity: `${workflow}@refs/tags/v0.75.0` }, 'refs/tags/v0.75.0 (as'],
    ['a branch', { identity: `${workflow}@refs/heads/main` }, 'refs/heads/main (as'],
    ['a name that goes on', { identity: `${signer.identity}-evil` }, 'v0.75.1-evil (as'],
    ['a name that ends before', { identity: `${workflow}@refs/tags/v0.75` }, 'refs/tags/v0.75 (as'],
    ['a name that begins before', { identity: `https://evil.example/?${signer.identity}` }, 'https://evil.example/'],
    ['a name that a pattern would take', { identity: signer.identity.replaceAll('.', '-') }, 'github-com'],
    ['another issuer', { issuer: 'https://accounts.example.invalid' }, '(as https://accounts.example.invalid says)'],
    ['nobody a log knows of', { unlogged: true }, 'does not hold'],
  ])('signed by %s is refused, with who it was', async (_, wishes, said) => {
    const request = await serving(release, await bundleFor(release, wishes));
    const { code, message } = await failureOf(obtainTrivy(request, ports()));
    expect(code).toBe('TRIVY_REFUSED');
    expect(message).toContain(said);
    expect(message).toContain('give the SHA-256');
  });

  test.each<[string, () => Promise<string>, string]>([
    ['for other bytes', () => bundleFor(Buffer.from('something else')), 'does not hold'],
    ['that is a page', () => Promise.resolve('<html>a login page</html>'), 'no Sigstore bundle'],
    ['that is empty', () => Promise.resolve(''), 'no Sigstore bundle'],
    ['that is cut off', async () => (await bundleFor(release)).slice(0, 900), 'no Sigstore bundle'],
    ['that is JSON of something else', () => Promise.resolve('{"mediaType":"text/plain"}'), 'no Sigstore bundle'],
    ['by another Sigstore', async () => (await sigstore()).sign(release, { ...signer, at: signedAt }), 'does not hold'],
  ])('with a signature %s is refused', async (_, bundle, said) => {
    const request = await serving(release, await bundle());
    const { code, message } = await failureOf(obtainTrivy(request, ports()));
    expect(code).toBe('TRIVY_REFUSED');
    expect(message).toContain(said);
  });

  test('without a bundle beside it is refused, with where it should lie', async () => {
    const { code, message } = await failureOf(obtainTrivy(await serving(release, undefined), ports()));
    expect(code).toBe('TRIVY_REFUSED');
    expect(message).toContain('/v0.75.1/trivy_0.75.1_Linux-64bit.tar.gz.sigstore.json did not give it (HTTP 404)');
    expect(message).toContain('bundles beside the archives');
  });

  test('whose program says another version than the signature is refused', async () => {
    const other = releaseOf('0.75.0');
    const { code, message } = await failureOf(obtainTrivy(await serving(other, await bundleFor(other)), ports()));
    expect(code).toBe('TRIVY_REFUSED');
    expect(message).toContain('is Trivy 0.75.0, and 0.75.1 is wanted');
  });

  test('whose program says that it is a compromised one is refused, signature or not', async () => {
    const bad = releaseOf('0.69.4');
    const { message } = await failureOf(obtainTrivy(await serving(bad, await bundleFor(bad)), ports()));
    expect(message).toContain('GHSA-69fq-xp46-6x23');
  });
});

test('a file that is known to be bad is refused by its digest, though its release has signed it', async () => {
  const request = await serving(release, await bundleFor(release));
  const bad = '822dd269ec10459572dfaaefe163dae693c344249a0161953f0d5cdd110bd2a0';
  const files = { ...here.ports.files, sha256: async () => bad };
  const { code, message } = await failureOf(obtainTrivy(request, { ...ports(), files }));
  expect(code).toBe('TRIVY_REFUSED');
  expect(message).toContain('Trivy 0.69.4 for Linux-64bit');
});

describe('the pinned version', () => {
  test('needs a signature on a machine whose archive has no shipped digest', async () => {
    const pinned = releaseOf('0.74.0');
    const identity = `${workflow}@refs/tags/v0.74.0`;
    const { version: _, ...request } = await serving(pinned, await bundleFor(pinned, { identity }));
    const slow = { ...ports(), machine: { ...here.ports.machine, arch: 's390x' } };
    await expect(obtainTrivy(request, slow)).resolves.toMatchObject({ version: '0.74.0', verifiedBy: 'signature' });
  });

  test('is refused for its digest, whatever signs it', async () => {
    const pinned = releaseOf('0.74.0');
    const identity = `${workflow}@refs/tags/v0.74.0`;
    const { version: _, ...request } = await serving(pinned, await bundleFor(pinned, { identity }));
    const { message } = await failureOf(obtainTrivy(request, ports()));
    expect(message).toContain('its SHA-256 should be 2ae6fe3e');
    expect(server?.asked).toHaveLength(1);
  });
});

describe('the trust root that comes with the product', () => {
  test('knows nothing of an instance of somebody’s own', async () => {
    await expect(signatures.verify(await bundleFor(release), release, signer)).rejects.toThrow('does not hold');
  });

  test('is that of the public instance, with its certificate authority, its logs and its time stamps', () => {
    const root: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../src/trivy/trust-root.json'), 'utf8'));
    expect(root).toMatchObject({
      tlogs: [{ baseUrl: 'https://rekor.sigstore.dev' }, { baseUrl: 'https://log2025-1.rekor.sigstore.dev' }],
      certificateAuthorities: [{ uri: 'https://fulcio.sigstore.dev' }, { uri: 'https://fulcio.sigstore.dev' }],
    });
  });
});
