import { pipeline } from 'node:stream';
import { constants, createGunzip, gunzipSync } from 'node:zlib';

/** What is looked at before it is decided whether a layer is unpacked: of so much gzip makes at most a megabyte. */
const probeLength = 1024;
const pieceLength = 1 << 18;

/**
 * The tar that is in the bytes of a layer where they are gzipped, as it comes, and else the bytes themselves. What is unpacked
 * never looks compressed once more, so that nobody who reads it sees anything else in it than a tar.
 * Throws what the source throws, and what zlib says of bytes that are damaged.
 */
export async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  let ended = false;
  while (start.length < probeLength && !ended) {
    const next = await pieces.next();
    if (next.done === true) ended = true;
    else start = Buffer.concat([start, next.value]);
  }
  const all = resumed(start, pieces);
  if (!holdsTar(start.subarray(0, probeLength))) {
    yield* all;
    return;
  }
  const gunzip = createGunzip({ chunkSize: pieceLength });
  // What goes wrong destroys the stream, and is thrown to whoever reads it.
  pipeline(all, gunzip, () => undefined);
  yield* piecesOf(gunzip);
}

/** What zlib unpacks, as it comes. */
export async function* piecesOf(unpacking: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const piece of unpacking) {
    if (!(piece instanceof Uint8Array)) continue;
    if (piece.byteOffset + piece.byteLength === piece.buffer.byteLength) lasts.add(piece);
    yield piece;
  }
}

/** Pieces at the end of the memory that zlib unpacked them into: it takes new memory then, and has no more to do with this. */
const lasts = new WeakSet<Uint8Array>();

/**
 * Gives back the memory of an unpacked piece, and of those before it, which nobody may read any more. Left to V8, it would look
 * through its whole heap once for each 64 MB of them. Other pieces stay as they are.
 */
export function letGo(piece: Uint8Array): void {
  if (lasts.delete(piece) && isMovable(piece.buffer)) piece.buffer.transfer(0);
}

/** From Node 22 on memory can be taken from those who hold it. */
function isMovable(buffer: ArrayBufferLike): buffer is ArrayBuffer & { transfer(length: number): ArrayBuffer } {
  return buffer instanceof ArrayBuffer && 'transfer' in buffer;
}

async function* resumed(start: Uint8Array, pieces: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (start.length > 0) yield start;
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
}

/** How compressed files begin that Trivy, or one of its next versions, would unpack: gzip, zstd, xz, bzip2. */
const packed = /^(?:\x1f\x8b|\x28\xb5\x2f\xfd|\xfd7zXZ|BZh)/;

function holdsTar(start: Buffer): boolean {
  if (start[0] !== 0x1f || start[1] !== 0x8b) return false;
  try {
    const content = gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1', 0, 512);
    return content.startsWith('ustar', 257) && !packed.test(content);
  } catch {
    return false;
  }
}
