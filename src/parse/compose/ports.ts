import type { Port } from '../../model/container.ts';
import { portFromText, rangeFromText } from '../container-text.ts';
import type { MapValue, Value } from './project.ts';
import { asText } from './scalar.ts';

const protocols = new Set(['tcp', 'udp', 'sctp']);

/** A port of `ports` from its short or long syntax; `undefined` where Compose refuses it. */
export function parsePort(value: Value): Port | undefined {
  const port = value.kind === 'map' ? longPort(value) : portFromText(asText(value) ?? '');
  if (port === undefined || !protocols.has(port.protocol)) return undefined;
  const { container, host } = port;
  const uneven = host !== undefined && container[0] !== container[1] && host[1] - host[0] !== container[1] - container[0];
  return uneven ? undefined : port;
}

/** A port of `expose`, which is not published; `undefined` where it is none. */
export function exposedPort(value: Value): Port | undefined {
  const port = portFromText(asText(value) ?? '', false);
  return port?.host === undefined && port?.hostIp === undefined ? port : undefined;
}

function longPort({ entries }: MapValue): Port | undefined {
  const text = (key: string): string => asText(entries.get(key)?.value) ?? '';
  const address = entries.get('host_ip')?.value;
  if (address?.kind === 'scalar' && address.unknown !== undefined) return undefined;
  const container = rangeFromText(text('target'));
  const published = text('published');
  const host = rangeFromText(published);
  if (container === undefined || (published !== '' && host === undefined)) return undefined;
  return {
    container,
    ...(host ? { host } : {}),
    ...(text('host_ip') === '' ? {} : { hostIp: text('host_ip') }),
    protocol: text('protocol').toLowerCase() || 'tcp',
    published: true,
  };
}
