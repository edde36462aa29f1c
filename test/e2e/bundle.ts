import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');

export interface Bundle {
  /** The file that action.yml names. */
  readonly main: string;
  readonly cli: string;
  remove(): Promise<void>;
}

/** Bundles the sources as they are now. CONTAINER_GUARD_DIST names a folder to take instead, such as the committed one. */
export async function bundle(): Promise<Bundle> {
  const given = process.env['CONTAINER_GUARD_DIST'];
  const folder = given === undefined ? await mkdtemp(join(tmpdir(), 'dist-')) : resolve(root, given);
  if (given === undefined) {
    const rolldown = join(root, 'node_modules/rolldown/bin/cli.mjs');
    await promisify(execFile)(process.execPath, [rolldown, '-c', 'rolldown.config.ts', '-d', folder], { cwd: root });
  }
  return {
    main: join(folder, 'main.js'),
    cli: join(folder, 'cli.js'),
    remove: async () => {
      if (given === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
