import { GuardError, messageOf } from '../errors.ts';
import { refusalOf } from './pin.ts';
import type { TrivyPorts } from './ports.ts';
import type { Wanted } from './request.ts';
import type { VerifiedBy } from './verification.ts';
import { askVersion } from './version.ts';

/** A Trivy that may be run. */
export interface TrivyBinary {
  readonly path: string;
  readonly version: string;
  /** Of the program's bytes. */
  readonly sha256: string;
  /** How it was verified, in words; says what was not. */
  readonly verified: string;
  readonly verifiedBy: VerifiedBy;
  /** SHA-256 of the release archive it came out of, where that is known. */
  readonly archive?: string;
  readonly source: 'tool-cache' | 'path' | 'given' | 'download';
}

/** Lets a program run once, to say its version. A known bad one is refused before it runs. GuardError TRIVY_REFUSED. */
export async function admit(path: string, sha256: string, wanted: Wanted, ports: TrivyPorts): Promise<string> {
  refuseBad(path, refusalOf('', sha256));
  const version = await versionOf(path, ports);
  refuseUnwanted(path, version, wanted);
  return version;
}

/**
 * Admits a program by what its linker wrote into it, so that it need not run to say so; one into which nothing is written, or
 * several versions, is asked. GuardError TRIVY_REFUSED.
 */
export async function admitByWriting(
  path: string,
  { sha256, marked }: { readonly sha256: string; readonly marked: readonly string[] },
  wanted: Wanted,
  ports: TrivyPorts,
): Promise<string> {
  const written = new Set(marked.flatMap((text) => /^\d+\.\d+\.\d+/.exec(text) ?? []));
  for (const version of written) refuseBad(path, refusalOf(version, sha256));
  const [version] = written;
  if (version === undefined || written.size > 1) return admit(path, sha256, wanted, ports);
  refuseUnwanted(path, version, wanted);
  return version;
}

/** Behind it stands the version, in what Go keeps of the options it was built with. */
export const versionMark = 'aquasecurity/trivy/pkg/version/app.ver=';

function refuseUnwanted(path: string, version: string, wanted: Wanted): void {
  refuseBad(path, refusalOf(version));
  if (version === wanted.version) return;
  throw new GuardError(
    'TRIVY_REFUSED',
    `${path} is Trivy ${version}, and ${wanted.version} is wanted. To use ${version}, give this version and its SHA-256.`,
  );
}

function refuseBad(path: string, bad: string | undefined): void {
  if (bad === undefined) return;
  throw new GuardError('TRIVY_REFUSED', `${path}: ${bad}. Delete it and rotate the secrets it could read.`);
}

async function versionOf(path: string, ports: TrivyPorts): Promise<string> {
  try {
    return (await askVersion(path, ports)).Version.replace(/^v/, '');
  } catch (error) {
    throw new GuardError('TRIVY_REFUSED', messageOf(error), { cause: error });
  }
}
