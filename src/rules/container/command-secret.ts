import type { ContainerSettings } from '../../model/container.ts';
import type { Place } from '../../model/place.ts';
import type { Entries, Entry } from '../../model/setting.ts';
import { withLastAnswer } from '../../parse/last-answer.ts';
import { textOf } from '../../parse/lines.ts';
import { isSecretName } from '../../parse/secret/name.ts';
import { hasUrlPassword, isLiteralSecret, tokenIn } from '../../parse/secret/value.ts';

/** A secret that stands in a command of a container. */
export interface CommandSecret {
  readonly at: Place;
  /** `command`, `entrypoint` or `health check`. */
  readonly what: string;
  /** What it is given to, in words that do not show it. */
  readonly name: string;
  /** It is the default of a variable, which another value may replace. */
  readonly replaceable: boolean;
}

/** Options that take a password without being named for it. */
const passwordOptions = new Set(['requirepass', 'masterauth', 'passwd', 'pass', 'pw']);

/** The secrets in what a container runs, each once by what it is given to. */
export const commandSecrets = withLastAnswer((container: ContainerSettings): readonly CommandSecret[] => [
  ...secretsOf(container),
]);

function* secretsOf({ command, entrypoint, healthTest }: ContainerSettings): Generator<CommandSecret> {
  for (const [what, entries] of [
    ['command', command],
    ['entrypoint', entrypoint],
    ['health check', healthTest],
  ] as const) {
    const told = new Map(secretsIn(split(entries)));
    if (told.size === 0) continue;
    const places = [...new Map(entries.items.map(({ at }) => [at.span.start, at])).values()];
    const written = places.map((at) => ({ value: textOf(at).replaceAll(fallback, '$'), at }));
    const hasDefaults = places.some((at) => textOf(at).search(fallback) >= 0);
    const fixed = hasDefaults ? new Map(secretsIn(split({ items: written, unknown: [] }))) : told;
    for (const [name, at] of told) yield { at, what, name, replaceable: !fixed.has(name) };
  }
}

const fallback = /\$\{\w+:?-(?:[^{}]|\$\{[^{}]*\})*\}/g;

/** What secrets are given to and where, the first of each name. */
function secretsIn(words: readonly Entry<string>[]): readonly (readonly [string, Place])[] {
  const isMysql = words.some(({ value }) => /(?:^|\/)(?:mysql|mariadb)[\w-]*$/.test(value));
  const found = words.flatMap(({ value, at }, index): readonly (readonly [string, Place])[] => {
    const name = secretIn(value, words[index + 1]?.value, isMysql);
    return name === undefined ? [] : [[name, at]];
  });
  return found.filter(([name], index) => found.findIndex(([other]) => other === name) === index);
}

/** The words inside of each word, since a whole script may stand in one. A word that is not known is a variable. */
function split({ items, unknown }: Entries<string>): readonly Entry<string>[] {
  const all = [...items, ...unknown.map(({ at }) => ({ value: '$', at }))];
  return all
    .toSorted((one, other) => one.at.span.start - other.at.span.start)
    .flatMap(({ value, at }) =>
      value
        .split(/[\s;&|]+/)
        .filter((word) => word !== '')
        .map((word) => ({ value: word.replace(/^['"](.*)['"]$/, '$1'), at })),
    );
}

/** What a word gives a secret to, in words that do not show it. */
function secretIn(word: string, next: string | undefined, isMysql: boolean): string | undefined {
  const token = tokenIn(word);
  if (token !== undefined) return token;
  if (hasUrlPassword(word) && !/:\d+@\d+$/.test(word)) return 'a URL';
  if (isMysql && /^-p[^\d$\s=][^$]*$/.test(word)) return '`-p`';
  const assigned = /^(?<name>[A-Za-z_]\w*)=(?<value>.*)$/s.exec(word)?.groups;
  if (assigned !== undefined) {
    const { name = '', value = '' } = assigned;
    const code = /^['"]?\+|\(/.test(value);
    return isSecretName(name) && !code && isLiteralSecret(value.replace(/^['"]/, '')) ? `\`${name}\`` : undefined;
  }
  const option = /^--?(?<name>[A-Za-z][\w.-]*)(?:=(?<value>.*))?$/.exec(word)?.groups;
  const name = option?.['name'];
  if (name !== undefined && (isSecretName(name) || passwordOptions.has(name))) {
    const value = option?.['value'] ?? next ?? '';
    return !value.startsWith('-') && isLiteralSecret(value.replace(/^['"]/, '')) ? `\`--${name}\`` : undefined;
  }
  return undefined;
}
