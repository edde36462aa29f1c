import { isRemote, pathFrom } from '../parse/compose/paths.ts';
import type { Place } from '../model/place.ts';
import { parseReference, shortRepository } from './reference.ts';

/** What a name stands for in a build: the value of `--build-context`, `additional_contexts` or `contexts` of bake. */
export type NamedContext = { readonly at: Place } & (
  | { readonly kind: 'image'; readonly reference: string }
  /** Relative to the scanned root. */
  | { readonly kind: 'folder'; readonly path: string }
  /** What another target or service builds, by its name. */
  | { readonly kind: 'build'; readonly of: string }
  | { readonly kind: 'elsewhere'; readonly why: string }
);

export type NamedContexts = ReadonlyMap<string, NamedContext>;

/** A name and its value, which is absent where it depends on what is known only at the build. */
export interface ContextPair {
  readonly name: string;
  readonly value?: string;
  readonly at: Place;
}

/** The named contexts of a build that counts paths from a folder. */
export function namedContexts(pairs: readonly ContextPair[], folder: string): NamedContexts {
  return new Map(pairs.map(({ name, value, at }) => [contextKey(name), { ...contextOf(value, folder), at }]));
}

/** How BuildKit compares names of contexts with what FROM and `--from` name: as images, so that `docker.io/library/a:latest` is `a`. */
export function contextKey(name: string): string {
  const parsed = parseReference(name);
  if (parsed === undefined || parsed.digest !== undefined) return name.toLowerCase();
  const short = shortRepository(parsed.repository);
  return parsed.tag === undefined || parsed.tag === 'latest' ? short : `${short}:${parsed.tag}`;
}

type Target = NamedContext extends infer T ? (T extends { readonly at: Place } ? Omit<T, 'at'> : never) : never;

function contextOf(value: string | undefined, folder: string): Target {
  if (value === undefined) return { kind: 'elsewhere', why: 'is known only when it is built' };
  const image = /^docker-image:\/\/(.+)$/.exec(value)?.[1];
  if (image !== undefined) return { kind: 'image', reference: image };
  const build = /^(?:target|service):(.+)$/.exec(value)?.[1];
  if (build !== undefined) return { kind: 'build', of: build };
  if (isRemote(value) || /^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return { kind: 'elsewhere', why: 'is on another machine' };
  const path = pathFrom(folder, value);
  return path === undefined ? { kind: 'elsewhere', why: 'is outside of what is scanned' } : { kind: 'folder', path };
}
