import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GuardError } from '../errors.ts';
import { isDigest } from '../fleet/digest.ts';
import { readManifest } from '../fleet/manifest.ts';
import { oneLine } from '../report/escape.ts';
import type { ImageStore, StoredManifest } from '../trivy/ports.ts';

/** Where a file of a layout lies: a file of its own, or a part of an archive. */
interface Part {
  readonly path: string;
  readonly start: number;
  readonly size: number;
}

type Find = (name: string) => Promise<Part | undefined>;

const longestText = 16 << 20;

/**
 * The image of an OCI layout, https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md: a folder or a tar of
 * one, as `docker save` has written since version 25. Undefined for anything else. A layout with several images is an index.
 */
export async function layoutStore(path: string): Promise<ImageStore | undefined> {
  const find = await finder(path);
  const index = await find?.('index.json');
  if (find === undefined || index === undefined) return undefined;
  const damaged = (what: string): GuardError =>
    new GuardError('REGISTRY', `The image layout ${oneLine(path)} is damaged: ${what}. Export it again.`);
  const text = async (digest: string): Promise<string> => {
    const part = await blobPart(find, digest);
    if (part === undefined) throw damaged(`${digest} is missing`);
    if (part.size > longestText) throw damaged(`${digest} is longer than 16 MiB`);
    const bytes = await bytesOf(part);
    const [algorithm = ''] = digest.split(':');
    const actual = `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
    if (actual !== digest) throw damaged(`what lies there as ${digest} has the digest ${actual}`);
    return bytes.toString('utf8');
  };
  if (index.size > longestText) throw damaged('its index.json is longer than 16 MiB');
  const written = (await bytesOf(index)).toString('utf8');
  const manifest = readManifest(written);
  if (manifest?.kind !== 'index') throw damaged('its index.json is none');
  const [only, ...others] = manifest.entries;
  if (only === undefined) throw damaged('it holds no image');
  const stored = async (digest: string, mediaType = ''): Promise<StoredManifest> => ({
    digest,
    mediaType,
    text: await text(digest),
  });
  const types = new Map(manifest.entries.map(({ digest, mediaType }) => [digest, mediaType]));
  return {
    reference: path,
    top:
      others.length === 0
        ? await stored(only.digest, only.mediaType)
        : { digest: `sha256:${createHash('sha256').update(written).digest('hex')}`, mediaType: '', text: written },
    manifest: (digest) => stored(digest, types.get(digest)),
    text,
    async open(digest, signal) {
      const part = await blobPart(find, digest);
      if (part === undefined) throw damaged(`${digest} is missing`);
      if (part.size === 0) return createReadStream('/dev/null');
      return createReadStream(part.path, {
        start: part.start,
        end: part.start + part.size - 1,
        highWaterMark: 1 << 20,
        signal,
      });
    },
  };
}

function blobPart(find: Find, digest: string): Promise<Part | undefined> {
  return isDigest(digest) ? find(`blobs/${digest.replace(':', '/')}`) : Promise.resolve(undefined);
}

async function bytesOf({ path, start, size }: Part): Promise<Buffer> {
  if (start === 0 && size === (await stat(path)).size) return readFile(path);
  const handle = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(size);
    await handle.read(bytes, 0, size, start);
    return bytes;
  } finally {
    await handle.close();
  }
}

async function finder(path: string): Promise<Find | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) {
    return async (name) => {
      const file = join(path, name);
      const inside = await stat(file).catch(() => undefined);
      return inside?.isFile() === true ? { path: file, start: 0, size: inside.size } : undefined;
    };
  }
  if (found?.isFile() !== true || !path.endsWith('.tar')) return undefined;
  const parts = await partsOfTar(path, found.size);
  return (name) => Promise.resolve(parts.get(name));
}

const block = 512;

/** The files of a plain tar by their names, as far as it can be read: those of a layout are short enough for its oldest form. */
async function partsOfTar(path: string, length: number): Promise<ReadonlyMap<string, Part>> {
  const parts = new Map<string, Part>();
  const handle = await open(path, 'r');
  try {
    const header = Buffer.alloc(block);
    for (let at = 0; at + block <= length;) {
      const { bytesRead } = await handle.read(header, 0, block, at);
      const size = Number.parseInt(header.toString('latin1', 124, 136), 8);
      if (bytesRead < block || header[0] === 0 || !Number.isSafeInteger(size) || size < 0) break;
      const text = (from: number, to: number): string => header.toString('latin1', from, to).replace(/\0.*$/s, '');
      const prefix = text(257, 262) === 'ustar' ? text(345, 500) : '';
      const name = `${prefix === '' ? '' : `${prefix}/`}${text(0, 100)}`.replace(/^\.\//, '');
      const start = at + block;
      if ((header[156] === 0x30 || header[156] === 0) && start + size <= length) parts.set(name, { path, start, size });
      at = start + Math.ceil(size / block) * block;
    }
  } finally {
    await handle.close();
  }
  return parts;
}
