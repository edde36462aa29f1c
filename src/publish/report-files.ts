import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { GuardError, messageOf } from '../errors.ts';
import type { ReportFiles } from './outlets.ts';

/** Writes reports below a folder, or to where an absolute path says. */
export function reportFiles(folder: string): ReportFiles {
  return {
    async write(path, text) {
      const target = resolve(folder, path);
      try {
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, text);
      } catch (error) {
        throw new GuardError('OUTPUT', `cannot write the report ${path}: ${messageOf(error)}`, { cause: error });
      }
    },
  };
}
