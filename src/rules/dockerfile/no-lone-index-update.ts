import { defineRule } from '../rule.ts';
import { hasOption, said } from './command-line.ts';
import { callsOf, programsOf, type Manager, type PackageCall } from './package-call.ts';
import { keepsOut, runsOf, type Run } from './runs.ts';

const managers = [
  'apt-get',
  'apt',
  'apk',
  'yum',
  'dnf',
  'microdnf',
  'tdnf',
  'zypper',
  'pacman',
] as const satisfies readonly Manager[];

export default defineRule({
  id: 'dockerfile/no-lone-index-update',
  title: 'The package index is updated in a layer of its own',
  severity: 'low',
  confidence: 'likely',
  profile: 'default',
  subject: 'dockerfile',
  needs: programsOf(managers),
  why: 'Docker keeps the layer of `RUN apt-get update` and uses it again for months. Whatever a later line installs comes from that old index: versions with known holes, or packages that are no longer there.',
  remedy: 'Update and install in one `RUN`: `apt-get update && apt-get install -y …`.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#apt-get',
    'CIS Docker Benchmark 1.6.0, 4.7',
    'OWASP Docker Security Cheat Sheet, rule 9',
  ],
  equivalents: {
    kics: ['9bae49be-0aa3-4de5-bab2-4c3a069e40cd'],
    trivy: ['DS-0017'],
    checkov: ['CKV_DOCKER_5'],
    dockle: ['CIS-DI-0007'],
    cis: ['4.7'],
    terrascan: ['AC_DOCKER_0049'],
  },

  *check({ dockerfile }) {
    for (const run of runsOf(dockerfile)) {
      if (keepsOut(run, '/var/lib/apt', '/var/cache/apk', '/var/cache/yum', '/var/cache/dnf')) continue;
      const calls = callsOf(run, ...managers);
      const update = calls.find(refreshes);
      if (update === undefined || isUsed(run, update)) continue;
      yield {
        at: update.command.at,
        key: update.manager,
        message: `\`${[update.manager, update.verb].filter(Boolean).join(' ')}\` stands alone in its layer, which goes stale in the cache.`,
      };
    }
  },

  examples: [
    {
      name: 'two layers',
      bad: 'FROM debian:12-slim\nRUN «apt-get update»\nRUN apt-get install -y curl\n',
      good: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\n',
    },
    {
      name: 'apk',
      bad: 'FROM alpine:3.20\nRUN «apk update»\nRUN apk add curl\n',
      good: 'FROM alpine:3.20\nRUN apk add --no-cache curl\n',
    },
    { name: 'pacman', bad: 'FROM archlinux:base\nRUN «pacman -Sy»\nRUN pacman -S --noconfirm nginx\n' },
    { name: 'a script that installs', good: 'FROM debian:12-slim\nRUN apt-get update && ./install-packages.sh\n' },
    { name: 'an upgrade', good: 'FROM debian:12-slim\nRUN apt-get update && apt-get -y upgrade\n' },
  ],
});

function refreshes(call: PackageCall): boolean {
  const { manager, verb } = call;
  if (manager === 'pacman') return hasOption(call, 'y', 'refresh') && call.operands.length === 0;
  if (manager === 'zypper') return verb === 'refresh' || verb === 'ref' || verb === 'update' || verb === 'up';
  if (verb === 'update') return call.rest.length === 0 || manager === 'apt' || manager === 'apt-get';
  return verb === 'makecache' || verb === 'check-update';
}

/** Whether a later command of the RUN installs or upgrades, or is a program that may. */
function isUsed({ commands }: Run, { command }: PackageCall): boolean {
  const later = commands.slice(commands.indexOf(command) + 1);
  return later.some(({ words }) =>
    words.some(
      (word, at) => /install|upgrade|build-dep/i.test(said(word)) || (at > 0 && /^(?:add|in|download|-S\w*)$/.test(said(word))),
    ),
  );
}
