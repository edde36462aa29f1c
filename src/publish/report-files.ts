import { lstat, mkdir, realpath, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { GuardError, messageOf } from '../errors.ts';
import type { ReportFiles } from './outlets.ts';

export interface ReportFilesOptions {
  /** Whether a link in the folder may lead out of it. A repository under judgement must not choose what is overwritten. */
  readonly linksMayLeave: boolean;
}

/** Writes reports below a folder, or to wherever the path itself says: an absolute one, or one with `..`. */
export function reportFiles(folder: string, { linksMayLeave }: ReportFilesOptions): ReportFiles {
  return {
    async write(path, text) {
      const target = resolve(folder, path);
      try {
        await mkdir(dirname(target), { recursive: true });
        if (!linksMayLeave && isBelow(folder, target) && (await leaves(folder, target)))
          throw new Error('a link leads out of the folder');
        await writeFile(target, text);
      } catch (error) {
        throw new GuardError('OUTPUT', `cannot write the report ${path}: ${messageOf(error)}`, { cause: error });
      }
    },
  };
}

async function leaves(folder: string, target: string): Promise<boolean> {
  const [top, parent] = await Promise.all([realpath(folder), realpath(dirname(target))]);
  const place = join(parent, basename(target));
  if (!isBelow(top, place)) return true;
  const isLink = await lstat(place).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
  if (!isLink) return false;
  const real = await realpath(place).catch(() => undefined);
  return real === undefined || !isBelow(top, real);
}

function isBelow(folder: string, target: string): boolean {
  const inside = relative(folder, target);
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
