import type { SourceFile } from '../../model/place.ts';
import { placeAt } from '../lines.ts';
import type { Lookup, Variables } from './interpolate.ts';
import { withLaterFormat } from './first-format.ts';
import type { LoadedFile, Loading } from './loading.ts';
import { mergeMaps } from './merge.ts';
import type { MapEntry, MapValue, Value } from './project.ts';
import { isNull } from './scalar.ts';

/** What a set of files is loaded with. */
export interface Context {
  readonly loading: Loading;
  /** The project directory, relative to the scanned root. */
  readonly directory: string;
  readonly environment: Variables;
  /** The main files whose `include` led here. */
  readonly included: readonly string[];
}

export function lookupIn(environment: Variables): Lookup {
  return (name) => environment.get(name);
}

/** The documents of a file merged, with nothing else resolved: what `extends` looks services up in. */
export function mergeDocuments(loaded: LoadedFile, context: Context): MapValue {
  let merged: MapValue | undefined;
  for (const document of loaded.documents) {
    const map = topLevel(document, loaded, context);
    if (map) merged = merged ? mergeMaps(merged, map, [], context.loading.refuse) : map;
  }
  return merged ?? emptyMap(loaded.file);
}

/** The map under a key; `undefined` where there is none. A value that is not a map is a problem. */
export function sectionOf(document: MapValue, key: string, context: Context): MapValue | undefined {
  const value = document.entries.get(key)?.value;
  if (value === undefined || value.kind === 'map') return value;
  if (!isNull(value) && value.directive === undefined) {
    context.loading.refuse({ message: `${key} has to be a map`, at: value.at, kind: 'unparsable' });
  }
  return undefined;
}

/** The same map with one entry set to a value. */
export function withValue(map: MapValue, key: string, value: Value): MapValue {
  const existing = map.entries.get(key);
  const entry: MapEntry = existing ? { ...existing, value } : { key, keyAt: value.at, value };
  return { ...map, entries: new Map(map.entries).set(key, entry) };
}

/** The same map without an entry. */
export function withoutKey(map: MapValue, key: string): MapValue {
  const entries = new Map(map.entries);
  return entries.delete(key) ? { ...map, entries } : map;
}

/** The document, if it is a map; else a problem. */
export function topLevel(document: Value, { file }: LoadedFile, { loading }: Context): MapValue | undefined {
  if (document.kind === 'map') return withLaterFormat(document);
  loading.refuse({
    message: 'a Compose file is a map at its top',
    at: placeAt(file, document.at.span.start, document.at.span.end),
    kind: 'unparsable',
  });
  return undefined;
}

/** A map without entries at the start of a file. */
export function emptyMap(file: SourceFile): MapValue {
  return { kind: 'map', entries: new Map(), at: placeAt(file, 0, 0) };
}
