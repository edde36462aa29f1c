import { join } from 'node:path';
import * as v from 'valibot';
import type { Layer } from './image-jobs.ts';
import type { TrivyPorts } from './ports.ts';

/** What of Trivy's cache the workers share. None writes to it: the index of Java archives is fetched between scans. */
const shared = ['db', 'java-db'];

const record = v.object({ version: v.literal(1), layers: v.record(v.string(), v.string()) });
const recordName = 'layers.json';
/** The folder in which Trivy keeps what it read from layers, under the digest of what is in them, whoever claimed that. */
const layersName = 'fanal';
const fileName = 'fanal.db';

/** A worker's own cache of layers, and what it was filled from. */
export interface WorkerCache {
  readonly folder: string;
  /** By the digest of what is in a layer, the digest of the bytes it was read from. */
  readonly hand: Map<string, string>;
  /** Notes that these layers were read whole and had their digests. */
  keep(layers: readonly Layer[]): Promise<void>;
  /** Takes over all that another cache holds, while no Trivy uses either of them. */
  takeFrom(other: Pick<WorkerCache, 'folder' | 'hand'>): Promise<void>;
  /** Throws all layers away: one of them may have been read from bytes that were not its own. */
  empty(): Promise<void>;
}

/**
 * Opens the cache folder of a worker, with the databases linked into it. What is there and was not made by a worker is thrown
 * away, and so are layers of which no record says what they were read from.
 */
export async function openWorkerCache(
  cacheFolder: string,
  folder: string,
  { files }: Pick<TrivyPorts, 'files'>,
): Promise<WorkerCache> {
  const found = (await files.entries(folder)) ?? [];
  const text = await files.readText(join(folder, recordName), 16 << 20);
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), record), text);
  const foreign = found.some(({ name, kind }) => !isOurs(name, kind));
  if (foreign || (found.length > 0 && !read.success)) await files.remove(folder);
  await files.makeFolder(folder);
  for (const name of shared) await files.linkFolder(join(cacheFolder, name), join(folder, name));
  const hand = new Map(read.success && !foreign ? Object.entries(read.output.layers) : []);
  const write = (): Promise<void> =>
    files.writeText(join(folder, recordName), JSON.stringify({ version: 1, layers: Object.fromEntries(hand) }));
  if (!read.success || foreign) await write();
  return {
    folder,
    hand,
    async keep(layers) {
      const before = hand.size;
      for (const { diffId, digest } of layers) hand.set(diffId, digest);
      if (hand.size !== before || layers.length > 0) await write();
    },
    async takeFrom(other) {
      const from = join(other.folder, layersName, fileName);
      if ((await files.size(from)) === undefined) return;
      await files.makeFolder(join(folder, layersName));
      await files.copy(from, join(folder, layersName, fileName));
      for (const [diffId, digest] of other.hand) hand.set(diffId, digest);
      await write();
    },
    async empty() {
      hand.clear();
      await files.remove(join(folder, layersName));
      await write();
    },
  };
}

function isOurs(name: string, kind: string): boolean {
  if (shared.includes(name)) return kind === 'link';
  return name === recordName ? kind === 'file' : name === layersName && kind === 'folder';
}
