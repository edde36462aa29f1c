import type { Port } from '../../model/container.ts';
import type { Entries, Entry } from '../../model/setting.ts';
import { entryPlace, itemsOf, valueAt } from '../compose/fields.ts';
import type { MapEntry, MapValue, Value } from '../compose/project.ts';
import { asBoolean, asText } from '../compose/scalar.ts';
import { rangeFromText } from '../container-text.ts';

/** The ports that a live container publishes, as it was told to or as the engine chose for it, and those that it exposes. */
export function portsOf(container: MapValue): Entries<Port> {
  const bound = bindings(valueAt(container, 'HostConfig', 'PortBindings'));
  const all = asBoolean(valueAt(container, 'HostConfig', 'PublishAllPorts')) === true;
  const chosen = all ? bindings(valueAt(container, 'NetworkSettings', 'Ports')) : [];
  const published = new Set([...bound, ...chosen].map(({ value }) => keyOf(value)));
  const exposed = entriesAt(valueAt(container, 'Config', 'ExposedPorts')).flatMap((entry) => {
    const port = portOf(entry, undefined);
    return port === undefined || published.has(keyOf(port)) ? [] : [{ value: port, at: entry.keyAt }];
  });
  return { items: [...bound, ...chosen, ...exposed], unknown: [] };
}

function bindings(value: Value | undefined): readonly Entry<Port>[] {
  return entriesAt(value).flatMap((entry) =>
    itemsOf(entry.value).flatMap((binding) => {
      const port = binding.kind === 'map' ? portOf(entry, binding) : undefined;
      return port === undefined ? [] : [{ value: port, at: entryPlace(entry) }];
    }),
  );
}

function entriesAt(value: Value | undefined): readonly MapEntry[] {
  return value?.kind === 'map' ? [...value.entries.values()] : [];
}

function portOf({ key }: MapEntry, binding: MapValue | undefined): Port | undefined {
  const [number = '', protocol = 'tcp'] = key.split('/');
  const container = rangeFromText(number);
  if (container === undefined) return undefined;
  const text = (name: string): string => (binding === undefined ? '' : (asText(valueAt(binding, name)) ?? ''));
  const host = rangeFromText(text('HostPort'));
  return {
    container,
    ...(host === undefined ? {} : { host }),
    ...(text('HostIp') === '' ? {} : { hostIp: text('HostIp') }),
    protocol,
    published: binding !== undefined,
  };
}

function keyOf({ container, protocol }: Port): string {
  return `${container.join('-')}/${protocol}`;
}
