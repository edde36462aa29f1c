import type { Place } from '../../model/place.ts';
import { withLastAnswer } from '../../parse/last-answer.ts';
import { isSecretPair } from '../../parse/secret/pair.ts';
import { hasUrlPassword, isLiteralSecret, tokenIn } from '../../parse/secret/value.ts';
import { secretInFile, secretInSetting } from '../../parse/secret/written.ts';
import type { ShellWord, SimpleCommand } from '../../parse/shell/script.ts';
import { assignedBy, said } from './command-line.ts';

/** A secret that a command is given: what it is, in words, and where. Its value stays where it is. */
export interface Leak {
  readonly what: string;
  readonly at: Place;
}

/** Programs that print their words, mostly into a file. */
const writers = new Set(['echo', 'printf']);

/** A literal secret among the words of a command. */
export function leakIn(command: SimpleCommand): Leak | undefined {
  for (const { name, value = '', at } of assignedBy(command, 'export', 'env')) {
    if (isSecretPair(name, value)) return { what: `\`${name}\` with a literal value`, at };
  }
  const writes = writers.has(command.name);
  for (let index = 0; index < command.words.length; index += 1) {
    const word = command.words[index];
    if (word === undefined) break;
    const text = said(word);
    const token = tokenIn(text);
    if (token !== undefined) return { what: token, at: word.at };
    if (hasUrlPassword(text)) return { what: 'a URL with a password', at: word.at };
    const written = writes ? secretInFile(text) : secretInSetting(text);
    if (written !== undefined) return { what: written.what, at: word.at };
    const option = index === 0 ? undefined : optionWithSecret(command, word, command.words[index + 1]);
    if (option !== undefined) return option;
  }
  const last = command.words.at(-1);
  const isGiven = command.name === 'htpasswd' && command.words.some((word) => /^-[a-zA-Z]*b/.test(said(word)));
  return isGiven && last !== undefined && isSecretText(said(last)) ? { what: 'a password', at: last.at } : undefined;
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

/** Options of any program whose next word is a secret, where it looks like one. */
const spaced = /^--[\w-]*(?:password|passwd|api-?key|secret-key|access-token|auth-token)$/i;

/** The same where it may be joined on. */
const general = /^--[\w-]*(?:password|passwd|secret|token|api-?key)(?:=(?<secret>.+))?$/i;

const logsIn = withLastAnswer(({ words }: SimpleCommand) => words.some(({ value }) => value === 'login'));

function optionWithSecret(command: SimpleCommand, word: ShellWord, next: ShellWord | undefined): Leak | undefined {
  const { name } = command;
  const text = said(word);
  if (!text.startsWith('-')) return undefined;
  const own = Object.hasOwn(passwordOptions, name) ? passwordOptions[name] : undefined;
  if (own === undefined && !text.startsWith('--')) return undefined;
  if ((name === 'docker' || name === 'az') && !logsIn(command)) return undefined;
  const joined = own?.joined?.exec(text)?.groups?.['secret'] ?? general.exec(text)?.groups?.['secret'];
  if (joined !== undefined && isSecretText(joined)) return { what: 'a password', at: word.at };
  if (next === undefined) return undefined;
  const following = said(next);
  const isNext = own?.next?.test(text) ?? (spaced.test(text) && /\d/.test(following) && !following.includes('='));
  if (!isNext) return undefined;
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

const loggingIn = new Set(logins.map(([program]) => program));

/** A login that keeps its secret in a file of the layer. */
export function loginIn({ name, words, at }: SimpleCommand): Leak | undefined {
  if (!loggingIn.has(name)) return undefined;
  const texts = words.slice(1).map(said);
  const operands = texts.filter((text) => !text.startsWith('-')).join(' ');
  const isLogin = logins.some(
    ([program, verb, option]) => program === name && verb.test(operands) && texts.some((text) => option.test(text)),
  );
  return isLogin ? { what: 'a login, which it keeps in a file of the layer', at } : undefined;
}
