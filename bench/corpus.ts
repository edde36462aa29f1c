import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files of one kind, each in a folder of its own and under the name it would have in a repository. */
export interface Corpus {
  readonly folder: string;
  /** Relative to the folder. */
  readonly files: readonly string[];
}

/** Lays the files of a folder out as so many small repositories, each several times, for the time of the work. */
export async function withCorpus<T>(source: string, name: string, work: (corpus: Corpus) => Promise<T>, copies = 1): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-corpus-'));
  try {
    const files: string[] = [];
    const originals = (await readdir(source)).toSorted();
    for (const [index, original] of Array.from({ length: copies }, () => originals)
      .flat()
      .entries()) {
      await mkdir(join(folder, String(index)));
      await copyFile(join(source, original), join(folder, String(index), name));
      files.push(join(String(index), name));
    }
    return await work({ folder, files });
  } finally {
    await rm(folder, { recursive: true });
  }
}
