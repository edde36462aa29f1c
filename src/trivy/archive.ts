import { GuardError, messageOf } from '../errors.ts';
import type { ArchiveFormat, LocalFiles } from './ports.ts';

/** More than this is no Trivy: the real one unpacks to about 170 MB. */
const maxUnpacked = 1 << 30;
const block = 512;

interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
}

/**
 * Reads the listing of an archive and refuses it (TRIVY_REFUSED) when unpacking could touch anything outside its folder:
 * absolute names, `..`, links and devices, or more bytes than a Trivy can have. The program must be in it once, at the top.
 */
export async function inspectArchive(archive: string, format: ArchiveFormat, program: string, files: LocalFiles): Promise<void> {
  try {
    await inspectEntries(format === 'zip' ? zipEntries(archive, files) : tarEntries(archive, files), program);
  } catch (error) {
    if (error instanceof GuardError) throw error;
    throw refused(`it cannot be read (${printable(messageOf(error))})`);
  }
}

async function inspectEntries(entries: AsyncIterable<Entry>, program: string): Promise<void> {
  let total = 0;
  let programs = 0;
  for await (const entry of entries) {
    if (entry.kind === 'other') throw refused(`"${printable(entry.name)}" in it is a link or a device`);
    if (escapes(entry.name)) throw refused(`"${printable(entry.name)}" in it points outside the folder it is unpacked to`);
    total += entry.size;
    if (total > maxUnpacked) throw refused('it unpacks to more than 1 GiB');
    if (entry.kind === 'file' && entry.name.replace(/^\.\//, '') === program) programs += 1;
  }
  if (programs !== 1) throw refused(`it holds ${programs === 0 ? 'no' : 'more than one'} "${program}"`);
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

function refused(what: string): GuardError {
  return new GuardError('TRIVY_REFUSED', `The Trivy archive is refused and was not unpacked: ${what}.`);
}

function printable(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 120);
}

/** Entries of a gzipped tar: ustar with the GNU and pax extensions for long names. */
async function* tarEntries(archive: string, files: LocalFiles): AsyncGenerator<Entry> {
  let rest = new Uint8Array();
  let skip = 0;
  let meta: { readonly type: 'L' | 'x'; readonly size: number } | undefined;
  let longName: string | undefined;
  for await (const chunk of files.gunzip(archive)) {
    let bytes = rest.length === 0 ? chunk : joined(rest, chunk);
    for (;;) {
      if (skip > 0) {
        const step = Math.min(skip, bytes.length);
        skip -= step;
        bytes = bytes.subarray(step);
      }
      if (skip > 0) break;
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
      if (header.every((byte) => byte === 0)) continue;
      const type = String.fromCharCode(header[156] ?? 0);
      const size = sizeOf(header);
      if (type === 'L' || type === 'x') {
        if (size > 1 << 16) throw refused('a name in it is longer than 64 KiB');
        meta = { type, size };
        continue;
      }
      skip = padded(size);
      if (type === 'g') continue;
      yield {
        name: longName ?? nameOf(header),
        kind: type === '0' || type === '\0' ? 'file' : type === '5' ? 'folder' : 'other',
        size,
      };
      longName = undefined;
    }
    rest = bytes.slice();
  }
  if (skip > 0 || rest.length > 0) throw refused('it ends in the middle of an entry');
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
  if (!/^[0-7]*$/.test(written)) throw refused('an entry of it has no readable size');
  return written === '' ? 0 : Number.parseInt(written, 8);
}

function nameOf(header: Uint8Array): string {
  const prefix = field(header, 257, 5) === 'ustar' ? field(header, 345, 155) : '';
  const name = field(header, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** The `path` record of a pax header; a `linkpath` belongs to a link, which is refused by its type. */
function paxPath(text: string): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)/.exec(text)?.[1];
}

/** Entries of a zip, from its central directory. */
async function* zipEntries(archive: string, files: LocalFiles): AsyncGenerator<Entry> {
  const size = (await files.size(archive)) ?? 0;
  const tailLength = Math.min(size, 22 + 65_535);
  const tail = await files.readBytes(archive, size - tailLength, tailLength);
  const end = lastSignature(tail, 0x06054b50);
  if (end === undefined) throw refused('it has no zip directory');
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const length = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  if (offset + length > size || length > 1 << 24) throw refused('its zip directory is damaged');
  const directory = await files.readBytes(archive, offset, length);
  const entries = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  let at = 0;
  while (at + 46 <= directory.length && entries.getUint32(at, true) === 0x02014b50) {
    const nameLength = entries.getUint16(at + 28, true);
    const name = textOf(directory.subarray(at + 46, at + 46 + nameLength));
    const format = (entries.getUint32(at + 38, true) >>> 28) & 0xf;
    const kind = name.endsWith('/') ? 'folder' : format === 0 || format === 8 ? 'file' : 'other';
    yield { name, kind, size: entries.getUint32(at + 24, true) };
    at += 46 + nameLength + entries.getUint16(at + 30, true) + entries.getUint16(at + 32, true);
  }
  if (at !== directory.length) throw refused('its zip directory is damaged');
}

function lastSignature(bytes: Uint8Array, signature: number): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.length - 22; at >= 0; at -= 1) if (view.getUint32(at, true) === signature) return at;
  return undefined;
}
