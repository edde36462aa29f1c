import type { Dockerfile } from '../../parse/dockerfile/ast.ts';
import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';
import { hasOption, said } from './command-line.ts';
import { packageCalls } from './package-call.ts';

export default defineRule({
  id: 'dockerfile/no-recommended-packages',
  title: 'apt-get installs what it merely recommends',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['apt-get', 'apt'],
  why: 'The image grows by packages that nobody asked for, each of which is more to download, to patch and to attack. Debian packages recommend others (documentation, desktop parts, helpers), and apt installs them all unless it is told not to.',
  remedy: 'Write `apt-get install -y --no-install-recommends …`, and name what you do need of the rest.',
  references: ['https://docs.docker.com/build/building/best-practices/#apt-get', 'CIS Docker Benchmark 1.6.0, 4.3'],
  equivalents: {
    kics: ['7384dfb2-fcd1-4fbf-91cd-6c44c318c33c'],
    trivy: ['DS-0029'],
    hadolint: ['DL3015'],
    semgrep: ['missing-no-install-recommends'],
    codePathfinder: ['DOCKER-BP-005'],
    cis: ['4.3'],
    terrascan: ['AC_DOCKER_0014'],
  },

  *check({ dockerfile }) {
    const calls = packageCalls(dockerfile, 'apt-get', 'apt').filter(
      (call) => call.verb === 'install' && !hasOption(call, 'no-install-recommends'),
    );
    if (calls.length === 0 || isConfigured(dockerfile)) return;
    for (const call of calls) {
      yield {
        at: call.command.at,
        key: call.rest.map(said).join(' '),
        message: 'apt installs recommended packages besides the ones that are named.',
      };
    }
  },

  examples: [
    {
      name: 'recommendations are on',
      bad: 'FROM debian:12-slim\nRUN apt-get update && «apt-get install -y curl»\n',
      good: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n',
    },
    { name: 'off by an option', good: 'FROM debian:12-slim\nRUN apt-get install -y -o APT::Install-Recommends=false curl\n' },
    {
      name: 'off by the configuration',
      good: 'FROM debian:12-slim\nRUN echo \'APT::Install-Recommends "false";\' > /etc/apt/apt.conf.d/99lean && apt-get install -y curl\n',
    },
  ],
});

function isConfigured(dockerfile: Dockerfile): boolean {
  return buildCommands(dockerfile).some(({ command }) =>
    command.words.some((word) => /APT::Install-Recommends/i.test(said(word))),
  );
}
