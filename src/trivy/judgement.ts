import { basename } from 'node:path';
import { GuardError } from '../errors.ts';
import { programBytes } from './archive.ts';
import { foreignTrivy, programsOnPath } from './install.ts';
import { keptTrivy, toolName } from './kept.ts';
import { assetNamed, pinnedVersion, refusalOf } from './pin.ts';
import type { ArchiveFormat, TrivyPorts } from './ports.ts';
import { wantedOf } from './request.ts';
import type { TrivyRequest, Wanted } from './request.ts';
import { bundleName, verifyArchive } from './verification.ts';
import type { VerifiedBy } from './verification.ts';

/** What can be said of a program or archive. */
export interface Verified {
  readonly path: string;
  readonly version: string;
  readonly sha256: string;
  readonly verifiedBy: VerifiedBy;
  readonly verified: string;
}

/** A Trivy that a run may find, and what would become of it. */
export type Candidate = { readonly source: 'tool-cache' | 'path' | 'download'; readonly path: string } & (
  | ({ readonly state: 'used' | 'spare' } & Omit<Verified, 'path'>)
  | { readonly state: 'refused' | 'absent'; readonly reason: string }
  | { readonly state: 'fetched' | 'not-fetched'; readonly reason: string }
);

/** Every Trivy that a run may find, in the order they are tried. Nothing is fetched or changed. */
export async function candidates(wanted: Wanted, ports: TrivyPorts): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  const accept = (source: 'tool-cache' | 'path', { path, version, sha256, verifiedBy, verified }: Verified): void => {
    const state = found.some((one) => one.state === 'used') ? 'spare' : 'used';
    found.push({ source, path, state, version, sha256, verifiedBy, verified });
  };
  const kept = await keptTrivy(wanted, ports);
  if (kept.kind === 'ready') accept('tool-cache', kept.binary);
  else if (kept.kind === 'nothing') {
    found.push({ source: 'tool-cache', path: '', state: 'absent', reason: `it holds no Trivy ${wanted.version}` });
  } else found.push({ source: 'tool-cache', path: '', state: 'refused', reason: kept.reason });
  for (const path of await programsOnPath(ports)) {
    try {
      accept('path', await foreignTrivy(path, 'path', wanted, ports));
    } catch (error) {
      if (!(error instanceof GuardError)) throw error;
      found.push({ source: 'path', path, state: 'refused', reason: error.message });
    }
  }
  const file = wanted.asset?.file;
  const isThere = found.some(({ state }) => state === 'used');
  for (const [at, mirror] of (file === undefined ? [] : wanted.mirrors).entries()) {
    const path = mirror.shown(wanted.version, file ?? '');
    const reason = isThere ? 'there is a Trivy already' : at === 0 ? 'nothing else is there' : 'only where those before it fail';
    found.push({ source: 'download', path, state: isThere ? 'not-fetched' : 'fetched', reason });
  }
  return found;
}

/**
 * Verifies what the tool cache holds, without mending it.
 * @throws GuardError TRIVY_MISSING where it holds nothing, TRIVY_REFUSED where that is not what it should be.
 */
export async function verifyKept(wanted: Wanted, ports: TrivyPorts): Promise<Verified> {
  const kept = await keptTrivy(wanted, ports);
  if (kept.kind === 'ready') return kept.binary;
  if (kept.kind === 'nothing') {
    throw new GuardError(
      'TRIVY_MISSING',
      `The tool cache holds no Trivy ${wanted.version}. Install one with \`container-guard trivy install\`, or name a file to verify.`,
    );
  }
  throw new GuardError('TRIVY_REFUSED', `The Trivy in the tool cache is not the one that was installed: ${kept.reason}`);
}

/** Verifies an archive by its digest, and by its bundle where one is named or lies beside it. GuardError TRIVY_REFUSED. */
export async function verifyRelease(
  path: string,
  bundle: string | undefined,
  request: TrivyRequest,
  ports: TrivyPorts,
): Promise<Verified> {
  const named = assetNamed(basename(path));
  const version = request.version ?? named?.version;
  const wanted = wantedOf({ ...request, ...(version === undefined ? {} : { version }) }, ports.machine);
  const asset = named?.version === wanted.version ? named.asset : wanted.asset;
  const beside = bundle ?? `${path.slice(0, path.length - basename(path).length)}${bundleName(basename(path))}`;
  const isThere = (await ports.files.size(beside)) !== undefined;
  if (bundle !== undefined && !isThere) throw new GuardError('USAGE', `there is no file \`${bundle}\`.`);
  const proof = await verifyArchive(
    { path, subject: path, bundle: isThere ? beside : undefined },
    { ...wanted, ...(asset === undefined ? {} : { asset }) },
    ports,
  );
  for await (const _ of programBytes(path, formatOf(path) ?? 'tar.gz', asset?.program ?? 'trivy', ports.files));
  return { path, version: wanted.version, sha256: proof.archive, verifiedBy: proof.by, verified: proof.words };
}

/** What a file is by its name: an archive of some format, or not one. */
export function formatOf(path: string): ArchiveFormat | undefined {
  if (/\.(?:tar\.gz|tgz)$/i.test(path)) return 'tar.gz';
  return /\.zip$/i.test(path) ? 'zip' : undefined;
}

/**
 * Verifies a program by its digest, given or that of the one in the tool cache. It is not run.
 * @throws GuardError TRIVY_REFUSED where it is known to be bad, or equal to nothing that is known.
 */
export async function verifyProgram(path: string, wanted: Wanted, ports: TrivyPorts): Promise<Verified> {
  const sha256 = await ports.files.sha256(path);
  const bad = refusalOf('', sha256);
  if (bad !== undefined)
    throw new GuardError('TRIVY_REFUSED', `${path}: ${bad}. Delete it and rotate the secrets it could read.`);
  const { version } = wanted;
  if (wanted.given === sha256)
    return { path, version, sha256, verifiedBy: 'digest', verified: 'bytes equal to the SHA-256 given' };
  const kept = await keptTrivy(wanted, ports);
  if (kept.kind === 'ready' && kept.binary.sha256 === sha256) {
    const { verifiedBy, verified } = kept.binary;
    return { path, version, sha256, verifiedBy, verified: `the program of the ${verified}` };
  }
  const expected =
    wanted.given ??
    (kept.kind === 'ready' ? kept.binary.sha256 : `that of a Trivy ${version} in the tool cache, which holds none`);
  throw new GuardError(
    'TRIVY_REFUSED',
    `${path} could not be verified, and was not run: its SHA-256 is ${sha256}, and should be ${expected}. Install a verified one with \`container-guard trivy install\`, or give the digest with --sha256.`,
  );
}

export interface Installed {
  readonly version: string;
  readonly path: string;
  readonly verifiedBy?: VerifiedBy;
  /** Why it would not be used. */
  readonly refused?: string;
}

/** What the tool cache holds, each verified anew. */
export async function installedVersions(ports: TrivyPorts): Promise<readonly Installed[]> {
  const found: Installed[] = [];
  for (const version of await ports.toolCache.versions(toolName)) {
    const path = (await ports.toolCache.find(toolName, version)) ?? '';
    try {
      const request = { mode: 'auto', imagesAsked: false, ...(version === pinnedVersion ? {} : { version }) };
      const { path: program, verifiedBy } = await verifyKept(wantedOf(request, ports.machine), ports);
      found.push({ version, path: program, verifiedBy });
    } catch (error) {
      if (!(error instanceof GuardError)) throw error;
      found.push({ version, path, refused: error.message });
    }
  }
  return found;
}
