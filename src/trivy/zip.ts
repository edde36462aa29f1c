import type { ArchivePiece } from './archive-entry.ts';
import { isProgram, refusedArchive } from './archive-entry.ts';
import type { LocalFiles } from './ports.ts';

const endSize = 22;
const longestComment = 65_535;
const largestDirectory = 1 << 24;
const headerSize = 46;
const localHeaderSize = 30;

type ZipFiles = Pick<LocalFiles, 'size' | 'readBytes' | 'inflate'>;

/** Reads a zip by its central directory: every entry, and the bytes of the program behind its own. */
export async function* readZip(archive: string, program: string, files: ZipFiles): AsyncGenerator<ArchivePiece> {
  const size = (await files.size(archive)) ?? 0;
  const tailLength = Math.min(size, endSize + longestComment);
  const tail = await files.readBytes(archive, size - tailLength, tailLength);
  const end = lastSignature(tail, 0x06054b50);
  if (end === undefined) throw refusedArchive('it has no zip directory');
  const view = viewOf(tail);
  const length = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  if (offset + length > size || length > largestDirectory) throw damaged();
  const directory = await files.readBytes(archive, offset, length);
  const entries = viewOf(directory);
  let at = 0;
  while (at + headerSize <= directory.length && entries.getUint32(at, true) === 0x02014b50) {
    const nameLength = entries.getUint16(at + 28, true);
    const name = new TextDecoder().decode(directory.subarray(at + headerSize, at + headerSize + nameLength));
    const format = (entries.getUint32(at + 38, true) >>> 28) & 0xf;
    const kind = name.endsWith('/') ? 'folder' : format === 0 || format === 8 ? 'file' : 'other';
    const entry = { name, kind, size: entries.getUint32(at + 24, true) } as const;
    yield entry;
    if (isProgram(entry, program)) {
      const method = entries.getUint16(at + 10, true);
      const start = await contentStart(archive, entries.getUint32(at + 42, true), files);
      yield* content(archive, { start, packed: entries.getUint32(at + 20, true), size: entry.size, method }, files);
    }
    at += headerSize + nameLength + entries.getUint16(at + 30, true) + entries.getUint16(at + 32, true);
  }
  if (at !== directory.length) throw damaged();
}

async function contentStart(archive: string, offset: number, files: ZipFiles): Promise<number> {
  const header = await files.readBytes(archive, offset, localHeaderSize);
  if (header.length < localHeaderSize) throw damaged();
  const view = viewOf(header);
  if (view.getUint32(0, true) !== 0x04034b50) throw damaged();
  return offset + localHeaderSize + view.getUint16(26, true) + view.getUint16(28, true);
}

async function* content(
  archive: string,
  entry: { readonly start: number; readonly packed: number; readonly size: number; readonly method: number },
  files: ZipFiles,
): AsyncGenerator<Uint8Array> {
  const method = entry.method === 0 ? 'stored' : entry.method === 8 ? 'deflated' : undefined;
  if (method === undefined) throw refusedArchive('its program is packed in an unknown way');
  let came = 0;
  for await (const piece of files.inflate(archive, entry.start, entry.packed, method)) {
    came += piece.length;
    if (came > entry.size) break;
    yield piece;
  }
  if (came !== entry.size) throw refusedArchive('its program has another size than it says');
}

function damaged(): Error {
  return refusedArchive('its zip directory is damaged');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function lastSignature(bytes: Uint8Array, signature: number): number | undefined {
  const view = viewOf(bytes);
  for (let at = bytes.length - endSize; at >= 0; at -= 1) if (view.getUint32(at, true) === signature) return at;
  return undefined;
}
