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

/** The linker writes the version into the program; read in pieces, each with the end of the one before. */
const pieceLength = 1 << 24;
const longestWriting = 64;
const versionMark = 'aquasecurity/trivy/pkg/version/app.ver=';

/** Refuses a known bad version by what is written in the program, so that it is not run to say so. GuardError TRIVY_REFUSED. */
export async function refuseByWriting(path: string, { files }: Pick<TrivyPorts, 'files'>): Promise<void> {
  const step = pieceLength - versionMark.length - longestWriting;
  for (let at = 0; ; at += step) {
    const { buffer, byteOffset, length } = await files.readBytes(path, at, pieceLength);
    const piece = Buffer.from(buffer, byteOffset, length);
    const found = piece.indexOf(versionMark);
    const from = found + versionMark.length;
    const [written] = found === -1 ? [] : (/^\d+\.\d+\.\d+/.exec(piece.toString('latin1', from, from + longestWriting)) ?? []);
    const bad = written === undefined ? undefined : refusalOf(written);
    if (bad !== undefined)
      throw new GuardError('TRIVY_REFUSED', `${path}: ${bad}. It was not run. Delete it and rotate the secrets it could read.`);
    if (piece.length < pieceLength) return;
  }
}

async function versionOf(path: string, ports: TrivyPorts): Promise<string> {
  try {
    return (await askVersion(path, ports)).Version.replace(/^v/, '');
  } catch (error) {
    throw new GuardError('TRIVY_REFUSED', messageOf(error), { cause: error });
  }
}
