import { placeAt } from '../lines.ts';
import type { ComposeProblem, ListValue, MapEntry, MapValue, ScalarValue, Value } from './project.ts';
import { asText, isNull } from './scalar.ts';

/** Where a value stands in the document: `['services', 'web', 'build']`. */
export type Path = readonly string[];

type Strategy = (base: Value, over: Value, path: Path, refuse: Refuse) => Value;
type Refuse = (problem: ComposeProblem) => void;

/**
 * Lays `over` on `base` as Compose merges files, attribute by attribute: maps are merged, lists appended without equal
 * entries, commands replaced, `KEY=VALUE` lists merged by key. Directives of `over` are obeyed and kept, so that the result
 * can be laid on something else; `settle` removes them. What Compose cannot merge is a problem, and `over` stands.
 */
export function mergeValues(base: Value, over: Value, path: Path, refuse: Refuse): Value {
  if (over.directive !== undefined) return over;
  const strategy = strategyOf(path);
  if (strategy) return strategy(base, over, path, refuse);
  if (isNull(over)) return base;
  if (base.kind === 'scalar') return over;
  if (base.kind === 'map' && over.kind === 'map') return mergeMaps(base, over, path, refuse);
  if (base.kind === 'list' && over.kind === 'list') return append(base, over);
  return cannot(over, path, refuse);
}

/** The same as `mergeValues` for two maps. */
export function mergeMaps(base: MapValue, over: MapValue, path: Path, refuse: Refuse): MapValue {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const existing = entries.get(key);
    if (existing === undefined) {
      entries.set(key, entry);
      continue;
    }
    // A service stays where it is declared first: that is where people look for it.
    const { keyAt } = path.length === 1 && path[0] === 'services' ? existing : entry;
    entries.set(key, { ...entry, keyAt, value: mergeValues(existing.value, entry.value, [...path, key], refuse) });
  }
  return { kind: 'map', entries, at: over.at };
}

/** Carries out what is left of `!reset` and `!override` once there is nothing below to act on. */
export function settle(value: Value): Value {
  if (value.kind === 'list') return { kind: 'list', items: value.items.map(settle), at: value.at };
  if (value.kind === 'map') return settleMap(value);
  if (value.directive === undefined) return value;
  const { directive: _, ...rest } = value;
  return rest;
}

/** The same as `settle` for a map. */
export function settleMap(map: MapValue): MapValue {
  const entries = new Map<string, MapEntry>();
  for (const [key, entry] of map.entries) {
    if (entry.value.directive !== 'reset') entries.set(key, { ...entry, value: settle(entry.value) });
  }
  return { kind: 'map', entries, at: map.at };
}

/** A text that is equal for equal values, whatever the order of keys. */
export function canonical(value: Value): string {
  if (value.kind === 'scalar') return typeof value.value === 'string' ? JSON.stringify(value.value) : String(value.value);
  if (value.kind === 'list') return `[${value.items.map(canonical).join(',')}]`;
  const entries = [...value.entries.values()].map((entry) => `${JSON.stringify(entry.key)}:${canonical(entry.value)}`);
  return `{${entries.toSorted().join(',')}}`;
}

/** The name of a `KEY=VALUE` text. */
export function keyOf(text: string): string {
  const at = text.indexOf('=');
  return at === -1 ? text : text.slice(0, at);
}

const replace: Strategy = (_, over) => over;

/** Two maps, or two lists of `KEY=VALUE`, or one of each: the later value of a key takes the place of the earlier one. */
const keyValues: Strategy = (base, over) => {
  if (base.kind === 'map' && over.kind === 'map') {
    const entries = new Map(base.entries);
    for (const [key, entry] of over.entries) entries.set(key, entry);
    return { kind: 'map', entries, at: over.at };
  }
  const items = new Map<string, Value>();
  for (const item of [...sequence(base), ...sequence(over)]) items.set(keyOf(asText(item) ?? canonical(item)), item);
  return { kind: 'list', items: [...items.values()], at: isNull(over) ? base.at : over.at };
};

const sequences: Strategy = (base, over) => append(asList(base), asList(over));

/**
 * Lists whose entries Compose rewrites to their long form once a file is read, so that a short one of the next file is never
 * equal to it; it goes to the end, and `withoutRepetition` lets the last one win.
 */
const rewritten: Strategy = (base, over, path, refuse) => {
  if (isNull(over)) return base;
  if (isNull(base)) return over;
  const [lower, upper] = path.at(-1) === 'env_file' ? [asList(base), asList(over)] : [base, over];
  if (lower.kind !== 'list' || upper.kind !== 'list') return cannot(over, path, refuse);
  return { kind: 'list', items: [...lower.items, ...upper.items], at: upper.at };
};

const mappings: Strategy = (base, over, path, refuse) => {
  const [lower, upper] = [asMap(base), asMap(over)];
  if (lower && upper) return mergeMaps(lower, upper, path, refuse);
  return cannot(over, path, refuse);
};

const builds: Strategy = (base, over, path, refuse) => {
  const [lower, upper] = [buildMap(base), buildMap(over)];
  if (lower && upper) return mergeMaps(lower, upper, path, refuse);
  return isNull(over) ? base : over;
};

/** Options of a log driver are merged only where both files mean the same driver. */
const logging: Strategy = (base, over, path, refuse) => {
  if (base.kind !== 'map' || over.kind !== 'map') return cannot(over, path, refuse);
  const [lower, upper] = [base.entries.get('driver'), over.entries.get('driver')];
  if (!lower || !upper || canonical(lower.value) === canonical(upper.value)) return mergeMaps(base, over, path, refuse);
  return over;
};

const limits: Strategy = (base, over, path, refuse) =>
  base.kind === 'map' && over.kind === 'map' ? mergeMaps(base, over, path, refuse) : over;

/** Address pools are merged by their subnet. */
const pools: Strategy = (base, over, path, refuse) => {
  if (base.kind !== 'list' || over.kind !== 'list') return cannot(over, path, refuse);
  const merged = new Map<string, Value>();
  for (const pool of base.items) merged.set(subnetOf(pool), pool);
  for (const pool of over.items) {
    const existing = merged.get(subnetOf(pool));
    merged.set(subnetOf(pool), existing ? mergeValues(existing, pool, [...path, ''], refuse) : pool);
  }
  return { kind: 'list', items: [...merged.values()], at: over.at };
};

const ofService: Readonly<Record<string, Strategy>> = {
  annotations: keyValues,
  build: builds,
  command: replace,
  configs: rewritten,
  depends_on: mappings,
  devices: rewritten,
  dns: sequences,
  dns_opt: sequences,
  dns_search: sequences,
  entrypoint: replace,
  env_file: rewritten,
  environment: keyValues,
  extra_hosts: sequences,
  label_file: sequences,
  labels: keyValues,
  logging,
  models: mappings,
  networks: mappings,
  ports: rewritten,
  secrets: rewritten,
  sysctls: keyValues,
  tmpfs: sequences,
  volumes: rewritten,
};

const rewrittenKeys = new Set(Object.keys(ofService).filter((key) => ofService[key] === rewritten));

const withinService: Readonly<Record<string, Strategy>> = {
  'build.additional_contexts': keyValues,
  'build.args': keyValues,
  'build.extra_hosts': sequences,
  'build.labels': keyValues,
  'deploy.labels': keyValues,
  'healthcheck.test': replace,
};

function strategyOf(path: Path): Strategy | undefined {
  const [section, , attribute, inner] = path;
  if (path.length < 3 || attribute === undefined) return undefined;
  if (section === 'services' || section === 'jobs') {
    if (path.length === 3) return Object.hasOwn(ofService, attribute) ? ofService[attribute] : undefined;
    if (path.length > 4) return undefined;
    if (attribute === 'ulimits') return limits;
    const name = `${attribute}.${inner ?? ''}`;
    return Object.hasOwn(withinService, name) ? withinService[name] : undefined;
  }
  if (attribute === 'labels' && path.length === 3) return keyValues;
  return section === 'networks' && attribute === 'ipam' && inner === 'config' && path.length === 4 ? pools : undefined;
}

/**
 * A service without what the one it extends in the same file has as well in `volumes` and the like: there both are as they
 * are written, and Compose takes neither twice.
 */
export function withoutEqual(own: MapValue, base: MapValue): MapValue {
  const entries = new Map(own.entries);
  for (const [key, entry] of own.entries) {
    const below = base.entries.get(key)?.value;
    const { value } = entry;
    if (!rewrittenKeys.has(key) || below?.kind !== 'list' || value.kind !== 'list' || value.directive !== undefined) continue;
    const known = new Set(below.items.map(canonical));
    entries.set(key, { ...entry, value: { ...value, items: value.items.filter((item) => !known.has(canonical(item))) } });
  }
  return { ...own, entries };
}

function append(base: ListValue, over: ListValue): ListValue {
  const seen = new Set(base.items.map(canonical));
  const items = [...base.items];
  for (const item of over.items) {
    const key = canonical(item);
    if (!seen.has(key)) items.push(item);
    seen.add(key);
  }
  return { kind: 'list', items, at: over.items.length > 0 ? over.at : base.at };
}

function asList(value: Value): ListValue {
  return value.kind === 'list' ? value : { kind: 'list', items: sequence(value), at: value.at };
}

/** A list as it is, a text as its only entry, a map as sorted `KEY=VALUE` entries at the places of its own. */
function sequence(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items;
  if (value.kind === 'scalar') return isNull(value) ? [] : [value];
  const items: { readonly text: string; readonly item: Value }[] = [];
  for (const entry of value.entries.values()) {
    if (entry.value.directive === 'reset') continue;
    const values = entry.value.kind === 'list' ? entry.value.items : [entry.value];
    for (const single of values) {
      const item = keyValue(entry, single);
      items.push({ text: item.written, item });
    }
  }
  return items.toSorted((a, b) => (a.text < b.text ? -1 : 1)).map(({ item }) => item);
}

function keyValue(entry: MapEntry, value: Value): ScalarValue {
  const { file, span } = entry.keyAt;
  const at =
    value.at.file === file && value.at.span.end > span.start ? placeAt(file, span.start, value.at.span.end) : entry.keyAt;
  if (value.kind !== 'scalar') return { kind: 'scalar', value: entry.key, written: entry.key, quoted: false, variables: [], at };
  const bare = isNull(value);
  return {
    ...value,
    value: bare ? entry.key : `${entry.key}=${String(value.value ?? '')}`,
    written: bare ? entry.key : `${entry.key}=${value.written}`,
    at,
  };
}

function asMap(value: Value): MapValue | undefined {
  if (value.kind === 'map') return value;
  const entries = new Map<string, MapEntry>();
  for (const item of sequence(value)) {
    const key = asText(item);
    if (key === undefined) return undefined;
    entries.set(key, { key, keyAt: item.at, value: nothingAt(item) });
  }
  return { kind: 'map', entries, at: value.at };
}

function nothingAt(item: Value): ScalarValue {
  return { kind: 'scalar', value: null, written: '', quoted: false, variables: [], at: item.at };
}

function buildMap(value: Value): MapValue | undefined {
  if (value.kind === 'map') return value;
  if (value.kind !== 'scalar' || isNull(value)) return undefined;
  return { kind: 'map', entries: new Map([['context', { key: 'context', keyAt: value.at, value }]]), at: value.at };
}

function subnetOf(pool: Value): string {
  return pool.kind === 'map' ? (asText(pool.entries.get('subnet')?.value) ?? '') : canonical(pool);
}

function cannot(over: Value, path: Path, refuse: Refuse): Value {
  refuse({ message: `${path.join('.')} is of another kind than in the file it is laid on`, at: over.at, kind: 'unparsable' });
  return over;
}
