import type { ContainerSettings } from '../../model/container.ts';
import type { Entries, Entry } from '../../model/setting.ts';
import { isSecretName } from '../../parse/secret/name.ts';
import { hasUrlPassword, isLiteralSecret, tokenIn } from '../../parse/secret/value.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

/** Options that take a password without being named for it. */
const passwordOptions = new Set(['requirepass', 'masterauth', 'passwd', 'pass', 'pw']);

export default defineRule({
  id: 'container/no-secret-in-command',
  title: 'A secret stands in the command of a container',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'container',
  why: 'Every user of the machine reads the secret in the process list, and everybody with the repository or with `docker inspect` does, too.',
  remedy: 'Take the value out and change it; let the program read it from a Compose secret or from its configuration file.',
  references: ['https://docs.docker.com/compose/how-tos/use-secrets/', 'CIS Docker Benchmark 1.6.0, 4.10'],
  equivalents: { kics: ['a88baa34-e2ad-44ea-ad6f-8cac87bc7c71'], composeLint: ['CL-0020'], cis: ['4.10'] },

  *check({ container }) {
    for (const { words, what } of commandsOf(container)) {
      const told = new Set<string>();
      const isMysql = words.some(({ value }) => /(?:^|\/)(?:mysql|mariadb)[\w-]*$/.test(value));
      for (const [index, { value, at }] of words.entries()) {
        const name = secretIn(value, words[index + 1]?.value, isMysql);
        if (name === undefined || told.has(name)) continue;
        told.add(name);
        yield { at, key: `${what} ${name}`, message: `${called(container)} holds a secret in its ${what}, in ${name}.` };
      }
    }
  },

  examples: [
    {
      name: 'an option for a password',
      bad: 'services:\n  cache:\n    image: redis:7.4\n    command: «redis-server --requirepass hunter2»\n',
      good: 'services:\n  cache:\n    image: redis:7.4\n    command: redis-server /run/secrets/redis.conf\n    secrets: [redis.conf]\nsecrets:\n  redis.conf: { file: ./redis.conf }\n',
    },
    {
      name: 'in a list, and in the health check',
      bad: 'services:\n  api:\n    image: example/api:1\n    command: [serve, «--admin-password=hunter2»]\n    healthcheck:\n      test: «mysqladmin ping -uroot -phunter2»\n',
    },
    {
      name: 'on the command line',
      path: 'run.sh',
      bad: 'docker run example/api:1 serve «--db-url=postgres://app:hunter2@db/app»\n',
    },
    {
      name: 'from outside',
      good: 'services:\n  cache:\n    image: redis:7.4\n    command: redis-server --requirepass ${REDIS_PASSWORD:?}\n    healthcheck:\n      test: [CMD, redis-cli, --pass, "${REDIS_PASSWORD}", ping]\n',
    },
    {
      name: 'about a secret, not one',
      good: 'services:\n  api:\n    image: example/api:1\n    command: serve --password-file /run/secrets/x --token-ttl 3600 -p 8080\n',
    },
    {
      name: 'a program that makes one',
      good: 'services:\n  api:\n    image: example/api:1\n    entrypoint:\n      - sh\n      - -c\n      - |\n        eval "$$(node -e \'console.log("export JWT_SECRET="+made())\')" && exec serve\n',
    },
  ],
});

function commandsOf(
  container: ContainerSettings,
): readonly { readonly what: string; readonly words: readonly Entry<string>[] }[] {
  return [
    { what: 'command', words: split(container.command) },
    { what: 'entrypoint', words: split(container.entrypoint) },
    { what: 'health check', words: split(container.healthTest) },
  ];
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
