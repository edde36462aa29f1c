import type { MapValue, Value } from './project.ts';
import { itemsOf, valueAt } from './fields.ts';
import { asBoolean, asText } from './scalar.ts';

/** A service that another one names, and the value that names it. */
export interface ServiceReference {
  readonly name: string;
  readonly value: Value;
}

/** The services a service cannot start without: in `depends_on`, `links`, `volumes_from` and the namespaces it shares. */
export function referencesOf(service: MapValue): readonly ServiceReference[] {
  return [...dependencies(valueAt(service, 'depends_on')), ...links(service), ...namespaces(service)];
}

function dependencies(value: Value | undefined): readonly ServiceReference[] {
  if (value?.kind !== 'map') return itemsOf(value).flatMap((item) => named(asText(item), item));
  return [...value.entries.values()].flatMap((entry) => {
    const required = entry.value.kind === 'map' ? entry.value.entries.get('required')?.value : undefined;
    return asBoolean(required) === false ? [] : [{ name: entry.key, value: { ...entry.value, at: entry.keyAt } }];
  });
}

function links(service: MapValue): readonly ServiceReference[] {
  const linked = itemsOf(valueAt(service, 'links'));
  const lenders = itemsOf(valueAt(service, 'volumes_from')).filter((item) => !asText(item)?.startsWith('container:'));
  return [...linked, ...lenders].flatMap((item) => named(asText(item)?.split(':')[0], item));
}

function namespaces(service: MapValue): readonly ServiceReference[] {
  return ['network_mode', 'ipc', 'pid', 'uts', 'cgroup'].flatMap((key) => {
    const value = valueAt(service, key);
    const text = asText(value);
    return value && text?.startsWith('service:') ? named(text.slice('service:'.length), value) : [];
  });
}

function named(name: string | undefined, value: Value): readonly ServiceReference[] {
  const hidden = value.kind === 'scalar' && value.unknown !== undefined;
  return name === undefined || name === '' || hidden ? [] : [{ name, value }];
}
