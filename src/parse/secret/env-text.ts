import { isSecretPair } from './pair.ts';
import { hasUrlPassword, tokenIn } from './value.ts';

/** A variable of an env file whose value gives something away. */
export interface EnvSecret {
  readonly name: string;
  /** Half-open UTF-16 offsets of the name. */
  readonly start: number;
  readonly end: number;
  /** What the value is, in words; never the value. */
  readonly what: string;
  /** It never leaves the process. */
  readonly value: string;
}

const entry = /^(?<lead>[ \t]*(?:export[ \t]+)?)(?<name>[A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(?<value>[^\r\n]*)/gm;

/** The variables of the text of an env file that hold secrets. */
export function* secretsInEnvText(text: string): Generator<EnvSecret> {
  for (const { index, groups } of text.matchAll(entry)) {
    const name = groups?.['name'] ?? '';
    const value = unquoted(groups?.['value'] ?? '');
    const what = secretIn(name, value);
    if (what === undefined) continue;
    const start = index + (groups?.['lead'] ?? '').length;
    yield { name, start, end: start + name.length, what, value };
  }
}

function secretIn(name: string, value: string): string | undefined {
  const token = tokenIn(value);
  if (token !== undefined) return token;
  if (hasUrlPassword(value)) return 'a URL with a password';
  return isSecretPair(name, value) ? 'a literal value' : undefined;
}

function unquoted(value: string): string {
  const quoted = /^(["'])(.*?)\1/.exec(value);
  return quoted?.[2] ?? value.replace(/(?:^|\s)#.*$/, '').trim();
}
