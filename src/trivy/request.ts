import { GuardError } from '../errors.ts';
import { mirrorsOf } from './mirrors.ts';
import type { Mirror } from './mirrors.ts';
import { oneLine } from './output.ts';
import { assetOf, pinnedVersion, refusalOf } from './pin.ts';
import type { Asset } from './pin.ts';
import type { Machine } from './ports.ts';

export interface TrivyRequest {
  /** `auto`: use or fetch it as needed; `off`; `required`: fetch it though no image asks; anything else is a path to a program. */
  readonly mode: string;
  readonly imagesAsked: boolean;
  /** Nothing is fetched; a Trivy that is there already may run. */
  readonly offline?: boolean;
  /** Asked in this order instead of Trivy's release page: a base address, or `oci://registry/repository`. */
  readonly mirrors?: readonly string[];
  /** Another version than the pinned one; what comes must be signed by its release, or have `sha256`. */
  readonly version?: string;
  /** SHA-256 of the release archive, or of a program that is installed already. */
  readonly sha256?: string;
}

/** What a request comes to on a machine. */
export interface Wanted {
  readonly version: string;
  /** The digest that the user gave. */
  readonly given: string | undefined;
  /** The release archive for this machine; undefined where Trivy publishes none. */
  readonly asset: Asset | undefined;
  readonly mirrors: readonly Mirror[];
}

/**
 * Checks a request before anything is looked for. GuardError SETTINGS for what makes no sense, TRIVY_REFUSED for a version or
 * digest that no source may bring.
 */
export function wantedOf(request: TrivyRequest, { platform, arch }: Pick<Machine, 'platform' | 'arch'>): Wanted {
  const written = request.version ?? pinnedVersion;
  const version = written.replace(/^v/, '');
  if (!/^\d{1,5}\.\d{1,5}\.\d{1,5}$/.test(version)) throw noVersion(written);
  const given = request.sha256?.toLowerCase().replace(/^sha256:/, '');
  if (given !== undefined && !/^[0-9a-f]{64}$/.test(given)) {
    throw new GuardError('SETTINGS', 'The SHA-256 given for Trivy is not 64 hexadecimal digits.');
  }
  const refusal = refusalOf(version, given);
  if (refusal !== undefined) throw new GuardError('TRIVY_REFUSED', `${refusal}. Use ${pinnedVersion}.`);
  if (given === undefined && isOlder(version, pinnedVersion)) {
    throw new GuardError(
      'TRIVY_REFUSED',
      `Trivy ${version} is older than ${pinnedVersion}, which this tool is made for; what was mended since would be missing. Leave the version out, or give the SHA-256 of the archive if it must be this one.`,
    );
  }
  const asset = assetOf(version, platform, arch);
  return { version, given, asset, mirrors: mirrorsOf(request.mirrors ?? []) };
}

function noVersion(written: string): GuardError {
  return written === 'latest'
    ? new GuardError(
        'SETTINGS',
        `Trivy "latest" is refused: it is whatever somebody published last, and in March 2026 that was an attacker. Leave the version out for ${pinnedVersion}, or name one.`,
      )
    : new GuardError('SETTINGS', `"${oneLine(written, 40)}" is no Trivy version; write three numbers, as in ${pinnedVersion}.`);
}

function isOlder(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => text.split('.').map(Number));
  for (const [at, number] of (left ?? []).entries()) {
    const other = right?.[at] ?? 0;
    if (number !== other) return number < other;
  }
  return false;
}
