import type { ImageReference } from '../model/image.ts';

/** Where a registry keeps the manifest that a reference names, by the OCI distribution specification 1.1. */
export interface ManifestAddress {
  /** As people and logins know the registry: `ghcr.io`, `docker.io`, `127.0.0.1:5000`. */
  readonly registry: string;
  /** The repository below the registry: `library/node`. */
  readonly repository: string;
  readonly url: string;
}

/** Docker Hub answers for images on another host than the one it is known by. */
const hub = 'registry-1.docker.io';

const label = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const hostShape = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[0-9A-Fa-f:]+\\])(?::\\d{1,5})?$`);

/**
 * The address of the tag of a reference, `latest` where it has none; undefined where its registry has no name that could be.
 * Only loopback addresses are spoken to without TLS.
 */
export function manifestAddress({ repository: full, tag = 'latest' }: ImageReference): ManifestAddress | undefined {
  const slash = full.indexOf('/');
  const registry = full.slice(0, slash);
  const repository = full.slice(slash + 1);
  if (!hostShape.test(registry)) return undefined;
  const host = registry === 'docker.io' ? hub : registry;
  const scheme = isLoopback(hostnameOf(host)) ? 'http' : 'https';
  const url = `${scheme}://${host}/v2/${repository}/manifests/${tag}`;
  return URL.canParse(url) ? { registry, repository, url } : undefined;
}

/** Whether an address that a registry sends us on to may be spoken to: TLS always, without it only within this machine. */
export function mayFollow(from: URL, to: URL): boolean {
  if (to.protocol === 'https:') return true;
  return to.protocol === 'http:' && isLoopback(from.hostname) && isLoopback(to.hostname);
}

function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[(?:0*:)*:?0*1\])$/i.test(hostname);
}
