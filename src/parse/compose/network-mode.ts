import type { Setting } from '../../model/setting.ts';
import { textEntries, textSetting, valueAt } from './fields.ts';
import type { MapValue } from './project.ts';
import { asBoolean, asText } from './scalar.ts';

/**
 * The network mode of a service. A network of the project that is the engine’s own `host` (`external: true, name: host`)
 * says the same as `network_mode: host`, at the place where the service joins it.
 */
export function networkModeOf(settings: MapValue, document: MapValue): Setting<string> {
  const mode = textSetting(valueAt(settings, 'network_mode'));
  if (mode.state !== 'unset') return mode;
  const joined = valueAt(settings, 'networks');
  const names =
    joined?.kind === 'map'
      ? [...joined.entries.values()].map(({ key, keyAt }) => ({ value: key, at: keyAt }))
      : textEntries(joined).items;
  const host = names.find(({ value }) => isHost(document, value));
  return host === undefined ? mode : { state: 'known', value: 'host', at: host.at };
}

function isHost(document: MapValue, network: string): boolean {
  const external = valueAt(document, 'networks', network, 'external');
  if (external === undefined) return false;
  const name = external.kind === 'map' ? valueAt(external, 'name') : valueAt(document, 'networks', network, 'name');
  return (name === undefined ? network : asText(name)) === 'host' && (external.kind === 'map' || asBoolean(external) === true);
}
