import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream, type Dirent } from 'node:fs';
import {
  access,
  chmod,
  copyFile,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readFile,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import type { FolderEntry, LocalFiles, Marked } from '../trivy/ports.ts';
import { letGo, piecesOf } from './unpacking.ts';

/** The disk, outside the tree under judgement. Temporary folders lie in `RUNNER_TEMP`, else in the system's. */
export const localFiles: LocalFiles = {
  async within(purpose, work) {
    const folder = await mkdtemp(join(await realpath(process.env['RUNNER_TEMP'] ?? tmpdir()), `container-guard-${purpose}-`));
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  },
  async program(path) {
    try {
      const real = await realpath(path);
      if (!(await stat(real)).isFile()) return undefined;
      await access(real, constants.X_OK);
      return real;
    } catch {
      return undefined;
    }
  },
  async search(name, searchPath) {
    const found: string[] = [];
    for (const folder of searchPath.split(delimiter)) {
      const program = isAbsolute(folder) ? await localFiles.program(join(folder, name)) : undefined;
      if (program !== undefined && !found.includes(program)) found.push(program);
    }
    return found;
  },
  async sha256(path) {
    return (await digested(path, '')).sha256;
  },
  sha256AndMarked: digested,
  async sha256WhereEqual(path, pieces, mark) {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      const look = lookingFor(mark);
      for await (const piece of pieces) {
        const own = await look.at(handle, piece.length);
        if (!own.equals(piece)) return undefined;
      }
      return look.position() === size ? look.end() : undefined;
    } finally {
      await handle.close();
    }
  },
  async readText(path, maxBytes) {
    const size = await localFiles.size(path);
    return size === undefined || size > maxBytes ? undefined : readFile(path, 'utf8');
  },
  async readBytes(path, offset, length) {
    const handle = await open(path, 'r');
    try {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await handle.read(bytes, 0, length, offset);
      return bytes.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  },
  async size(path) {
    try {
      const found = await stat(path);
      return found.isFile() ? found.size : undefined;
    } catch {
      return undefined;
    }
  },
  async stamp(path) {
    try {
      const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
      return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
    } catch {
      return undefined;
    }
  },
  async writeText(path, text) {
    await writeFile(path, text, { mode: 0o600 });
  },
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  async linkFolder(folder, link) {
    await localFiles.makeFolder(folder);
    const there = await lstat(link).catch(() => undefined);
    if (there?.isSymbolicLink() === true && (await realpath(link).catch(() => '')) === (await realpath(folder))) return;
    if (there !== undefined) await rm(link, { recursive: true, force: true });
    await symlink(resolve(folder), link, 'junction');
  },
  async copy(from, to) {
    await copyFile(from, to);
    return to;
  },
  async writeProgram(path, pieces) {
    const hash = createHash('sha256');
    const handle = await open(path, 'wx', 0o755);
    try {
      for await (const piece of pieces) {
        hash.update(piece);
        await handle.writeFile(piece);
      }
      await handle.chmod(0o755);
    } finally {
      await handle.close();
    }
    return hash.digest('hex');
  },
  async placeProgram(from, folder, name) {
    const firstMade = await mkdir(folder, { recursive: true });
    const partial = join(folder, `.${name}-${randomUUID()}`);
    try {
      await copyFile(from, partial);
      await chmod(partial, 0o755);
      await rename(partial, join(folder, name));
    } catch (error) {
      await rm(partial, { force: true });
      if (firstMade !== undefined) await rm(firstMade, { recursive: true, force: true });
      throw error;
    }
    return join(folder, name);
  },
  async names(folder) {
    try {
      return (await readdir(folder)).sort();
    } catch {
      return undefined;
    }
  },
  async entries(folder) {
    try {
      if (!(await lstat(folder)).isDirectory()) return undefined;
      const found = await readdir(folder, { withFileTypes: true });
      return found.map((entry) => ({ name: entry.name, kind: kindOf(entry) })).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch {
      return undefined;
    }
  },
  async remove(path) {
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  },
  async *gunzip(path) {
    const source = createReadStream(path, { highWaterMark: 1 << 20 });
    const unpacked = createGunzip(unpacking);
    source.once('error', (error) => unpacked.destroy(error));
    source.pipe(unpacked);
    try {
      yield* passing(piecesOf(unpacked));
    } finally {
      source.destroy();
    }
  },
  async *inflate(path, offset, length, method) {
    if (length === 0) return;
    const source = createReadStream(path, { start: offset, end: offset + length - 1, highWaterMark: 1 << 20 });
    const unpacked = method === 'stored' ? new PassThrough() : createInflateRaw(unpacking);
    source.once('error', (error) => unpacked.destroy(error));
    source.pipe(unpacked);
    try {
      yield* method === 'stored' ? piecesOf(unpacked) : passing(piecesOf(unpacked));
    } finally {
      source.destroy();
    }
  },
};

/** The same pieces; the memory of one is gone when the next is asked for. */
async function* passing(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    yield piece;
    letGo(piece);
  }
}

/** Much is unpacked ahead, so that unpacking need not wait for those who look at it. */
const unpacking = { chunkSize: 1 << 20, highWaterMark: 1 << 22 };

/** How much behind a mark is answered, and how much of a file is read at once, in bytes. */
const longestMarked = 64;
const pieceLength = 1 << 20;

async function digested(path: string, mark: string): Promise<Marked> {
  const handle = await open(path, 'r');
  try {
    const look = lookingFor(mark);
    while ((await look.at(handle, pieceLength)).length > 0);
    return look.end();
  } finally {
    await handle.close();
  }
}

/**
 * Hashes a file from its start, piece by piece, and looks for a mark in it unless that is empty. The bytes lie in one buffer that
 * is used again, behind as many of those before them as a mark may begin in.
 */
function lookingFor(mark: string): {
  at(handle: FileHandle, length: number): Promise<Buffer>;
  position(): number;
  end(): Marked;
} {
  const hash = createHash('sha256');
  const marked: string[] = [];
  const kept = mark === '' ? 0 : mark.length + longestMarked;
  let buffer = Buffer.allocUnsafe(pieceLength + kept);
  let filled = 0;
  let position = 0;
  const search = (bytes: Buffer, until: number): void => {
    if (mark === '') return;
    for (let found = bytes.indexOf(mark); found !== -1 && found < until; found = bytes.indexOf(mark, found + 1))
      marked.push(bytes.toString('latin1', found + mark.length, found + kept));
  };
  return {
    async at(handle, length) {
      const seen = Math.min(kept, filled);
      buffer.copyWithin(0, filled - seen, filled);
      if (seen + length > buffer.length) buffer = Buffer.concat([buffer.subarray(0, seen), Buffer.alloc(length)]);
      const { bytesRead } = await handle.read(buffer, seen, length, position);
      position += bytesRead;
      filled = seen + bytesRead;
      const piece = buffer.subarray(seen, filled);
      hash.update(piece);
      search(buffer.subarray(0, filled), filled - kept);
      return piece;
    },
    position: () => position,
    end() {
      search(buffer.subarray(Math.max(0, filled - kept), filled), filled);
      return { sha256: hash.digest('hex'), marked };
    },
  };
}

function kindOf(entry: Dirent): FolderEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}
