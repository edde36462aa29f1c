import type { EnvironmentEntry } from '../../model/container.ts';
import { isSecretPair } from '../../parse/secret/pair.ts';
import { tokenIn } from '../../parse/secret/value.ts';

/** Whether an entry is named for the key of a licence: it costs money where it leaks, and opens nothing. */
export function isLicenceKey({ name }: EnvironmentEntry): boolean {
  return /licen[cs]e[_-]?key$/i.test(name);
}

/**
 * Whether the text that stands in the file is a secret: by the form of a provider’s token, or by name and value together.
 * `PASSWORD2` is named as `PASSWORD` is.
 */
export function holdsSecret(entry: EnvironmentEntry): boolean {
  if (tokenIn(entry.value) !== undefined) return true;
  if (isLicenceKey(entry)) return false;
  return isSecretPair(entry.name, entry.value) || isSecretPair(entry.name.replaceAll(/\d+(?=_|$)/g, ''), entry.value);
}
