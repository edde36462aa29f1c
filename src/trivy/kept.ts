import { join } from 'node:path';
import { GuardError } from '../errors.ts';
import { admitByWriting, versionMark } from './admission.ts';
import type { TrivyBinary } from './admission.ts';
import { programBytes } from './archive.ts';
import type { Asset } from './pin.ts';
import type { Marked, TrivyPorts } from './ports.ts';
import type { Wanted } from './request.ts';
import { bundleName, isKnown, verifyHashed } from './verification.ts';
import type { ArchiveOnDisk, Proof } from './verification.ts';

/** The name in the tool cache. Not `trivy`: what others put under that name was not verified by us. */
export const toolName = 'container-guard-trivy';

/** What the tool cache holds for a request. */
export type Kept =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'ready'; readonly binary: TrivyBinary }
  /** The archive is the right one, the program beside it is not. */
  | { readonly kind: 'changed'; readonly archive: ArchiveOnDisk; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Judges what the tool cache holds by nothing that lies in the cache: the archive is kept beside the program and verified as
 * if it had just come, and the program is compared with the one in it, byte by byte. Takes 0.5 s of CPU time on two threads.
 */
export async function keptTrivy(wanted: Wanted, ports: TrivyPorts): Promise<Kept> {
  const { asset } = wanted;
  const folder = asset && (await ports.toolCache.find(toolName, wanted.version));
  if (asset === undefined || folder === undefined) return { kind: 'nothing' };
  const archive = await archiveIn(folder, asset, ports);
  if (archive === undefined) return { kind: 'refused', reason: `there is no archive in ${folder} to judge it by` };
  try {
    const path = join(folder, asset.program);
    const digest = await ports.files.sha256(archive.path);
    const proving = verifyHashed(archive, digest, wanted, ports);
    // Only what is known by its digest is read while its signature is looked at as well.
    if (!isKnown(digest, wanted)) await proving;
    const [proof, found] = await Promise.all([proving, lookedAt(path, archive, asset, wanted, ports)]);
    if (found === undefined) {
      return { kind: 'changed', archive, reason: `${path} is not the program of the archive it came from` };
    }
    return { kind: 'ready', binary: await binaryOf({ path, ...found, proof, source: 'tool-cache' }, wanted, ports) };
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return { kind: 'refused', reason: error.message };
  }
}

export interface Unpacked {
  readonly path: string;
  readonly sha256: string;
  /** What stands in it behind the mark of a version, where that was looked for. */
  readonly marked?: readonly string[];
  readonly proof: Proof;
  readonly source: TrivyBinary['source'];
}

/**
 * A program that came out of a verified archive. A shipped digest and a signature say what version it is. For one that is known
 * by a digest of the user's its linker must have written that, or it must say so itself; and so must each that was just
 * installed, for then it is known to run.
 */
export async function binaryOf(
  { path, sha256, marked = [], proof, source }: Unpacked,
  wanted: Wanted,
  ports: TrivyPorts,
): Promise<TrivyBinary> {
  const isNamed = wanted.given === undefined && source === 'tool-cache';
  const version = isNamed ? wanted.version : await admitByWriting(path, { sha256, marked }, wanted, ports);
  const { by: verifiedBy, words: verified, archive } = proof;
  return { path, version, sha256, archive, verified, verifiedBy, source };
}

async function archiveIn(folder: string, asset: Asset, { files }: TrivyPorts): Promise<ArchiveOnDisk | undefined> {
  const path = join(folder, asset.file);
  if ((await files.size(path)) === undefined) return undefined;
  const bundle = join(folder, bundleName(asset.file));
  return {
    path,
    subject: 'The archive in the tool cache',
    bundle: (await files.size(bundle)) === undefined ? undefined : bundle,
  };
}

/** What a program is that has exactly the bytes of the one in an archive, which is verified already; undefined for another. */
async function lookedAt(
  program: string,
  archive: ArchiveOnDisk,
  asset: Asset,
  { given }: Wanted,
  { files }: TrivyPorts,
): Promise<Marked | undefined> {
  if ((await files.program(program)) === undefined) return undefined;
  const pieces = programBytes(archive.path, asset.format, asset.program, files);
  return files.sha256WhereEqual(program, pieces, given === undefined ? '' : versionMark);
}
