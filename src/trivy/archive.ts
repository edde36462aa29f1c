import { GuardError, messageOf } from '../errors.ts';
import { isProgram, printable, refusedArchive } from './archive-entry.ts';
import type { ArchivePiece } from './archive-entry.ts';
import type { ArchiveFormat, LocalFiles } from './ports.ts';
import { readTar } from './tar.ts';
import { readZip } from './zip.ts';

/** More than this is no Trivy: the real one unpacks to about 170 MB. */
const maxUnpacked = 1 << 30;

/**
 * The bytes of the program in an archive, piece by piece; nothing else is ever unpacked. TRIVY_REFUSED, at the latest with the
 * last piece, for what no release of Trivy has: absolute names, `..`, links, devices, the program twice or not at all, more
 * bytes than a Trivy can have, anything that cannot be read.
 */
export async function* programBytes(
  archive: string,
  format: ArchiveFormat,
  program: string,
  files: LocalFiles,
): AsyncGenerator<Uint8Array> {
  try {
    yield* checked(format === 'zip' ? readZip(archive, program, files) : readTar(archive, program, maxUnpacked, files), program);
  } catch (error) {
    if (error instanceof GuardError) throw error;
    throw refusedArchive(`it cannot be read (${printable(messageOf(error))})`);
  }
}

async function* checked(pieces: AsyncIterable<ArchivePiece>, program: string): AsyncGenerator<Uint8Array> {
  let told = 0;
  let came = 0;
  let programs = 0;
  for await (const piece of pieces) {
    if (piece instanceof Uint8Array) {
      came += piece.length;
      if (came > maxUnpacked) throw tooLarge();
      yield piece;
      continue;
    }
    if (piece.kind === 'other') throw refusedArchive(`"${printable(piece.name)}" in it is a link or a device`);
    if (escapes(piece.name)) {
      throw refusedArchive(`"${printable(piece.name)}" in it points outside the folder it is unpacked to`);
    }
    told += piece.size;
    if (told > maxUnpacked) throw tooLarge();
    if (isProgram(piece, program)) programs += 1;
    if (programs > 1) break;
  }
  if (programs !== 1) throw refusedArchive(`it holds ${programs === 0 ? 'no' : 'more than one'} "${program}"`);
}

function escapes(name: string): boolean {
  return (
    name === '' ||
    name.startsWith('/') ||
    name.includes('\\') ||
    name.includes('\0') ||
    /^[A-Za-z]:/.test(name) ||
    name.split('/').includes('..')
  );
}

function tooLarge(): GuardError {
  return refusedArchive('it unpacks to more than 1 GiB');
}
