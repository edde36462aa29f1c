import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ToolCache } from '../trivy/ports.ts';
import { holding } from './lock.ts';
import { withToolkitOutput } from './toolkit-output.ts';

/**
 * The runner's tool cache, filled by the Actions toolkit; off a runner, a folder among the user's caches. Looking into it does
 * not load the toolkit: `tool/version/arch`, with a marker beside it once it is whole.
 */
export const toolCache: ToolCache = {
  async find(tool, version) {
    const folder = join(root(), tool, version, process.arch);
    return (await isFolder(folder)) && (await isThere(markerOf(folder))) ? folder : undefined;
  },
  async versions(tool) {
    const names = await readdir(join(root(), tool)).catch(() => []);
    const found = await Promise.all(names.map((name) => toolCache.find(tool, name)));
    return names.filter((_, at) => found[at] !== undefined).sort();
  },
  async store(tool, version, fill) {
    const beginning = `.${tool}-partial-`;
    for (const name of await readdir(root())) if (name.startsWith(beginning)) await gone(join(root(), name));
    const partial = await mkdtemp(join(root(), beginning));
    try {
      const value = await fill(partial);
      const folder = await replaced(join(root(), tool, version, process.arch), `${partial}-old`, async () => {
        const { cacheDir } = await import('@actions/tool-cache');
        process.env['RUNNER_TOOL_CACHE'] = root();
        return withToolkitOutput(() => cacheDir(partial, tool, version));
      });
      return { folder, value };
    } finally {
      await gone(partial);
    }
  },
  async exclusively(tool, work) {
    await mkdir(root(), { recursive: true });
    return holding(join(root(), `.${tool}.lock`), work);
  },
};

/** The user's folder for caches of this product, as the platform has it. */
export function userCacheFolder(environment: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  const home = homedir();
  const base =
    platform === 'win32'
      ? (environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'))
      : platform === 'darwin'
        ? join(home, 'Library', 'Caches')
        : (environment['XDG_CACHE_HOME'] ?? join(home, '.cache'));
  return join(base, 'container-guard');
}

function root(): string {
  return process.env['RUNNER_TOOL_CACHE'] || join(userCacheFolder(), 'tools');
}

/** Puts something new in the place of a folder of the cache, or the old one back where that throws. */
async function replaced(folder: string, aside: string, work: () => Promise<string>): Promise<string> {
  const wasWhole = await isThere(markerOf(folder));
  if (await isFolder(folder)) await rename(folder, aside);
  try {
    return await work();
  } catch (error) {
    await gone(folder);
    if (wasWhole && (await isFolder(aside))) {
      await rename(aside, folder);
      await writeFile(markerOf(folder), '');
    }
    throw error;
  } finally {
    await gone(aside);
  }
}

function markerOf(folder: string): string {
  return `${folder}.complete`;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function gone(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}
