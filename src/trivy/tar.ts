import type { ArchiveEntry, ArchivePiece } from './archive-entry.ts';
import { isProgram, refusedArchive } from './archive-entry.ts';
import type { LocalFiles } from './ports.ts';

const block = 512;
const blank = new Uint8Array(block);
const longestName = 1 << 16;

/**
 * Reads a gzipped tar once: every entry, and the bytes of the program behind its own. ustar, with the GNU and pax extensions
 * for long names; a pax header that changes sizes is refused. Ends where more than `maxBytes` come out of the gzip.
 */
export async function* readTar(
  archive: string,
  program: string,
  maxBytes: number,
  files: Pick<LocalFiles, 'gunzip'>,
): AsyncGenerator<ArchivePiece> {
  let rest = new Uint8Array();
  /** How many bytes of the entry's content, and of its padding, are still to come. */
  let content = 0;
  let padding = 0;
  let wanted = false;
  let meta: { readonly type: 'L' | 'x'; readonly size: number } | undefined;
  let longName: string | undefined;
  let total = 0;
  for await (const chunk of files.gunzip(archive)) {
    total += chunk.length;
    if (total > maxBytes + (maxBytes >> 4)) throw refusedArchive('it unpacks to more than 1 GiB');
    let bytes = rest.length === 0 ? chunk : joined(rest, chunk);
    rest = new Uint8Array();
    for (;;) {
      if (content > 0) {
        const piece = bytes.subarray(0, content);
        content -= piece.length;
        bytes = bytes.subarray(piece.length);
        if (wanted && piece.length > 0) yield piece;
        if (content > 0) break;
      }
      if (padding > 0) {
        const step = Math.min(padding, bytes.length);
        padding -= step;
        bytes = bytes.subarray(step);
        if (padding > 0) break;
      }
      if (meta !== undefined) {
        if (bytes.length < padded(meta.size)) break;
        const text = textOf(bytes.subarray(0, meta.size));
        longName = meta.type === 'L' ? text.replace(/\0.*$/s, '') : (paxPath(text) ?? longName);
        bytes = bytes.subarray(padded(meta.size));
        meta = undefined;
      }
      if (bytes.length < block) break;
      const header = bytes.subarray(0, block);
      bytes = bytes.subarray(block);
      if (Buffer.compare(header, blank) === 0) continue;
      const type = String.fromCharCode(header[156] ?? 0);
      const size = sizeOf(header);
      if (type === 'L' || type === 'x') {
        if (size > longestName) throw refusedArchive('a name in it is longer than 64 KiB');
        meta = { type, size };
        continue;
      }
      content = size;
      padding = padded(size) - size;
      wanted = false;
      if (type === 'g') continue;
      const entry = entryOf(header, type, longName, size);
      wanted = isProgram(entry, program);
      longName = undefined;
      yield entry;
    }
    // A copy, for what was unpacked may be read only until the next is asked for.
    rest = new Uint8Array(bytes);
  }
  if (content > 0 || padding > 0 || meta !== undefined || rest.length > 0) {
    throw refusedArchive('it ends in the middle of an entry');
  }
}

function entryOf(header: Uint8Array, type: string, longName: string | undefined, size: number): ArchiveEntry {
  const kind = type === '0' || type === '\0' ? 'file' : type === '5' ? 'folder' : 'other';
  return { name: longName ?? nameOf(header), kind, size };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

const padded = (size: number): number => Math.ceil(size / block) * block;

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function field(header: Uint8Array, start: number, length: number): string {
  return textOf(header.subarray(start, start + length)).replace(/\0.*$/s, '');
}

function sizeOf(header: Uint8Array): number {
  const written = field(header, 124, 12).trim();
  if (!/^[0-7]*$/.test(written)) throw refusedArchive('an entry of it has no readable size');
  return written === '' ? 0 : Number.parseInt(written, 8);
}

function nameOf(header: Uint8Array): string {
  const prefix = field(header, 257, 5) === 'ustar' ? field(header, 345, 155) : '';
  const name = field(header, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** The `path` record of a pax header; a `linkpath` belongs to a link, which is refused by its type. */
function paxPath(text: string): string | undefined {
  if (/(?:^|\n)\d+ (?:size|GNU\.sparse\.[^=]*)=/.test(text)) throw refusedArchive('an entry of it has two sizes');
  return /(?:^|\n)\d+ path=([^\n]*)/.exec(text)?.[1];
}
