import { GuardError } from '../errors.ts';
import { oneLine } from './output.ts';
import type { DownloadSource } from './ports.ts';

/** Where Trivy publishes its releases: `{page}/v{version}/{asset}`. */
export const releasePage = 'https://github.com/aquasecurity/trivy/releases/download';

/** One place that holds release archives, with their Sigstore bundles beside them. */
export interface Mirror {
  /** Where a file of a version lies. */
  source(version: string, file: string): DownloadSource;
  /** The same for people, without a login or query that may stand in it. */
  shown(version: string, file: string): string;
}

/**
 * The places to ask, in their order; the release page where none is named. GuardError SETTINGS for what is neither a base
 * address with TLS (this machine needs none) nor `oci://registry/repository`.
 */
export function mirrorsOf(written: readonly string[]): readonly Mirror[] {
  return (written.length === 0 ? [releasePage] : written).map((one) => (/^oci:/i.test(one) ? registry(one) : base(one)));
}

function base(written: string): Mirror {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  const loopback = url !== undefined && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url === undefined || (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback))) {
    throw new GuardError(
      'SETTINGS',
      `"${shownBase(written)}" cannot be where Trivy is fetched from; write an address that begins with https://, or oci://registry/repository.`,
    );
  }
  const addressOf = (version: string, file: string): URL => {
    const address = new URL(url);
    address.pathname = `${url.pathname.replace(/\/+$/, '')}/v${version}/${file}`;
    return address;
  };
  return {
    source: (version, file) => ({ kind: 'web', address: addressOf(version, file).href }),
    shown(version, file) {
      const { origin, pathname } = addressOf(version, file);
      return `${origin}${pathname}`;
    },
  };
}

function shownBase(written: string): string {
  if (!URL.canParse(written)) return oneLine(written.replace(/\/\/[^/@]*@/, '//'));
  const { protocol, host, pathname } = new URL(written);
  return oneLine(`${protocol}//${host}${pathname}`);
}

const repositoryShape = /^oci:\/\/(?<name>[^/\s@]+\/[^\s:@]+)$/i;

function registry(written: string): Mirror {
  const name = repositoryShape.exec(written)?.groups?.['name']?.replace(/\/+$/, '');
  if (name === undefined) {
    throw new GuardError(
      'SETTINGS',
      `"${shownBase(written)}" names no repository; write oci://registry/repository, without a tag: the one asked for is v{version}.`,
    );
  }
  return {
    source: (version, file) => ({ kind: 'registry', reference: `${name}:v${version}`, title: file }),
    shown: (version, file) => `oci://${name}:v${version} (${file})`,
  };
}
