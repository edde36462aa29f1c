import { join, resolve } from 'node:path';
import { GuardError } from '../errors.ts';
import { admit } from './admission.ts';
import type { TrivyBinary, Wanted } from './admission.ts';
import { downloadTrivy, recordedBinary, toolName } from './download.ts';
import { pinnedVersion, refusalOf } from './pin.ts';
import type { TrivyPorts } from './ports.ts';

export interface TrivyRequest {
  /** `auto`: use or fetch it as needed; `off`; `required`: fetch it though no image asks; anything else is a path to a program. */
  readonly mode: string;
  readonly imagesAsked: boolean;
  /** Nothing is fetched; a Trivy that is there already may run. */
  readonly offline?: boolean;
  /** Where release archives lie: `{baseUrl}/v{version}/{asset}`. */
  readonly baseUrl: string;
  /** Another version than the pinned one; it needs `sha256`. */
  readonly version?: string;
  /** SHA-256 of the release archive, or of a program that is installed already. */
  readonly sha256?: string;
}

export type { TrivyBinary } from './admission.ts';

export const defaultBaseUrl = 'https://github.com/aquasecurity/trivy/releases/download';

/**
 * Finds or installs the Trivy to run: tool cache, PATH (or the given program), download. GuardError TRIVY_MISSING where it is
 * off or absent and not to be fetched, TRIVY_REFUSED where what is there must not run, TRIVY_DOWNLOAD where it did not arrive,
 * SETTINGS for a request that asks for the impossible.
 */
export async function obtainTrivy(request: TrivyRequest, ports: TrivyPorts): Promise<TrivyBinary> {
  if (request.mode === 'off')
    throw new GuardError('TRIVY_MISSING', 'Trivy is switched off, so nothing that needs it was looked at.');
  const wanted = wantedOf(request);
  const named = request.mode !== 'auto' && request.mode !== 'required';
  if (named) return givenProgram(request.mode, wanted, ports);
  const ready = (await cached(wanted, ports)) ?? (await onSearchPath(wanted, ports));
  if (ready !== undefined) return ready;
  if (request.mode === 'auto' && !request.imagesAsked) {
    throw new GuardError(
      'TRIVY_MISSING',
      `Trivy ${wanted.version} is not installed, and is fetched only when an image is to be scanned.`,
    );
  }
  if (request.offline === true) {
    throw new GuardError(
      'TRIVY_MISSING',
      `Trivy ${wanted.version} is not installed, and offline it is not fetched. Install it, or name it with \`trivy\`.`,
    );
  }
  return ports.toolCache.exclusively(toolName, async () => (await cached(wanted, ports)) ?? downloadTrivy(wanted, ports));
}

function wantedOf(request: TrivyRequest): Wanted {
  const version = (request.version ?? pinnedVersion).replace(/^v/, '');
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    throw new GuardError(
      'SETTINGS',
      `"${request.version ?? ''}" is no Trivy version; write three numbers, as in ${pinnedVersion}.`,
    );
  }
  const sha256 = request.sha256?.toLowerCase().replace(/^sha256:/, '');
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256)) {
    throw new GuardError('SETTINGS', 'The SHA-256 given for Trivy is not 64 hexadecimal digits.');
  }
  const refusal = refusalOf(version, sha256);
  if (refusal !== undefined) throw new GuardError('TRIVY_REFUSED', `${refusal}. Use ${pinnedVersion}.`);
  if (version !== pinnedVersion && sha256 === undefined) {
    throw new GuardError(
      'SETTINGS',
      `Trivy ${version} is not the pinned version ${pinnedVersion}, so no digest for it is known. Give its SHA-256 as well, or leave the version out.`,
    );
  }
  return { version, sha256, baseUrl: request.baseUrl };
}

/** The program in the tool cache, if its bytes are still those that came out of a verified archive. */
async function cached(wanted: Wanted, ports: TrivyPorts): Promise<TrivyBinary | undefined> {
  const recorded = await recordedBinary(wanted, ports);
  if (recorded === undefined) return undefined;
  const actual = await ports.files.sha256(recorded.path);
  if (actual !== recorded.sha256) {
    ports.console.warning(
      `The Trivy in the tool cache is not the one that was installed there (SHA-256 ${actual} instead of ${recorded.sha256}); it is not used.`,
    );
    return undefined;
  }
  const version = await admit(recorded.path, actual, wanted, ports);
  const verified = `bytes equal to those unpacked from the release archive with SHA-256 ${recorded.archive}`;
  return { path: recorded.path, version, sha256: actual, verified, source: 'tool-cache' };
}

async function onSearchPath(wanted: Wanted, ports: TrivyPorts): Promise<TrivyBinary | undefined> {
  const { environment, platform } = ports.machine;
  const name = platform === 'win32' ? 'trivy.exe' : 'trivy';
  for (const path of await ports.files.search(name, environment['PATH'] ?? environment['Path'] ?? '')) {
    try {
      return await installed(path, 'path', wanted, ports);
    } catch (error) {
      if (!(error instanceof GuardError)) throw error;
      ports.console.info(`${path} is not used: ${error.message}`);
    }
  }
  return undefined;
}

async function givenProgram(written: string, wanted: Wanted, ports: TrivyPorts): Promise<TrivyBinary> {
  const path = (await ports.files.program(resolve(written))) ?? (await ports.files.program(join(resolve(written), 'trivy')));
  if (path === undefined) {
    throw new GuardError(
      'TRIVY_MISSING',
      `There is no program at ${written}. Name a Trivy ${wanted.version}, or write auto to have it installed.`,
    );
  }
  return installed(path, 'given', wanted, ports);
}

/** A program somebody else installed: its bytes cannot be compared with an archive, so only what is known is said. */
async function installed(path: string, source: 'path' | 'given', wanted: Wanted, ports: TrivyPorts): Promise<TrivyBinary> {
  const sha256 = await ports.files.sha256(path);
  const known = wanted.sha256 === sha256;
  if (wanted.version !== pinnedVersion && !known) {
    throw new GuardError('TRIVY_REFUSED', `${path} has SHA-256 ${sha256}, and ${wanted.sha256 ?? 'none'} was asked for.`);
  }
  const version = await admit(path, sha256, wanted, ports);
  const verified = known
    ? 'bytes equal to the SHA-256 given'
    : 'version only: it was installed by somebody else, and its bytes were compared with nothing but the list of known bad ones';
  return { path, version, sha256, verified, source };
}
