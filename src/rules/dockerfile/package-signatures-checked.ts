import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';
import { commandLine, hasOption, said } from './command-line.ts';

/** Options that skip the check of signatures, by program. */
const switches: Readonly<Record<string, readonly string[]>> = {
  apk: ['allow-untrusted'],
  'apt-get': ['allow-unauthenticated', 'force-yes', 'allow-insecure-repositories'],
  apt: ['allow-unauthenticated', 'force-yes', 'allow-insecure-repositories'],
  yum: ['nogpgcheck', 'no-gpgcheck', 'no-gpg-checks', 'no-gpgchecks'],
  dnf: ['nogpgcheck', 'no-gpgcheck', 'no-gpg-checks', 'no-gpgchecks'],
  microdnf: ['nogpgcheck', 'no-gpgcheck', 'no-gpg-checks', 'no-gpgchecks'],
  tdnf: ['nogpgcheck', 'no-gpgcheck', 'no-gpg-checks', 'no-gpgchecks'],
  rpm: ['nodigest', 'nosignature', 'noverify', 'nofiledigest'],
  zypper: ['no-gpg-checks', 'allow-unsigned-rpm', 'G', 'no-gpgcheck'],
};

const valued = new Set(['t', 'o', 'option', 'X', 'repository', 'setopt', 'c', 'p', 'r']);

export default defineRule({
  id: 'dockerfile/package-signatures-checked',
  title: 'Packages are installed without a check of their signatures',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  needs: Object.keys(switches),
  why: 'Distributions sign their packages, so that a mirror or a proxy cannot change them on the way. With the check off, whatever it delivers is installed as root.',
  remedy:
    'Remove the option and install the key of the repository (`signed-by=` in apt’s sources, `rpm --import`, `/etc/apk/keys`).',
  references: [
    'https://manpages.debian.org/bookworm/apt/apt-secure.8.en.html',
    'CIS Docker Benchmark 1.6.0, 4.11',
    'OWASP Docker Security Cheat Sheet, rule 13',
  ],
  equivalents: {
    checkov: ['CKV2_DOCKER_7', 'CKV2_DOCKER_8', 'CKV2_DOCKER_9', 'CKV2_DOCKER_10', 'CKV2_DOCKER_11'],
    cis: ['4.11'],
  },

  *check({ dockerfile }) {
    for (const { command } of buildCommands(dockerfile)) {
      const names = Object.hasOwn(switches, command.name) ? (switches[command.name] ?? []) : [];
      if (names.length === 0) continue;
      const line = commandLine(command.words.slice(1), { valued });
      const option = names.find((name) => hasOption(line, name));
      const unsafe = line.options.find(({ value }) =>
        /AllowUnauthenticated\s*=\s*(?:true|1|yes)|AllowInsecureRepositories\s*=\s*(?:true|1|yes)|gpgcheck\s*=\s*(?:0|false|no)/i.test(
          value ?? '',
        ),
      );
      const how = option === undefined ? unsafe?.value : option.length === 1 ? `-${option}` : `--${option}`;
      if (how === undefined) continue;
      const verb = line.operands[0];
      yield {
        at: command.at,
        key: `${command.name} ${how}`,
        message: `\`${command.name}${verb === undefined ? '' : ` ${said(verb)}`}\` with \`${how}\` installs what nobody signed.`,
      };
    }
  },

  examples: [
    {
      name: 'apk',
      bad: 'FROM alpine:3.20\nCOPY tool.apk /tmp/\nRUN «apk add --allow-untrusted /tmp/tool.apk»\n',
      good: 'FROM alpine:3.20\nCOPY builder.rsa.pub /etc/apk/keys/\nCOPY tool.apk /tmp/\nRUN apk add /tmp/tool.apk\n',
    },
    { name: 'apt', bad: 'FROM debian:12-slim\nRUN «apt-get install -y --allow-unauthenticated tool»\n' },
    {
      name: 'through the configuration',
      bad: 'FROM debian:12-slim\nRUN «apt-get -o APT::Get::AllowUnauthenticated=true install -y tool»\n',
    },
    { name: 'dnf', bad: 'FROM fedora:40\nRUN «dnf --nogpgcheck install -y tool»\n' },
    { name: 'rpm', bad: 'FROM fedora:40\nRUN «rpm -i --nosignature tool.rpm»\n' },
    { name: 'another program’s words', good: 'FROM fedora:40\nRUN dnf install -y tool && echo --nogpgcheck\n' },
  ],
});
