import { volumeFromText } from '../container-text.ts';
import type { ListValue, MapEntry, MapValue, Value } from './project.ts';
import { canonical, keyOf } from './merge.ts';
import { parsePort } from './ports.ts';
import { asText } from './scalar.ts';

type Key = (item: Value) => string | undefined;

const byKey: Key = (item) => (item.kind === 'scalar' ? keyOf(asText(item) ?? '') : undefined);

const byTarget: Key = (item) => {
  if (item.kind === 'map') return asText(item.entries.get('target')?.value);
  const text = asText(item);
  return text === undefined ? undefined : volumeFromText(text)?.target;
};

const byDeviceTarget: Key = (item) => {
  if (item.kind === 'map') return asText(item.entries.get('target')?.value);
  const parts = asText(item)?.split(':');
  return parts?.[1] ?? parts?.[0];
};

const byPort: Key = (item) => {
  const port = parsePort(item);
  if (port === undefined) return undefined;
  return `${port.hostIp ?? '0.0.0.0'}:${port.host?.join('-') ?? ''}:${port.container.join('-')}/${port.protocol}`;
};

const byPath: Key = (item) => asText(item.kind === 'map' ? item.entries.get('path')?.value : item);

const byMount =
  (folder: string): Key =>
  (item) => {
    if (item.kind !== 'map') return `${folder}/${asText(item) ?? canonical(item)}`;
    return asText(item.entries.get('target')?.value) ?? `${folder}/${asText(item.entries.get('source')?.value) ?? ''}`;
  };

const ofService: ReadonlyMap<string, Key> = new Map([
  ...['annotations', 'cap_add', 'cap_drop', 'dns', 'dns_opt', 'dns_search', 'environment', 'expose', 'labels', 'links'].map(
    (name) => [name, byKey] as const,
  ),
  ...['profiles', 'sysctls', 'tmpfs'].map((name) => [name, byKey] as const),
  ['volumes', byTarget],
  ['devices', byDeviceTarget],
  ['ports', byPort],
  ['env_file', byPath],
  ['configs', byMount('')],
  ['secrets', byMount('/run/secrets')],
]);

const ofBuild: ReadonlyMap<string, Key> = new Map(
  ['args', 'additional_contexts', 'platforms', 'tags', 'labels'].map((name) => [name, byKey] as const),
);

/**
 * Keeps one entry of those lists of a document that name a thing once, as Compose does: a mount by its target, a port by
 * address and number, a variable by its name. The last entry stays, at the position of the first.
 */
export function withoutRepetition(document: MapValue): MapValue {
  return within(document, (section, name) =>
    name === 'services' ? within(asMap(section), (service) => ofOneService(asMap(service))) : section,
  );
}

function ofOneService(service: MapValue | undefined): MapValue | undefined {
  return within(service, (value, name) => {
    if (name === 'build') return within(asMap(value), (inner, key) => unique(inner, ofBuild.get(key))) ?? value;
    return unique(value, ofService.get(name));
  });
}

function unique(value: Value, key: Key | undefined): Value {
  if (value.kind !== 'list' || key === undefined || value.items.length < 2) return value;
  const items = new Map<string, Value>();
  for (const item of value.items) items.set(key(item) ?? `\0${canonical(item)}`, item);
  if (items.size === value.items.length) return value;
  const list: ListValue = { ...value, items: [...items.values()] };
  return list;
}

function within<M extends MapValue | undefined>(map: M, change: (value: Value, key: string) => Value | undefined): M | MapValue {
  if (map === undefined) return map;
  let entries: Map<string, MapEntry> | undefined;
  for (const [key, entry] of map.entries) {
    const value = change(entry.value, key) ?? entry.value;
    if (value === entry.value) continue;
    entries ??= new Map(map.entries);
    entries.set(key, { ...entry, value });
  }
  return entries ? { ...map, entries } : map;
}

function asMap(value: Value): MapValue | undefined {
  return value.kind === 'map' ? value : undefined;
}
