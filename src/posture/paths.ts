import { posix } from 'node:path';
import type { Place } from '../model/place.ts';
import type { ContainerPosture } from './container.ts';

/** A path of a container, with what it is. */
export interface PathFact {
  readonly path: string;
  readonly by: 'root file system' | 'bind mount' | 'volume' | 'volume of the image' | 'tmpfs' | 'shared memory';
  readonly at?: Place;
}

/** Where a container can write, as far as mounts decide it; who may write where within is a matter of users. */
export interface Paths {
  readonly writable: readonly PathFact[];
  readonly readOnly: readonly PathFact[];
  /** Why there may be more of either kind. */
  readonly unknown: readonly { readonly why: string; readonly at?: Place }[];
}

const kinds = { bind: 'bind mount', volume: 'volume', tmpfs: 'tmpfs', other: 'volume' } as const;

/**
 * The writable and read-only paths of a container. A read-only root file system leaves mounts, scratch folders, `/dev/shm` and
 * the volumes writable that its image declares, for which the engine makes one where nobody mounts anything.
 */
export function pathsOf({ settings, readOnly, stage, image }: ContainerPosture): Paths {
  const writable: PathFact[] = [];
  const fixed: PathFact[] = [];
  const unknown: { why: string; at?: Place }[] = [...settings.mounts.unknown, ...settings.tmpfs.unknown];
  const { setting } = readOnly;
  const isFixed = setting.state === 'known' && setting.value;
  const root: PathFact = { path: '/', by: 'root file system', ...(setting.state === 'known' ? { at: setting.at } : {}) };
  if (setting.state === 'unknown') unknown.push(setting);
  else (isFixed ? fixed : writable).push(root);
  const mounted = new Set<string>();
  const add = (path: string, by: PathFact['by'], at: Place, isReadOnly: boolean): void => {
    mounted.add(path);
    (isReadOnly ? fixed : writable).push({ path, by, at });
  };
  for (const { value, at } of settings.mounts.items) add(clean(value.target), kinds[value.type], at, value.readOnly);
  for (const { value, at } of settings.tmpfs.items) {
    const [path = '', ...options] = value.split(':');
    add(clean(path), 'tmpfs', at, options.join(':').split(',').includes('ro'));
  }
  const own = stage?.volumes ?? { items: [], unknown: [] };
  const declared = [
    ...own.items.map(({ value, at }) => ({ path: value, at })),
    ...(image?.volumes ?? []).map((path) => ({ path, ...placeOfBase({ settings, stage }) })),
  ];
  for (const { path, at } of declared) {
    if (mounted.has(clean(path))) continue;
    mounted.add(clean(path));
    writable.push({ path: clean(path), by: 'volume of the image', ...(at === undefined ? {} : { at }) });
  }
  unknown.push(...own.unknown);
  if (isFixed) {
    const noShm = settings.ipcMode.state === 'known' && settings.ipcMode.value === 'none';
    if (!noShm && !mounted.has('/dev/shm')) writable.push({ path: '/dev/shm', by: 'shared memory' });
    if (image?.volumes === undefined) unknown.push({ why: 'which volumes the image declares is not known without scanning it' });
  }
  return { writable, readOnly: fixed, unknown };
}

function clean(path: string): string {
  return posix.normalize(`/${path}`).replace(/(?<=.)\/$/, '');
}

function placeOfBase({ settings, stage }: Pick<ContainerPosture, 'settings'> & { readonly stage: ContainerPosture['stage'] }): {
  readonly at?: Place;
} {
  const base = stage?.base ?? settings.image;
  return base.state === 'known' ? { at: base.at } : {};
}
