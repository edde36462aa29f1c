import type { ContainerSettings } from '../model/container.ts';
import type { Exposure } from '../model/finding.ts';
import type { ContainerPosture } from '../posture/container.ts';
import { dropsRoot } from '../posture/image-facts.ts';
import { imageKey } from '../posture/image-key.ts';
import { leavesRoot } from '../posture/leaving-root.ts';
import { networksOf, type Neighbourhood } from '../posture/networks.ts';
import { isOnAllInterfaces, publishedPorts, sharesHostNetwork } from '../posture/published-port.ts';
import { isRoot } from '../posture/user.ts';
import type { World } from '../posture/world.ts';
import { powerOf } from '../rules/container/host-power.ts';
import { called } from '../rules/wording.ts';
import { byExposure } from './exposure-order.ts';

/**
 * How open the containers are that run an image, or what is built from it: that of the most open one. Services count, and
 * commands where no service runs it; undefined where nothing is known to.
 */
export function exposuresIn(world: World): (reference: string) => Exposure | undefined {
  const runs = new Map<string, Exposure>();
  const note = (posture: ContainerPosture, around: Neighbourhood, tags: ReadonlyMap<unknown, readonly string[]>): void => {
    const { settings, stage } = posture;
    const keys = [
      ...(settings.image.state === 'known' ? [settings.image.value] : []),
      ...(stage?.base.state === 'known' ? [stage.base.value] : []),
    ].map(imageKey);
    const exposure = exposureOf(posture, around);
    for (const key of [...keys, ...(tags.get(stage) ?? [])]) {
      const known = runs.get(key);
      if (known === undefined || byExposure({ exposure }, { exposure: known }) < 0) runs.set(key, exposure);
    }
  };
  const tags = new Map<unknown, string[]>();
  for (const [key, stage] of world.builtImages) tags.set(stage, [...(tags.get(stage) ?? []), key]);
  for (const { containers, project } of world.projects)
    for (const posture of containers) note(posture, { containers, document: project.document }, tags);
  const services = new Set(runs.keys());
  const commands = world.commands.filter(({ settings: { image, passing } }) => {
    return passing === undefined && image.state === 'known' && !services.has(imageKey(image.value));
  });
  for (const posture of commands) note(posture, { containers: [posture] }, tags);
  return (reference) => runs.get(imageKey(reference));
}

function exposureOf(posture: ContainerPosture, around: Neighbourhood): Exposure {
  const { settings } = posture;
  const reach = reachOf(posture, around);
  const power = powerOf(settings);
  const root = rootOf(posture);
  const { setting } = posture.readOnly;
  const writable = !(setting.state === 'known' && setting.value);
  const strong = power !== undefined || (root !== undefined && writable);
  const words = [
    reach.words,
    ...(power === undefined ? [] : [power]),
    root ?? 'does not run as root',
    writable ? 'can write to its root file system' : 'cannot write to its root file system',
  ];
  return {
    level: reach.by === 'nobody' ? 'closed' : reach.by === 'strangers' && strong ? 'open' : 'shielded',
    container: settings.name,
    why: `${called(settings)} ${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`,
  };
}

/** Undefined where another user runs the program. A user that nobody knows may be root. */
function rootOf({ settings: { image }, stage, user: { setting } }: ContainerPosture): string | undefined {
  if (setting.state !== 'known') return 'runs as a user that is not known';
  if (!isRoot(setting.value)) return undefined;
  const byItself = stage === undefined ? image.state === 'known' && dropsRoot(image.value) : leavesRoot(stage);
  return byItself === undefined || byItself === false ? 'runs as root' : undefined;
}

interface Reach {
  readonly by: 'strangers' | 'neighbours' | 'nobody';
  readonly words: string;
}

function reachOf(posture: ContainerPosture, around: Neighbourhood): Reach {
  const { settings } = posture;
  if (sharesHostNetwork(settings)) return { by: 'strangers', words: 'is in the network of the host' };
  const mode = settings.networkMode.state === 'known' ? settings.networkMode.value.trim() : '';
  if (mode === 'none') return { by: 'nobody', words: 'has no network' };
  const host = /^service:(.+)$/.exec(mode)?.[1];
  const shared = around.containers.find(({ settings: { name } }) => name === host);
  if (shared?.settings.networkMode.state === 'unset') {
    const { by, words } = reachOf(shared, around);
    return {
      by: by === 'nobody' ? 'neighbours' : by,
      words: `shares the network of \`${shared.settings.name}\`, which ${words}`,
    };
  }
  const ports = publishedPorts(settings);
  if (ports.some(({ port }) => isOnAllInterfaces(port)))
    return { by: 'strangers', words: 'publishes a port on every address of the host' };
  if (ports.some(({ port: { hostIp = '' } }) => !isLoopback(hostIp)))
    return { by: 'strangers', words: 'publishes a port on an address of the host' };
  if (isProxied(settings)) return { by: 'strangers', words: 'is published by a proxy' };
  if (ports.length > 0) return { by: 'neighbours', words: 'publishes a port on this machine alone' };
  if (mode !== '' && mode !== 'bridge' && mode !== 'default') return { by: 'neighbours', words: `is in the network \`${mode}\`` };
  const alone = networksOf(posture, around).every(({ peers, external }) => peers.length === 0 && !external);
  if (alone && settings.networks.unknown.length === 0 && settings.networkMode.state !== 'unknown')
    return { by: 'nobody', words: 'publishes no port and is alone on its networks' };
  return { by: 'neighbours', words: 'publishes no port' };
}

function isLoopback(address: string): boolean {
  return /^(?:127\.|::1$|\[::1\]$|localhost$)/.test(address);
}

/** Labels and variables by which proxies find what they publish. */
function isProxied({ labels, environment }: ContainerSettings): boolean {
  return (
    labels.items.some(({ value: { name } }) => /^(?:traefik\.(?:http|tcp|udp)\.routers\.|caddy(?:_\d+)?$)/.test(name)) ||
    environment.items.some(({ value: { name } }) => name === 'VIRTUAL_HOST')
  );
}
