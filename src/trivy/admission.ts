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

/** Lets a program run once, to say its version. A known bad one is refused before it runs. */
export async function admit(path: string, sha256: string, wanted: Wanted, ports: TrivyPorts): Promise<string> {
  const bad = refusalOf('', sha256);
  if (bad !== undefined)
    throw new GuardError('TRIVY_REFUSED', `${path}: ${bad}. Delete it and rotate the secrets it could read.`);
  const version = await versionOf(path, ports);
  const refusal = refusalOf(version);
  if (refusal !== undefined)
    throw new GuardError('TRIVY_REFUSED', `${path}: ${refusal}. Delete it and rotate the secrets it could read.`);
  if (version === wanted.version) return version;
  throw new GuardError(
    'TRIVY_REFUSED',
    `${path} is Trivy ${version}, and ${wanted.version} is wanted. To use ${version}, give this version and its SHA-256.`,
  );
}

async function versionOf(path: string, ports: TrivyPorts): Promise<string> {
  try {
    return (await askVersion(path, ports)).Version.replace(/^v/, '');
  } catch (error) {
    throw new GuardError('TRIVY_REFUSED', messageOf(error), { cause: error });
  }
}
