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
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import type { FolderEntry, LocalFiles } from '../trivy/ports.ts';

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
    const hash = createHash('sha256');
    await eachPiece(path, 0, (piece) => void hash.update(piece));
    return hash.digest('hex');
  },
  async sha256AndMarked(path, mark) {
    const hash = createHash('sha256');
    const marked: string[] = [];
    await eachPiece(path, mark.length + longestMarked, (piece, seen, isLast) => {
      hash.update(piece.subarray(seen));
      const until = isLast ? piece.length : piece.length - longestMarked - mark.length;
      for (let at = piece.indexOf(mark); at !== -1 && at < until; at = piece.indexOf(mark, at + 1))
        marked.push(piece.toString('latin1', at + mark.length, at + mark.length + longestMarked));
    });
    return { sha256: hash.digest('hex'), marked };
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
    const unpacked = createGunzip({ chunkSize: 1 << 20 });
    source.once('error', (error) => unpacked.destroy(error));
    source.pipe(unpacked);
    try {
      for await (const chunk of unpacked) if (chunk instanceof Uint8Array) yield chunk;
    } finally {
      source.destroy();
    }
  },
  async *inflate(path, offset, length, method) {
    if (length === 0) return;
    const source = createReadStream(path, { start: offset, end: offset + length - 1, highWaterMark: 1 << 20 });
    const unpacked = method === 'stored' ? new PassThrough() : createInflateRaw({ chunkSize: 1 << 20 });
    source.once('error', (error) => unpacked.destroy(error));
    source.pipe(unpacked);
    try {
      for await (const chunk of unpacked) if (chunk instanceof Uint8Array) yield chunk;
    } finally {
      source.destroy();
    }
  },
};

/** How much behind a mark is answered, and how much of a file is read at once, in bytes. */
const longestMarked = 64;
const pieceLength = 1 << 20;

/**
 * Shows the bytes of a file piece by piece, in one buffer that is used again. Each piece begins with so many bytes of the one
 * before as are to be kept; `seen` is how many they are.
 */
async function eachPiece(
  path: string,
  kept: number,
  look: (piece: Buffer, seen: number, isLast: boolean) => void,
): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(pieceLength + kept);
    let seen = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, seen, buffer.length - seen);
      const piece = buffer.subarray(0, seen + bytesRead);
      look(piece, seen, bytesRead === 0);
      if (bytesRead === 0) return;
      const before = Math.min(kept, piece.length);
      piece.copyWithin(0, piece.length - before);
      seen = before;
    }
  } finally {
    await handle.close();
  }
}

function kindOf(entry: Dirent): FolderEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}
