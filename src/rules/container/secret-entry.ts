import type { EnvironmentEntry } from '../../model/container.ts';
import { isSecretName } from '../../parse/secret/name.ts';
import { namesScheme } from '../../parse/secret/pair.ts';
import { isLiteralSecret, tokenIn } from '../../parse/secret/value.ts';

/** Whether an entry is named for the key of a licence: it costs money where it leaks, and opens nothing. */
export function isLicenceKey({ name }: EnvironmentEntry): boolean {
  return /licen[cs]e[_-]?key$/i.test(name);
}

/** Whether the text that stands in the file is a secret: by the form of a provider’s token, or by name and value together. */
export function holdsSecret(entry: EnvironmentEntry): boolean {
  if (tokenIn(entry.value) !== undefined) return true;
  return isNamedSecret(entry) && isLiteralSecret(entry.value) && !namesScheme(entry.name, entry.value);
}

/** Whether an entry is named as a secret is. `…_TOKENS` with a number behind it counts words of a language model. */
export function isNamedSecret(entry: EnvironmentEntry): boolean {
  if (isLicenceKey(entry)) return false;
  const { name, value } = entry;
  if (/tokens$/i.test(name)) return !/^\d/.test(value.trim()) && isSecretName(name.slice(0, -1));
  return isSecretName(name) || (/\d/.test(name) && isSecretName(name.replaceAll(/\d+(?=_|$)/g, '')));
}

/**
 * Whether text around the variables of a secret is a secret of its own: `hunter2$SUFFIX`, but not `Bearer ${TOKEN}`.
 * @param written the entry as it stands in the file
 */
export function holdsSecretAround(entry: EnvironmentEntry, written: string): boolean {
  if (!isNamedSecret(entry) || !written.startsWith(entry.name)) return false;
  const rest = written
    .slice(entry.name.length)
    .replace(/^["']?\s*[:=]\s*/, '')
    .replaceAll(/\$\$|\$\{(?:[^{}]|\{[^{}]*\})*\}|\$\w+/g, (variable) => (variable === '$$' ? '.' : ' '))
    .replaceAll(/["']/g, '')
    .trim();
  if (/:\/\/|\s\S/.test(rest) || /^(?:bearer|basic|token|base64)\W*$/i.test(rest)) return false;
  return /[A-Za-z0-9]{4}/.test(rest) && isLiteralSecret(rest);
}
