import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { localFiles } from '../../src/adapters/local-files.ts';
import { programBytes } from '../../src/trivy/archive.ts';
import type { ArchiveFormat } from '../../src/trivy/ports.ts';
import { tarOf } from '../parts/tar.ts';
import { zipOf } from '../parts/zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'container-guard-archive-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The program that comes out of an archive. */
async function unpack(bytes: Uint8Array, format: ArchiveFormat, program = 'trivy'): Promise<string> {
  const path = join(folder, 'archive');
  writeFileSync(path, bytes);
  const pieces: Uint8Array[] = [];
  for await (const piece of programBytes(path, format, program, localFiles)) pieces.push(Uint8Array.from(piece));
  return Buffer.concat(pieces).toString('latin1');
}

describe('a gzipped tar', () => {
  const text = Array.from({ length: 300_000 }, (_, at) => `line ${at}`).join('\n');
  const program = { path: 'trivy', content: text, mode: 0o755 };
  const beside = [{ path: 'contrib' }, { path: 'contrib/a', content: 'y'.repeat(1000) }];

  test('gives the bytes of its program, wherever that stands and however long it is', async () => {
    for (const entries of [[...beside, program], [program, ...beside], [program]]) {
      expect((await unpack(gzipSync(tarOf(entries)), 'tar.gz')) === text).toBe(true);
    }
    for (const length of [0, 1, 511, 512, 513, 1 << 20]) {
      const content = 'z'.repeat(length);
      await expect(unpack(gzipSync(tarOf([{ path: './trivy', content }, ...beside])), 'tar.gz')).resolves.toHaveLength(length);
    }
  });

  test('is read though the piece that it is unpacked in ends within a long name', async () => {
    const long = `../${'a/'.repeat(900)}b`;
    for (const before of [1 << 18, 1 << 20]) {
      const filler = { path: 'filler', content: 'x'.repeat(before - 3 * 512) };
      const tar = tarOf([filler, { path: '././@LongLink', content: `${long}\0` }, { path: 'short', content: 'y' }, program]);
      tar[before - 1024 + 156] = 'L'.charCodeAt(0);
      await expect(unpack(gzipSync(tar), 'tar.gz')).rejects.toThrow(
        /^The Trivy archive is refused and nothing of it is kept: "\.\.\/a/,
      );
    }
  });

  test('with long names in extension headers is read with these names', async () => {
    const long = `../${'a/'.repeat(60)}b`;
    const gnu = tarOf([{ path: '././@LongLink', content: `${long}\0` }, { path: 'short', content: 'y' }, program]);
    gnu[156] = 'L'.charCodeAt(0);
    await expect(unpack(gzipSync(gnu), 'tar.gz')).rejects.toThrow('points outside');
    const record = ` path=${long}\n`;
    const pax = tarOf([
      { path: 'PaxHeaders/x', content: `${record.length + 3}${record}` },
      { path: 'short', content: 'y' },
      program,
    ]);
    pax[156] = 'x'.charCodeAt(0);
    await expect(unpack(gzipSync(pax), 'tar.gz')).rejects.toThrow('points outside');
  });

  test('that ends too early is refused', async () => {
    const whole = tarOf([program]);
    await expect(unpack(gzipSync(whole.subarray(0, 1_000_000)), 'tar.gz')).rejects.toMatchObject({ code: 'TRIVY_REFUSED' });
    await expect(unpack(gzipSync(whole).subarray(0, 500), 'tar.gz')).rejects.toMatchObject({ code: 'TRIVY_REFUSED' });
  });

  test('that goes on for ever behind its end is refused', async () => {
    const zeros = gzipSync(Buffer.alloc(1 << 26));
    const bomb = Buffer.concat([gzipSync(tarOf([program])), ...Array.from({ length: 18 }, () => zeros)]);
    await expect(unpack(bomb, 'tar.gz')).rejects.toThrow('1 GiB');
  });

  test('with a header that tells another size is refused', async () => {
    const pax = tarOf([{ path: 'PaxHeaders/x', content: '17 size=99999999\n' }, program]);
    pax[156] = 'x'.charCodeAt(0);
    await expect(unpack(gzipSync(pax), 'tar.gz')).rejects.toThrow('two sizes');
  });

  test('with a device is refused', async () => {
    const tar = tarOf([{ path: 'null', content: '' }, program]);
    tar[156] = '3'.charCodeAt(0);
    await expect(unpack(gzipSync(tar), 'tar.gz')).rejects.toThrow('a link or a device');
  });

  test('that claims to unpack to more than a Trivy can is refused before it is read on', async () => {
    const tar = tarOf([program]);
    tar.write('17777777777\0', 124);
    await expect(unpack(gzipSync(tar), 'tar.gz')).rejects.toThrow('1 GiB');
  });
});

describe('a zip', () => {
  const program = { name: 'trivy.exe' };

  test.each([true, false])('gives the bytes of its program (stored: %s)', async (stored) => {
    const content = 'a program '.repeat(300_000);
    const entries = [{ name: 'contrib/', content: '', mode: 0o040_755 }, { ...program, content, stored }, { name: 'LICENSE' }];
    expect((await unpack(zipOf(entries), 'zip', 'trivy.exe')) === content).toBe(true);
  });

  test('whose program unpacks to more or less than it says is refused', async () => {
    const bomb = { name: 'trivy.exe', content: 'x'.repeat(5_000_000), size: 100 };
    await expect(unpack(zipOf([bomb]), 'zip', 'trivy.exe')).rejects.toThrow('another size');
    await expect(unpack(zipOf([{ ...bomb, size: 6_000_000 }]), 'zip', 'trivy.exe')).rejects.toThrow('another size');
  });

  test.each([
    ['climbs', { name: '../x' }, 'points outside'],
    ['climbs as Windows does', { name: '..\\x' }, 'points outside'],
    ['names a drive', { name: 'C:/x' }, 'points outside'],
    ['is a link', { name: 'x', mode: 0o120_777 }, 'a link or a device'],
    ['is too large', { name: 'x', size: 2 ** 31 }, '1 GiB'],
  ])('with an entry that %s is refused', async (_, entry, why) => {
    await expect(unpack(zipOf([entry, program]), 'zip', 'trivy.exe')).rejects.toThrow(why);
  });

  test('that is damaged is refused', async () => {
    await expect(unpack(Buffer.from('PK nothing'), 'zip', 'trivy.exe')).rejects.toMatchObject({ code: 'TRIVY_REFUSED' });
  });
});
