import { GuardError } from '../errors.ts';
import type { Clock, Console, Files, Registry } from '../ports.ts';
import { leftOut } from './left-out.ts';

/** A tree of files that exists in memory only. */
export function memoryFiles(texts: Readonly<Record<string, string>>): Files {
  const paths = Object.keys(texts).toSorted();
  return {
    list: (folder) =>
      Promise.resolve(paths.filter((path) => shallow(path) === path && (folder === '.' || path.startsWith(`${folder}/`)))),
    read(path) {
      const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
      return Promise.resolve(
        text === undefined ? { ok: false, reason: 'missing', detail: 'does not exist' } : { ok: true, text },
      );
    },
    exists: (path) => Promise.resolve(Object.hasOwn(texts, path)),
    names(folder) {
      const own = paths.filter((path) => folder === '.' || path.startsWith(`${folder}/`));
      const names = own.map((path) => shallow(folder === '.' ? path : path.slice(folder.length + 1)));
      return Promise.resolve({ entries: [...new Set(names)].map((path) => ({ path, ignored: false })), complete: true });
    },
  };
}

/** A path as far as it is looked into: `a/node_modules/` for what lies below. */
function shallow(path: string): string {
  const parts = path.split('/');
  const at = parts.slice(0, -1).findIndex((part) => leftOut.has(part));
  return at < 0 ? path : `${parts.slice(0, at + 1).join('/')}/`;
}

/** A console that remembers what it was told. */
export function memoryConsole(): Console & { readonly told: readonly string[] } {
  const told: string[] = [];
  return {
    told,
    progress: (message) => void told.push(`progress: ${message}`),
    info: (message) => void told.push(`info: ${message}`),
    warning: (message) => void told.push(`warning: ${message}`),
  };
}

/** A registry that has just these images, by reference. */
export function memoryRegistry(digests: Readonly<Record<string, string>>): Registry {
  return {
    digestOf(reference) {
      const digest = Object.hasOwn(digests, reference) ? digests[reference] : undefined;
      return digest === undefined
        ? Promise.reject(new GuardError('REGISTRY', `there is no such image: ${reference}`))
        : Promise.resolve({ digest });
    },
  };
}

/** A clock that stands. */
export function fixedClock(today: string): Clock {
  return { today: () => today };
}
