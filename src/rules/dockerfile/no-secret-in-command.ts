import type { Place } from '../../model/place.ts';
import type { Dockerfile } from '../../parse/dockerfile/ast.ts';
import { mountsOf } from '../../parse/dockerfile/mounts.ts';
import { isSecretName } from '../../parse/secret/name.ts';
import { hasUrlPassword, isLiteralSecret, tokenIn } from '../../parse/secret/value.ts';
import { scriptsOfDockerfile } from '../../parse/shell/of-dockerfile.ts';
import { parseScript } from '../../parse/shell/parse.ts';
import type { ShellWord, SimpleCommand } from '../../parse/shell/script.ts';
import { defineRule } from '../rule.ts';
import { said } from './command-line.ts';
import { plain } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/no-secret-in-command',
  title: 'A secret stands in a command of the image',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'dockerfile',
  why: 'The text of `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK` is part of the image: `docker history` and `docker inspect` show it to everybody who has it, and the repository does besides. What a command logs in with often stays in a file of the layer too.',
  remedy:
    'Take the value out and change it; in the build read it from `RUN --mount=type=secret,id=NAME`, at run time from a file or the environment.',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'CIS Docker Benchmark 1.6.0, 4.10',
    'OWASP Docker Security Cheat Sheet, rule 12',
  ],
  equivalents: {
    trivy: ['DS-0031'],
    kics: ['a88baa34-e2ad-44ea-ad6f-8cac87bc7c71'],
    dockle: ['CIS-DI-0010'],
    cis: ['4.10'],
  },

  *check({ dockerfile }) {
    for (const { command, hasSecretMount } of commandsOf(dockerfile)) {
      const leak = leakIn(command) ?? (hasSecretMount ? undefined : loginIn(command));
      if (leak === undefined) continue;
      yield {
        at: leak.at,
        key: `${command.name} ${leak.what}`,
        message: `\`${command.name}\` is given ${leak.what}; it stays readable in the image.`,
      };
    }
  },

  examples: [
    {
      name: 'a password on the command line',
      bad: 'FROM debian:12-slim\nRUN curl -fsS «-u admin:hunter2» https://example.com/tool -o /tool\n',
      good: 'FROM debian:12-slim\nRUN --mount=type=secret,id=login curl -fsS -u "$(cat /run/secrets/login)" https://example.com/tool -o /tool\n',
    },
    { name: 'in an address', bad: 'FROM debian:12-slim\nRUN git clone «https://ci:hunter2@example.com/app.git»\n' },
    { name: 'a variable', bad: 'FROM debian:12-slim\nRUN «DB_PASSWORD=hunter2» ./migrate\n' },
    { name: 'in a health check', bad: 'FROM mysql:8.4\nHEALTHCHECK CMD mysqladmin ping -u root «-phunter2»\n' },
    {
      name: 'a login that stays in a file',
      bad: 'FROM debian:12-slim\nARG SECRET\nRUN «aws configure set aws_secret_access_key $SECRET»\n',
    },
    {
      name: 'from outside',
      good: 'FROM debian:12-slim\nRUN curl -u "$USER:$PASS" https://example.com/ && PASSWORD=$PASS ./run && mysql -p db\n',
    },
  ],
});

interface Leak {
  readonly what: string;
  readonly at: Place;
}

function commandsOf(dockerfile: Dockerfile): readonly { readonly command: SimpleCommand; readonly hasSecretMount: boolean }[] {
  return scriptsOfDockerfile(dockerfile).flatMap(({ instruction, run }) => {
    if (run.state !== 'script') return [];
    const own = plain(instruction);
    const hasSecretMount = own.keyword === 'RUN' && mountsOf(own).some(({ type }) => type === 'secret');
    return parseScript(run.script).commands.map((command) => ({ command, hasSecretMount }));
  });
}

/** A literal secret among the words of a command. */
function leakIn(command: SimpleCommand): Leak | undefined {
  const exported = command.name === 'export' || command.name === 'env' ? command.words.slice(1) : [];
  const pairs = [
    ...command.assignments,
    ...exported.map((word) => {
      const [name = '', value = ''] = said(word).split(/=([\s\S]*)/, 2);
      return { name, value, at: word.at };
    }),
  ];
  for (const { name, value = '', at } of pairs) {
    if (isSecretName(name) && isLiteralSecret(value)) return { what: `\`${name}\` with a literal value`, at };
  }
  for (const [index, word] of command.words.entries()) {
    const text = said(word);
    const token = tokenIn(text);
    if (token !== undefined) return { what: token, at: word.at };
    if (hasUrlPassword(text)) return { what: 'a URL with a password', at: word.at };
    const option = index === 0 ? undefined : optionWithSecret(command, word, command.words[index + 1]);
    if (option !== undefined) return option;
  }
  return undefined;
}

/** Options that take a password or `user:password`, by program; where it is joined on, and where it is the next word. */
const passwordOptions: Readonly<Record<string, { readonly joined?: RegExp; readonly next?: RegExp }>> = {
  curl: { joined: /^(?:-u|--user=|--proxy-user=)[^\s:$]+:(?<secret>.+)$/, next: /^(?:-u|-\w*u|--user|-U|--proxy-user)$/ },
  wget: { joined: /^--(?:http-|ftp-|proxy-)?password=(?<secret>.+)$/ },
  mysql: { joined: /^(?:-p|--password=)(?<secret>.+)$/ },
  mysqladmin: { joined: /^(?:-p|--password=)(?<secret>.+)$/ },
  mysqldump: { joined: /^(?:-p|--password=)(?<secret>.+)$/ },
  mariadb: { joined: /^(?:-p|--password=)(?<secret>.+)$/ },
  'mariadb-admin': { joined: /^(?:-p|--password=)(?<secret>.+)$/ },
  sshpass: { joined: /^-p(?<secret>.+)$/, next: /^-p$/ },
  'redis-cli': { joined: /^--pass=(?<secret>.+)$/, next: /^(?:-a|--pass)$/ },
  docker: { joined: /^--password=(?<secret>.+)$/, next: /^(?:-p|--password)$/ },
  az: { joined: /^--password=(?<secret>.+)$/, next: /^(?:-p|--password)$/ },
};

function optionWithSecret({ name, words }: SimpleCommand, word: ShellWord, next: ShellWord | undefined): Leak | undefined {
  const general = /^--[\w-]*(?:password|passwd|secret|token|api-?key)(?:=(?<secret>.+))?$/i;
  const own = Object.hasOwn(passwordOptions, name) ? passwordOptions[name] : undefined;
  if ((name === 'docker' || name === 'az') && !words.some(({ value }) => value === 'login')) return undefined;
  const text = said(word);
  const joined = own?.joined?.exec(text)?.groups?.['secret'] ?? general.exec(text)?.groups?.['secret'];
  if (joined !== undefined && isSecretText(joined)) return { what: 'a password', at: word.at };
  if (next === undefined || own?.next?.test(text) !== true) return undefined;
  const following = said(next);
  const secret = name === 'curl' ? /^[^:$]+:(.+)$/.exec(following)?.[1] : following;
  if (secret === undefined || !isSecretText(secret)) return undefined;
  return { what: 'a password', at: { file: word.at.file, span: { start: word.at.span.start, end: next.at.span.end } } };
}

function isSecretText(text: string): boolean {
  return isLiteralSecret(text) && !/[$`]|^-/.test(text);
}

/** Logins that write their secret to a file of the layer, whatever it is taken from. */
const logins: readonly (readonly [program: string, words: RegExp, option: RegExp])[] = [
  ['aws', /^configure set (?:\S+\.)?aws_(?:secret_access_key|access_key_id|session_token)\b/, /./],
  ['az', /^login\b/, /^(?:-p|--password|--password=.*|--federated-token)$/],
  ['gcloud', /^auth activate-service-account\b/, /./],
  ['doctl', /^auth init\b/, /^(?:-t|--access-token|--access-token=.*)$/],
];

function loginIn({ name, words, at }: SimpleCommand): Leak | undefined {
  const texts = words.slice(1).map(said);
  const operands = texts.filter((text) => !text.startsWith('-')).join(' ');
  const isLogin = logins.some(
    ([program, verb, option]) => program === name && verb.test(operands) && texts.some((text) => option.test(text)),
  );
  return isLogin ? { what: 'a login, which it keeps in a file of the layer', at } : undefined;
}
