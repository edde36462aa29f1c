import { posix } from 'node:path';
import type { Mount } from '../model/container.ts';

/** The mount with its absolute host path without `..`, doubled or trailing slashes; others stay as they are. */
export function withCleanSource(mount: Mount): Mount {
  if (mount.type !== 'bind' || !mount.source?.startsWith('/')) return mount;
  const source = posix
    .normalize(mount.source)
    .replace(/^\/+/, '/')
    .replace(/(?<=.)\/$/, '');
  return { ...mount, source };
}
