import { textOf } from '../../parse/lines.ts';
import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'dockerfile/no-sudo',
  title: 'The build uses sudo',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['sudo'],
  why: 'A build runs as root until `USER` says otherwise, so `sudo` gains nothing there. What it does is stay in the image with its rights: whoever breaks into the program has a way to root, and signals and the environment pass through it in surprising ways.',
  remedy: 'Switch with `USER root` and back around the lines that need it; at run time drop root with `gosu` or `setpriv`.',
  references: ['https://docs.docker.com/build/building/best-practices/#user', 'OWASP Docker Security Cheat Sheet, rule 4'],
  equivalents: {
    trivy: ['DS-0010'],
    hadolint: ['DL3004'],
    kics: ['8ada6e80-0ade-439e-b176-0b28f6bce35a'],
    checkov: ['CKV2_DOCKER_1'],
    semgrep: ['no-sudo-in-dockerfile'],
    codePathfinder: ['DOCKER-SEC-007'],
    dockle: ['DKL-DI-0001'],
    cis: ['4.8'],
    terrascan: ['AC_DOCKER_0007'],
    dflint: ['sudo_usage'],
  },

  *check({ dockerfile }) {
    for (const { command } of buildCommands(dockerfile)) {
      const isSudo = command.name === 'sudo' || command.wrappers.includes('sudo', command.inside?.wrappers.length);
      if (!isSudo || textOf(command.at).startsWith('$')) continue;
      yield {
        at: command.at,
        key: 'sudo',
        message: `\`sudo\` is used to run \`${command.name === '' ? 'a command' : command.name}\`.`,
      };
    }
  },

  examples: [
    {
      name: 'to install',
      bad: 'FROM debian:12-slim\nRUN apt-get update && «sudo apt-get install -y curl»\n',
      good: 'FROM debian:12-slim\nUSER root\nRUN apt-get update && apt-get install -y curl\nUSER 1000\n',
    },
    { name: 'in exec form', bad: 'FROM debian:12-slim\nRUN [«"sudo", "apt-get", "-y", "install", "curl"»]\n' },
    { name: 'to install sudo itself', good: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y sudo\n' },
    { name: 'only where it is there', good: 'FROM debian:12-slim\nRUN $SUDO apt-get update\n' },
  ],
});
