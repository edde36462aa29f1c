import type { Place } from '../model/place.ts';
import { valueAt } from '../parse/compose/fields.ts';
import type { MapValue } from '../parse/compose/project.ts';
import { asBoolean } from '../parse/compose/scalar.ts';
import type { ContainerPosture } from './container.ts';

/** A network that a container is on, and who else is. */
export interface SharedNetwork {
  /** The name in the Compose file or of the command; `bridge` is the engine’s own, on which whoever names none is. */
  readonly name: string;
  /** The services, or containers of commands, that are on it too: the first of them. */
  readonly peers: readonly string[];
  /** How many more there are. */
  readonly more: number;
  /** Made outside of the project, so that others may be on it. */
  readonly external: boolean;
  /** Without a way out. */
  readonly internal: boolean;
  readonly at: Place;
}

/** Containers that are started together, and the Compose document that says what their networks are. */
export interface Neighbourhood {
  readonly containers: readonly ContainerPosture[];
  readonly document?: MapValue;
}

/** How many of those on a network are named. */
const namedPeers = 20;

/** The networks of a container; none where it has no network, the host’s or another container’s. */
export function networksOf({ settings }: ContainerPosture, { containers, document }: Neighbourhood): readonly SharedNetwork[] {
  return joinedBy({ settings }).map(({ name, at }) => {
    const there = membersOf(containers).get(name) ?? new Set();
    const peers: string[] = [];
    for (const other of there) {
      if (other !== settings.name) peers.push(other);
      if (peers.length > namedPeers) break;
    }
    const shown = peers.slice(0, namedPeers);
    const more = peers.length > namedPeers ? there.size - shown.length - (there.has(settings.name) ? 1 : 0) : 0;
    const flag = (key: string): boolean => document !== undefined && asBoolean(valueAt(document, 'networks', name, key)) === true;
    const external =
      document === undefined || flag('external') || valueAt(document, 'networks', name, 'external')?.kind === 'map';
    return { name, peers: shown, more, external, internal: flag('internal'), at };
  });
}

const known = new WeakMap<readonly ContainerPosture[], ReadonlyMap<string, ReadonlySet<string>>>();

/** The names of those on each network, asked once for all of them. */
function membersOf(containers: readonly ContainerPosture[]): ReadonlyMap<string, ReadonlySet<string>> {
  const before = known.get(containers);
  if (before !== undefined) return before;
  const members = new Map<string, Set<string>>();
  for (const { settings } of containers) {
    for (const { name } of joinedBy({ settings })) {
      const those = members.get(name);
      if (those === undefined) members.set(name, new Set([settings.name]));
      else those.add(settings.name);
    }
  }
  known.set(containers, members);
  return members;
}

function joinedBy({ settings }: Pick<ContainerPosture, 'settings'>): readonly { readonly name: string; readonly at: Place }[] {
  const { networkMode, networks, kind, at } = settings;
  if (networkMode.state === 'unknown') return [];
  const mode = networkMode.state === 'known' ? networkMode.value.trim() : '';
  if (networks.items.length > 0) return networks.items.map(({ value, at: place }) => ({ name: value, at: place }));
  if (mode === '' && kind === 'service') return [{ name: 'default', at }];
  if (mode === '' || mode === 'bridge' || mode === 'default') return [{ name: 'bridge', at }];
  return [];
}
