import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { localFiles } from '../../src/adapters/local-files.ts';
import { inspectArchive } from '../../src/trivy/archive.ts';
import type { ArchiveFormat } from '../../src/trivy/ports.ts';
import { tarOf } from '../parts/tar.ts';

const folder = mkdtempSync(join(tmpdir(), 'container-guard-archive-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function inspect(bytes: Uint8Array, format: ArchiveFormat, program = 'trivy'): Promise<void> {
  const path = join(folder, 'archive');
  writeFileSync(path, bytes);
  return inspectArchive(path, format, program, localFiles);
}

/** A zip without compression, as far as its directory goes. `mode` is the Unix mode of an entry. */
function zipOf(entries: readonly { name: string; mode?: number; size?: number }[]): Buffer {
  const directory = Buffer.concat(
    entries.map(({ name, mode = 0o100_644, size = 1 }) => {
      const header = Buffer.alloc(46);
      header.writeUInt32LE(0x02014b50, 0);
      header.writeUInt32LE(size, 24);
      header.writeUInt16LE(Buffer.byteLength(name), 28);
      header.writeUInt32LE((mode << 16) >>> 0, 38);
      return Buffer.concat([header, Buffer.from(name)]);
    }),
  );
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(directory.length, 12);
  return Buffer.concat([directory, end]);
}

describe('a gzipped tar', () => {
  const program = { path: 'trivy', content: 'x'.repeat(3_000_000), mode: 0o755 };

  test('with the program and other files is let through', async () => {
    await expect(
      inspect(gzipSync(tarOf([{ path: 'contrib' }, { path: 'contrib/a', content: 'y' }, program])), 'tar.gz'),
    ).resolves.toBe(undefined);
  });

  test('with long names in extension headers is read with these names', async () => {
    const long = `../${'a/'.repeat(60)}b`;
    const gnu = tarOf([{ path: '././@LongLink', content: `${long}\0` }, { path: 'short', content: 'y' }, program]);
    gnu[156] = 'L'.charCodeAt(0);
    await expect(inspect(gzipSync(gnu), 'tar.gz')).rejects.toThrow('points outside');
    const record = ` path=${long}\n`;
    const pax = tarOf([
      { path: 'PaxHeaders/x', content: `${record.length + 3}${record}` },
      { path: 'short', content: 'y' },
      program,
    ]);
    pax[156] = 'x'.charCodeAt(0);
    await expect(inspect(gzipSync(pax), 'tar.gz')).rejects.toThrow('points outside');
  });

  test('that ends too early is refused', async () => {
    const whole = tarOf([program]);
    await expect(inspect(gzipSync(whole.subarray(0, 1_000_000)), 'tar.gz')).rejects.toMatchObject({ code: 'TRIVY_REFUSED' });
    await expect(inspect(gzipSync(whole).subarray(0, 500), 'tar.gz')).rejects.toMatchObject({ code: 'TRIVY_REFUSED' });
  });

  test('with a device is refused', async () => {
    const tar = tarOf([{ path: 'null', content: '' }, program]);
    tar[156] = '3'.charCodeAt(0);
    await expect(inspect(gzipSync(tar), 'tar.gz')).rejects.toThrow('a link or a device');
  });

  test('that claims to unpack to more than a Trivy can is refused before it is read on', async () => {
    const tar = tarOf([program]);
    tar.write('17777777777\0', 124);
    await expect(inspect(gzipSync(tar), 'tar.gz')).rejects.toThrow('1 GiB');
  });
});

describe('a zip', () => {
  const program = { name: 'trivy.exe' };

  test('with the program is let through', async () => {
    await expect(inspect(zipOf([{ name: 'contrib/', mode: 0o040_755 }, program]), 'zip', 'trivy.exe')).resolves.toBe(undefined);
  });

  test.each([
    ['climbs', { name: '../x' }, 'points outside'],
    ['climbs as Windows does', { name: '..\\x' }, 'points outside'],
    ['names a drive', { name: 'C:/x' }, 'points outside'],
    ['is a link', { name: 'x', mode: 0o120_777 }, 'a link or a device'],
    ['is too large', { name: 'x', size: 2 ** 31 }, '1 GiB'],
  ])('with an entry that %s is refused', async (_, entry, why) => {
    await expect(inspect(zipOf([entry, program]), 'zip', 'trivy.exe')).rejects.toThrow(why);
  });

  test('that is damaged is refused', async () => {
    await expect(inspect(Buffer.from('PK nothing'), 'zip', 'trivy.exe')).rejects.toMatchObject({ code: 'TRIVY_REFUSED' });
  });
});
