import { mkdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ToolCache } from '../trivy/ports.ts';
import { withToolkitOutput } from './toolkit-output.ts';

/** A lock whose owner has not touched it for so long is left over from a process that died; milliseconds. */
const staleAfter = 60_000;
const touchEvery = 10_000;
const askEvery = 200;

/** The runner's tool cache through the Actions toolkit; off a runner, a folder among the user's caches. */
export const toolCache: ToolCache = {
  async find(tool, version) {
    prepareEnvironment();
    const { find } = await import('@actions/tool-cache');
    const folder = await withToolkitOutput(async () => find(tool, version));
    return folder === '' ? undefined : folder;
  },
  async store(folder, tool, version) {
    prepareEnvironment();
    const { cacheDir } = await import('@actions/tool-cache');
    return withToolkitOutput(() => cacheDir(folder, tool, version));
  },
  async unpack(archive, format, folder) {
    const { extractTar, extractZip } = await import('@actions/tool-cache');
    await withToolkitOutput(() =>
      format === 'zip' ? extractZip(archive, folder) : extractTar(archive, folder, ['xz', '--no-same-owner']),
    );
  },
  async exclusively(tool, work) {
    const root = prepareEnvironment();
    await mkdir(root, { recursive: true });
    const lock = join(root, `.${tool}.lock`);
    while (!(await taken(lock))) await sleep(askEvery);
    const touching = setInterval(() => {
      const now = new Date();
      utimes(lock, now, now).catch(() => undefined);
    }, touchEvery).unref();
    try {
      return await work();
    } finally {
      clearInterval(touching);
      await rm(lock, { force: true });
    }
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

/** The toolkit reads its folder from the environment and refuses to work without it. */
function prepareEnvironment(): string {
  const given = process.env['RUNNER_TOOL_CACHE'];
  if (given !== undefined && given !== '') return given;
  const own = join(userCacheFolder(), 'tools');
  process.env['RUNNER_TOOL_CACHE'] = own;
  return own;
}

async function taken(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const found = await stat(lock).catch(() => undefined);
  if (found !== undefined && Date.now() - found.mtimeMs > staleAfter) await rm(lock, { force: true });
  return false;
}
