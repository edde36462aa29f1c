import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { letGo, unpacked } from '../../src/adapters/unpacking.ts';
import { tarOf } from '../parts/tar.ts';

const tar = tarOf(Array.from({ length: 8 }, (_, at) => ({ path: `file-${at}`, content: randomBytes(150_000).toString('hex') })));

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 50_000) yield bytes.subarray(at, at + 50_000);
}

test('memory that pieces were unpacked into is given back with the last of them, and not before', async () => {
  const pieces: Uint8Array[] = [];
  for await (const piece of unpacked(inPieces(gzipSync(tar)))) pieces.push(piece);
  expect(Buffer.concat(pieces).equals(tar)).toBe(true);
  const memories = new Set(pieces.map(({ buffer }) => buffer));
  expect([memories.size > 3, pieces.length > memories.size]).toEqual([true, true]);
  const lengths = pieces.map(({ byteLength }) => byteLength);
  const left = pieces.map((piece, at) => {
    const isLast = pieces[at + 1]?.buffer !== piece.buffer;
    letGo(piece);
    letGo(piece);
    return { isLast, isThere: piece.byteLength === lengths[at] };
  });
  expect(left.filter(({ isLast }) => !isLast).every(({ isThere }) => isThere)).toBe(true);
  // The end of the tar leaves its memory half empty. Node 20 gives none back.
  const kept = left.filter(({ isLast, isThere }) => isLast && isThere);
  expect(kept.length).toBe('transfer' in ArrayBuffer.prototype ? 1 : memories.size);
});

test('what was not unpacked is not given back', async () => {
  const plain = Buffer.alloc(200_000, 'x');
  for await (const piece of unpacked(inPieces(plain))) letGo(piece);
  expect(plain.equals(Buffer.alloc(200_000, 'x'))).toBe(true);
});
