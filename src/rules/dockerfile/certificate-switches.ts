import type { ShellWord, SimpleCommand } from '../../parse/shell/script.ts';
import { commandLine, hasOption, said, type CommandLine } from './command-line.ts';

/** Variables that switch the check off, and the values that do. */
const variables: Readonly<Record<string, RegExp>> = {
  NODE_TLS_REJECT_UNAUTHORIZED: /^0$/,
  PYTHONHTTPSVERIFY: /^0$/,
  // Git asks whether it is set, not to what.
  GIT_SSL_NO_VERIFY: /./,
  NPM_CONFIG_STRICT_SSL: /^(?:false|0|no)$/i,
  YARN_STRICT_SSL: /^(?:false|0|no)$/i,
  YARN_ENABLE_STRICT_SSL: /^(?:false|0|no)$/i,
  PIP_TRUSTED_HOST: /./,
  GOINSECURE: /./,
};

const curlValued = new Set(
  'o output H header d data u user X request A user-agent e referer x proxy b cookie c cookie-jar T upload-file m max-time w write-out F form K config E cert cacert capath retry connect-timeout resolve'.split(
    ' ',
  ),
);

/** Programs, and how a call of each switches the check off: in words, or undefined where it does not. */
const programs: Readonly<Record<string, (command: SimpleCommand) => string | undefined>> = {
  curl: (command) =>
    hasOption(commandLine(command.words.slice(1), { valued: curlValued }), 'k', 'insecure', 'proxy-insecure')
      ? '--insecure'
      : undefined,
  wget: (command) => (hasOption(lineOf(command), 'no-check-certificate') ? '--no-check-certificate' : undefined),
  pip: trustedHost,
  python: trustedHost,
  uv: trustedHost,
  pipenv: trustedHost,
  npm: strictSslOff,
  yarn: strictSslOff,
  pnpm: strictSslOff,
  git: (command) => {
    const words = command.words.map(said);
    if (words.some((word) => /^(?:-c)?http\.(?:.+\.)?sslverify=(?:false|0)$/i.test(word))) return 'http.sslVerify=false';
    const at = words.findIndex((word) => /^http\.(?:.+\.)?sslverify$/i.test(word));
    return at > 0 && /^(?:false|0)$/i.test(words[at + 1] ?? '') ? 'http.sslVerify false' : undefined;
  },
  yum: sslVerifyOff,
  dnf: sslVerifyOff,
  microdnf: sslVerifyOff,
  tdnf: sslVerifyOff,
  'yum-config-manager': sslVerifyOff,
  echo: writtenToConfiguration,
  printf: writtenToConfiguration,
};

/** How a call switches the check of certificates off, in words; undefined where it does not. */
export function switchIn(command: SimpleCommand): string | undefined {
  const name = command.name.startsWith('p') ? command.name.replace(/^(pip|python)[\d.]+$/, '$1') : command.name;
  return Object.hasOwn(programs, name) ? programs[name]?.(command) : undefined;
}

/** Whether a variable of this name and value switches the check off. */
export function switchesOff(name: string, value: string): boolean {
  const upper = name.toUpperCase();
  return Object.hasOwn(variables, upper) && variables[upper]?.test(value) === true;
}

function lineOf(command: SimpleCommand): CommandLine {
  return commandLine(command.words.slice(1));
}

/** `pip install --trusted-host …`, `pip config set global.trusted-host …`, `uv pip install --allow-insecure-host …`. */
function trustedHost(command: SimpleCommand): string | undefined {
  if (hasOption(lineOf(command), 'trusted-host', 'allow-insecure-host')) return '--trusted-host';
  const words = command.words.map(said);
  const at = words.findIndex((word) => /^(?:global|install|download|user|site)\.trusted-host$/.test(word));
  return at > 1 && words[at - 1] === 'set' && (words[at + 1] ?? '') !== '' ? 'trusted-host' : undefined;
}

/** `npm config set strict-ssl false`, `npm set strict-ssl=false`, `yarn config set …`, `npm --no-strict-ssl`. */
function strictSslOff(command: SimpleCommand): string | undefined {
  const words = command.words.map(said);
  if (words.some((word) => /^--(?:no-strict-ssl|strict-ssl=(?:false|0))$/.test(word))) return 'strict-ssl=false';
  const at = words.findIndex((word) => /^(?:--)?(?:strict-ssl|enableStrictSsl)(?:=|$)/i.test(word));
  if (at < 1) return undefined;
  const [, value = words[at + 1] ?? ''] = (words[at] ?? '').split('=', 2);
  return /^(?:false|0|no)$/i.test(value) ? 'strict-ssl false' : undefined;
}

function sslVerifyOff(command: SimpleCommand): string | undefined {
  const options = commandLine(command.words.slice(1), { valued: new Set(['setopt']) }).options;
  const off = options.some(
    ({ name, value }) => name === 'setopt' && /^(?:.*\.)?sslverify\s*=\s*(?:0|false|no|off)$/i.test(value ?? ''),
  );
  return off ? 'sslverify=false' : undefined;
}

/** `echo sslverify=false >> /etc/yum.conf`, and the like for other programs. */
function writtenToConfiguration({ words, redirections, pipeline }: SimpleCommand): string | undefined {
  if (redirections.length === 0 && pipeline.length < 2) return undefined;
  const isFile =
    redirections.some(({ target }) => target !== undefined && isConfiguration(target)) || goesToConfiguration(pipeline);
  if (!isFile) return undefined;
  const text = words.map(said).join(' ');
  return /\b(?:sslverify|strict-ssl|check_certificate|check-certificate)\s*=\s*(?:0|false|no|off)\b/i.exec(text)?.[0];
}

const configuring = new WeakMap<SimpleCommand['pipeline'], boolean>();

/** Whether a `tee` of the pipe writes a file with settings. */
function goesToConfiguration(pipeline: SimpleCommand['pipeline']): boolean {
  const found =
    configuring.get(pipeline) ?? pipeline.some(({ name, words }) => name === 'tee' && words.slice(1).some(isConfiguration));
  configuring.set(pipeline, found);
  return found;
}

function isConfiguration(file: ShellWord): boolean {
  return /\/(?:yum|dnf)|\.(?:npmrc|curlrc|wgetrc|gitconfig|repo|conf)$/.test(said(file));
}
