import { posix } from 'node:path';
import { volumeFromText } from '../container-text.ts';
import type { MapEntry, MapValue, ScalarValue, Value } from './project.ts';

/** The folder of a file, `.` for the scanned root. */
export function folderOf(path: string): string {
  return posix.dirname(path);
}

/** A path counted from a folder, relative to the scanned root; `undefined` where it leaves the root or is absolute. */
export function pathFrom(folder: string, path: string): string | undefined {
  if (posix.isAbsolute(path) || path.startsWith('~') || /^[A-Za-z]:[\\/]/.test(path)) return undefined;
  const joined = posix.join(folder, path).replace(/(?<=.)\/$/, '');
  return joined === '..' || joined.startsWith('../') ? undefined : joined;
}

/** Whether a reference names something on another machine: a Git repository, a URL, an OCI artifact. */
export function isRemote(reference: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i.test(reference);
}

type Change = (value: Value) => Value;

/**
 * The same document with its relative paths counted from the folder `to` instead of `from`: what Compose does with the paths
 * of `extends` files and included projects. Values keep their places.
 */
export function moveDocument(document: MapValue, from: string, to: string): MapValue {
  const prefix = posix.relative(to, from);
  if (prefix === '') return document;
  const move: Change = (value) => movedText(value, prefix);
  const ofMap =
    (map: Change): Change =>
    (value) =>
      value.kind === 'map' ? changed(value, map) : value;
  const ofList =
    (change: Change): Change =>
    (value) =>
      value.kind === 'list' ? { ...value, items: value.items.map(change) } : change(value);
  const build: Change = (value) =>
    value.kind === 'map' ? at(value, { context: move, additional_contexts: moveContexts }) : move(value);
  const moveContexts: Change = (value) =>
    value.kind === 'map' ? changed(value, move) : ofList((item) => movedContext(item, prefix))(value);
  const envFile: Change = (value) => (value.kind === 'map' ? at(value, { path: move }) : move(value));
  const service: Change = ofMapOf({
    build,
    env_file: ofList(envFile),
    label_file: ofList(move),
    extends: ofMapOf({ file: move }),
    volumes: ofList((value) => movedVolume(value, prefix)),
  });
  const resource = ofMapOf({ file: move });
  return at(document, { services: ofMap(service), configs: ofMap(resource), secrets: ofMap(resource) });
}

function ofMapOf(changes: Readonly<Record<string, Change>>): Change {
  return (value) => (value.kind === 'map' ? at(value, changes) : value);
}

function at(map: MapValue, changes: Readonly<Record<string, Change>>): MapValue {
  const entries = new Map(map.entries);
  for (const [key, change] of Object.entries(changes)) {
    const entry = entries.get(key);
    if (entry) entries.set(key, { ...entry, value: change(entry.value) });
  }
  return { ...map, entries };
}

function changed(map: MapValue, change: Change): MapValue {
  const entries = new Map<string, MapEntry>();
  for (const [key, entry] of map.entries) entries.set(key, { ...entry, value: change(entry.value) });
  return { ...map, entries };
}

function movedText(value: Value, prefix: string): Value {
  if (value.kind !== 'scalar' || typeof value.value !== 'string' || value.value === '') return value;
  return isMovable(value.value) ? withText(value, join(prefix, value.value)) : value;
}

function isMovable(path: string): boolean {
  return !posix.isAbsolute(path) && !path.startsWith('~') && !isRemote(path) && !/^(?:service:|[A-Za-z]:[\\/])/.test(path);
}

function movedContext(value: Value, prefix: string): Value {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return value;
  const cut = value.value.indexOf('=') + 1;
  const path = value.value.slice(cut);
  return cut > 0 && isMovable(path) ? withText(value, value.value.slice(0, cut) + join(prefix, path)) : value;
}

/** A moved volume starts with a dot, so that it is not taken for the name of a volume. */
function movedVolume(value: Value, prefix: string): Value {
  if (value.kind === 'map') {
    const type = value.entries.get('type')?.value;
    const bind = type?.kind === 'scalar' && type.value === 'bind';
    return bind ? at(value, { source: (source) => movedText(source, prefix) }) : value;
  }
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return value;
  const source = volumeFromText(value.value)?.source;
  if (source === undefined || !source.startsWith('.')) return value;
  return withText(value, join(prefix, source) + value.value.slice(source.length));
}

function join(prefix: string, path: string): string {
  const joined = posix.join(prefix, path);
  return joined.startsWith('.') ? joined : `./${joined}`;
}

function withText(value: ScalarValue, text: string): ScalarValue {
  return { ...value, value: text };
}
