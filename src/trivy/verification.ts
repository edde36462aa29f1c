import { GuardError } from '../errors.ts';
import { oneLine } from './output.ts';
import { pinnedVersion, refusalOf } from './pin.ts';
import { SignatureFailure } from './ports.ts';
import type { TrivyPorts } from './ports.ts';
import type { Wanted } from './request.ts';

/** How a Trivy was verified: by the digest that was shipped or given, by its release's signature, or by what it says alone. */
export type VerifiedBy = 'digest' | 'signature' | 'digest+signature' | 'version';

export interface Proof {
  readonly by: Exclude<VerifiedBy, 'version'>;
  /** SHA-256 of the archive. */
  readonly archive: string;
  /** In words, what was compared with what. */
  readonly words: string;
}

/** A release archive on the disk, and its Sigstore bundle where there is one. */
export interface ArchiveOnDisk {
  readonly path: string;
  readonly bundle?: string | undefined;
  /** What messages call it. */
  readonly subject: string;
}

/** The file that holds the signature of another. */
export function bundleName(file: string): string {
  return `${file}.sigstore.json`;
}

export const maxBundleBytes = 1 << 20;
export const maxArchiveBytes = 200 << 20;

const issuer = 'https://token.actions.githubusercontent.com';
/** A compromised release has so far been found and taken down within days, and its signature is valid. */
const minimumDays = 3;
const dayLength = 86_400_000;

/** Who signs the archives of a version: its release workflow, at its tag. */
export function signerOf(version: string): { readonly identity: string; readonly issuer: string } {
  const workflow = 'https://github.com/aquasecurity/trivy/.github/workflows/reusable-release.yaml';
  return { identity: `${workflow}@refs/tags/v${version}`, issuer };
}

/** The digest that the archive must have; undefined where its signature must tell. */
export function expectedDigest({ given, asset }: Wanted): string | undefined {
  return given ?? asset?.sha256;
}

/**
 * Decides whether an archive is the one that is wanted, before anything reads what is in it: by the digest given, else by the
 * one shipped, else by its signature and the age of that. A bundle beside an archive whose digest is known must fit as well.
 * GuardError TRIVY_REFUSED with what was expected, what came and what to do.
 */
export async function verifyArchive(archive: ArchiveOnDisk, wanted: Wanted, ports: TrivyPorts): Promise<Proof> {
  return verifyHashed(archive, await ports.files.sha256(archive.path), wanted, ports);
}

/** The same for an archive that was hashed already; `actual` is its SHA-256. */
export async function verifyHashed(archive: ArchiveOnDisk, actual: string, wanted: Wanted, ports: TrivyPorts): Promise<Proof> {
  const bad = refusalOf(wanted.version, actual);
  if (bad !== undefined) throw refused(archive, `${bad}. Its SHA-256 is ${actual}. Whoever put it there must hear of it`);
  const expected = expectedDigest(wanted);
  if (expected === undefined) return bySignature(archive, actual, wanted, ports);
  if (actual === expected) {
    const origin = wanted.given === undefined ? 'that comes with this tool' : 'given';
    const proof: Proof = { by: 'digest', archive: actual, words: `release archive equal to the SHA-256 ${origin}, ${actual}` };
    if (archive.bundle === undefined) return proof;
    const signedAt = await signatureTime(archive, archive.bundle, wanted.version, 'Get both anew', ports);
    return { ...proof, by: 'digest+signature', words: `${proof.words}, and signed by its release at ${minuteOf(signedAt)}` };
  }
  throw refused(
    archive,
    `it is not ${wanted.asset?.file ?? 'the archive'}: its SHA-256 should be ${expected} and is ${actual}. Where a proxy or mirror is between, look there`,
  );
}

/** Whether an archive with this SHA-256 is the one wanted, whatever its signature will say; one without a known digest is not. */
export function isKnown(actual: string, wanted: Wanted): boolean {
  return actual === expectedDigest(wanted) && refusalOf(wanted.version, actual) === undefined;
}

async function bySignature(archive: ArchiveOnDisk, actual: string, wanted: Wanted, ports: TrivyPorts): Promise<Proof> {
  const { version } = wanted;
  const instead = `Use ${pinnedVersion}, whose digests come with this tool, or give the SHA-256 of the archive`;
  if (archive.bundle === undefined) {
    throw refused(
      archive,
      `no digest of Trivy ${version} comes with this tool, so its signature must tell, and there is none beside it. ${instead}`,
    );
  }
  const signedAt = await signatureTime(archive, archive.bundle, version, instead, ports);
  const usableFrom = signedAt + minimumDays * dayLength;
  if (ports.clock.milliseconds() < usableFrom) {
    throw refused(
      archive,
      `Trivy ${version} was signed at ${minuteOf(signedAt)}, less than ${minimumDays} days ago, and a release that an attacker made is signed as well. It may be used from ${minuteOf(usableFrom)} on. Until then: ${instead}`,
    );
  }
  const { identity } = signerOf(version);
  return {
    by: 'signature',
    archive: actual,
    words: `release archive with SHA-256 ${actual}, signed at ${minuteOf(signedAt)} by ${identity}`,
  };
}

async function signatureTime(
  archive: ArchiveOnDisk,
  bundle: string,
  version: string,
  instead: string,
  ports: TrivyPorts,
): Promise<number> {
  const text = await ports.files.readText(bundle, maxBundleBytes);
  const bytes = await ports.files.readBytes(archive.path, 0, (await ports.files.size(archive.path)) ?? 0);
  try {
    return (await ports.signatures.verify(text ?? '', bytes, signerOf(version))).signedAt;
  } catch (error) {
    if (!(error instanceof SignatureFailure)) throw error;
    throw refused(archive, `its signature ${oneLine(error.message, 400)}. ${instead}`);
  }
}

function refused({ subject }: ArchiveOnDisk, what: string): GuardError {
  return new GuardError('TRIVY_REFUSED', `${subject} is refused: ${what}. Nothing of it was unpacked.`);
}

/** `2026-11-24 13:37 UTC`. */
function minuteOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
