import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'dockerfile/one-downloader',
  title: 'A stage uses both curl and wget',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['curl', 'wget'],
  why: 'The image holds two programs for one job: two to install, to patch, and to set up for a proxy or for certificates of your own.',
  remedy: 'Use one of them.',
  references: ['https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages'],
  equivalents: {
    kics: ['fc775e75-fcfb-4c98-b2f2-910c5858b359'],
    trivy: ['DS-0014'],
    hadolint: ['DL4001'],
    semgrep: ['use-either-wget-or-curl'],
    codePathfinder: ['DOCKER-BP-024'],
  },

  *check({ dockerfile }) {
    const first = new Map<number, string>();
    const told = new Set<number>();
    for (const { instruction, command } of buildCommands(dockerfile)) {
      const { stage } = instruction;
      if (command.name !== 'curl' && command.name !== 'wget') continue;
      const other = first.get(stage) ?? command.name;
      first.set(stage, other);
      if (other === command.name || told.has(stage)) continue;
      told.add(stage);
      yield { at: command.at, key: command.name, message: `This stage uses \`${other}\` already.` };
    }
  },

  examples: [
    {
      name: 'both in one stage',
      bad: 'FROM debian:12-slim\nRUN curl -fsSLO https://example.com/a\nRUN «wget https://example.com/b»\n',
      good: 'FROM debian:12-slim\nRUN curl -fsSLO https://example.com/a\nRUN curl -fsSLO https://example.com/b\n',
    },
    {
      name: 'one in each stage',
      good: 'FROM alpine:3.20 AS a\nRUN wget https://example.com/a\nFROM debian:12-slim\nRUN curl -O https://example.com/b\n',
    },
  ],
});
