/** An entry of a tar: content makes a file, none a folder; `link` makes a symbolic link. */
export interface TarEntry {
  readonly path: string;
  readonly content?: string | Uint8Array;
  readonly link?: string;
  readonly mode?: number;
}

/** A ustar archive with the entries in the order given, owned by root, dated 1970: the same entries give the same bytes. */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  const blocks: Buffer[] = [];
  for (const entry of entries) {
    const content = entry.content === undefined ? Buffer.alloc(0) : Buffer.from(entry.content);
    blocks.push(headerOf(entry, content.length), content, Buffer.alloc((512 - (content.length % 512)) % 512));
  }
  blocks.push(Buffer.alloc(1024));
  return Buffer.concat(blocks);
}

function headerOf(entry: TarEntry, size: number): Buffer {
  const header = Buffer.alloc(512);
  const folder = entry.content === undefined && entry.link === undefined;
  const name = folder && !entry.path.endsWith('/') ? `${entry.path}/` : entry.path;
  if (Buffer.byteLength(name) > 100) throw new Error(`too long for a plain tar: ${name}`);
  const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;
  header.write(name, 0);
  header.write(octal(entry.mode ?? (folder ? 0o755 : 0o644), 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(size, 12), 124);
  header.write(octal(0, 12), 136);
  header.write('        ', 148);
  header.write(entry.link !== undefined ? '2' : folder ? '5' : '0', 156);
  header.write(entry.link ?? '', 157);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
