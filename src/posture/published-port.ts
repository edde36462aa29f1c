import type { ContainerSettings, Port } from '../model/container.ts';
import type { Place } from '../model/place.ts';
import { portFromText } from '../parse/container-text.ts';
import { withLastAnswer } from '../parse/last-answer.ts';
import { textOf } from '../parse/lines.ts';

/** A published port; `guessed` where variables or a slip keep the engine’s own reading of it from being known. */
export interface PublishedPort {
  readonly port: Port;
  readonly at: Place;
  readonly guessed: boolean;
}

/** Whether a container has the network of the host for its own. */
export function sharesHostNetwork({ networkMode }: ContainerSettings): boolean {
  return networkMode.state === 'known' && networkMode.value.trim().toLowerCase() === 'host';
}

/** Whether ports of this container are published at all: not in the host’s network, in another container’s or in none. */
function publishes({ networkMode }: ContainerSettings): boolean {
  return networkMode.state !== 'known' || !/^(?:host|none)$/i.test(networkMode.value.trim());
}

/** The ports that a container publishes on the host. */
export const publishedPorts = withLastAnswer((container: ContainerSettings): readonly PublishedPort[] => {
  if (!publishes(container)) return [];
  const known = container.ports.items.flatMap(({ value, at }) => (value.published ? [{ port: value, at, guessed: false }] : []));
  const guessed = container.ports.unknown.flatMap(({ at }) => {
    const port = guess(textOf(at));
    return port === undefined ? [] : [{ port, at, guessed: true }];
  });
  return [...known, ...guessed];
});

/** What stands for a port that hangs on a variable. */
const hiddenPort = 65_535;

/** What a text with variables publishes, as far as its shape says it. */
function guess(written: string): Port | undefined {
  const bare = written.trim().replace(/^(['"])(.*)\1$/, '$2');
  const masked = bare.replaceAll(/\$\{[^{}]*\}|\$\([^()]*\)|\$\w+/g, String(hiddenPort));
  const variable = masked !== bare;
  const parts = masked.split(':');
  if (variable && parts.length === 1 && !/^\$\{?\w*PORT\w*\}?$/i.test(bare)) return undefined;
  if (variable && parts.length > 2) return undefined;
  return portFromText(masked.replace(/^\*:/, '0.0.0.0:'));
}

/** Whether a published port is open on every address of the host. */
export function isOnAllInterfaces({ hostIp }: Port): boolean {
  if (hostIp === undefined) return true;
  const address = hostIp.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  return address.includes(':') ? /^[0:]*(?::ffff:[0.]+)?$/i.test(address) : /^0[0.]*$/.test(address);
}

/** A port as a sentence names it: `port 80`, `ports 8000-8010`. */
export function portInWords([first, last]: readonly [number, number]): string {
  if (first === hiddenPort) return 'a port given by a variable';
  return first === last ? `port ${first}` : `ports ${first}-${last}`;
}
