import type { Place } from '../../model/place.ts';
import type { ShellAssignment, SimpleCommand } from '../../parse/shell/script.ts';
import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';
import { commandLine, hasOption, said, type CommandLine } from './command-line.ts';
import { plainInstructions, resolved } from './instructions.ts';

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
    hasOption(commandLine(command.words.slice(1), { valued: curlValued }), 'k', 'insecure') ? '--insecure' : undefined,
  wget: (command) => (hasOption(lineOf(command), 'no-check-certificate') ? '--no-check-certificate' : undefined),
  pip: trustedHost,
  python: trustedHost,
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

export default defineRule({
  id: 'dockerfile/tls-verified',
  title: 'The certificate of a server is not checked',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  why: 'Encryption without a check of the certificate protects from nobody: whoever sits between the build and the server can answer in its place and put a program of theirs into the image. A variable that switches the check off stays on in every container besides.',
  remedy:
    'Remove the switch; where a server has a certificate of your own authority, install that authority (`update-ca-certificates`, `--cacert`).',
  references: [
    'https://curl.se/docs/sslcerts.html',
    'https://docs.docker.com/engine/network/ca-certs/',
    'CIS Docker Benchmark 1.6.0, 4.11',
    'OWASP Docker Security Cheat Sheet, rule 13',
  ],
  equivalents: {
    checkov: [
      'CKV2_DOCKER_2',
      'CKV2_DOCKER_3',
      'CKV2_DOCKER_4',
      'CKV2_DOCKER_5',
      'CKV2_DOCKER_6',
      'CKV2_DOCKER_12',
      'CKV2_DOCKER_13',
      'CKV2_DOCKER_14',
      'CKV2_DOCKER_15',
      'CKV2_DOCKER_16',
    ],
    cis: ['4.11'],
  },

  *check({ dockerfile }) {
    for (const instruction of plainInstructions(dockerfile)) {
      if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG') continue;
      for (const { name, value } of instruction.pairs) {
        if (value === undefined || !switchesOff(name.raw, resolved(dockerfile, instruction, value))) continue;
        const { file } = name.at;
        yield finding({ file, span: { start: name.at.span.start, end: value.at.span.end } }, name.raw);
      }
    }
    for (const { command } of buildCommands(dockerfile)) {
      for (const { name, at } of assignmentsOf(command)) yield finding(at, name);
      const how = programs[/^(?:pip|python)(?=[\d.]*$)/.exec(command.name)?.[0] ?? command.name]?.(command);
      if (how !== undefined && !isLocal(command)) yield finding(command.at, how);
    }
  },

  examples: [
    {
      name: 'curl',
      bad: 'FROM debian:12-slim\nRUN «curl -fsSLk https://example.com/tool -o /usr/local/bin/tool»\n',
      good: 'FROM debian:12-slim\nRUN curl -fsSL https://example.com/tool -o /usr/local/bin/tool\n',
    },
    { name: 'wget', bad: 'FROM debian:12-slim\nRUN «wget --no-check-certificate https://example.com/tool»\n' },
    { name: 'a variable of the image', bad: 'FROM node:22-slim\nENV PORT=8080 «NODE_TLS_REJECT_UNAUTHORIZED=0»\n' },
    {
      name: 'a variable of one command',
      bad: 'FROM debian:12-slim\nRUN «GIT_SSL_NO_VERIFY=1» git clone https://example.com/app.git\n',
    },
    { name: 'npm', bad: 'FROM node:22-slim\nRUN «npm config set strict-ssl false» && npm ci\n' },
    { name: 'pip', bad: 'FROM python:3.12-slim\nRUN «pip install --trusted-host pypi.org flask==3.0.3»\n' },
    { name: 'yum', bad: 'FROM rockylinux:8.9\nRUN «yum-config-manager --save --setopt=sslverify=false»\n' },
    { name: 'in a file', bad: 'FROM rockylinux:8.9\nRUN «echo "sslverify=false" >> /etc/yum.conf»\n' },
    { name: 'this machine', good: 'FROM debian:12-slim\nRUN curl -k https://localhost:8443/ready\n' },
    {
      name: 'the check is on',
      good: 'FROM node:22-slim\nENV NODE_TLS_REJECT_UNAUTHORIZED=1\nRUN npm config set strict-ssl true\n',
    },
  ],
});

function finding(at: Place, how: string): { at: Place; key: string; message: string } {
  return { at, key: how, message: `\`${how}\` takes any certificate: whoever sits in between can answer in the server’s place.` };
}

function switchesOff(name: string, value: string): boolean {
  const upper = name.toUpperCase();
  return Object.hasOwn(variables, upper) && variables[upper]?.test(value) === true;
}

/** The assignments in front of a command, and those that `export` and `env` make. */
function assignmentsOf(command: SimpleCommand): readonly ShellAssignment[] {
  const exported =
    command.name === 'export' || command.name === 'declare'
      ? command.words.slice(1).map((word) => {
          const [name = '', value = ''] = said(word).split(/=([\s\S]*)/, 2);
          return { name, value, at: word.at };
        })
      : [];
  return [...command.assignments, ...exported].filter(({ name, value }) => switchesOff(name, value ?? ''));
}

function lineOf(command: SimpleCommand): CommandLine {
  return commandLine(command.words.slice(1));
}

function trustedHost(command: SimpleCommand): string | undefined {
  return hasOption(lineOf(command), 'trusted-host') ? '--trusted-host' : undefined;
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

/** Whether every address of a command is this machine's. */
function isLocal({ words }: SimpleCommand): boolean {
  const addresses = words
    .slice(1)
    .map(said)
    .filter((word) => /^https?:\/\//i.test(word));
  return (
    addresses.length > 0 && addresses.every((url) => /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/]|$)/i.test(url))
  );
}

/** `echo sslverify=false >> /etc/yum.conf`, and the like for other programs. */
function writtenToConfiguration({ words, redirections, pipeline }: SimpleCommand): string | undefined {
  const targets = [
    ...redirections.map(({ target }) => target),
    ...pipeline.filter(({ name }) => name === 'tee').flatMap((tee) => tee.words.slice(1)),
  ];
  const isFile = targets.some(
    (target) => target !== undefined && /\/(?:yum|dnf)|\.(?:npmrc|curlrc|wgetrc|gitconfig|repo|conf)$/.test(said(target)),
  );
  const text = words.map(said).join(' ');
  const found = isFile
    ? /\b(?:sslverify|strict-ssl|check_certificate|check-certificate)\s*=\s*(?:0|false|no|off)\b/i.exec(text)
    : null;
  return found?.[0];
}
