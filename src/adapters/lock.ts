import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** A lock of another machine, or container, that nobody has touched for so long is left over; milliseconds. */
const staleAfter = 60_000;
const touchEvery = 10_000;
const askEvery = 200;

/**
 * Runs the work while no other process holds the file. What a killed process left is broken: at once where it ran on this
 * machine, else when nobody has touched it for a minute.
 */
export async function holding<T>(file: string, work: () => Promise<T>): Promise<T> {
  const owner = `${process.pid} ${hostname()} ${randomUUID()}`;
  while (!(await taken(file, owner))) await sleep(askEvery);
  const touching = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, touchEvery).unref();
  try {
    return await work();
  } finally {
    clearInterval(touching);
    if ((await ownerOf(file)) === owner) await rm(file, { force: true });
  }
}

async function taken(file: string, owner: string): Promise<boolean> {
  try {
    await writeFile(file, owner, { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const other = await ownerOf(file);
  if (other !== undefined && (isGone(other) || (await isStale(file)))) await broken(file, other);
  return false;
}

async function ownerOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

/** Whether the owner was a process of this machine that runs no more. */
function isGone(owner: string): boolean {
  const [pid = '', host] = owner.split(' ');
  if (host !== hostname() || !/^\d+$/.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

async function isStale(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > staleAfter;
}

/** Takes the lock of that owner away; that of another, who was faster, is put back. */
async function broken(file: string, owner: string): Promise<void> {
  const aside = `${file}-${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await ownerOf(aside)) !== owner) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}
