import { defineRule } from '../rule.ts';
import { runsOf } from './runs.ts';

export default defineRule({
  id: 'dockerfile/workdir-not-cd',
  title: 'A RUN changes the folder with cd',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['cd'],
  why: '`cd` counts for its own `RUN` alone; the next line is back where it was. `WORKDIR` counts for all that follow, and says what a line is about.',
  remedy: 'Set `WORKDIR` in front.',
  references: ['https://docs.docker.com/build/building/best-practices/#workdir'],
  equivalents: {
    kics: ['f4a6bcd3-e231-4acf-993c-aa027be50d2e'],
    trivy: ['DS-0013'],
    hadolint: ['DL3003'],
    semgrep: ['use-workdir'],
    codePathfinder: ['DOCKER-BP-017', 'DOCKER-BP-030'],
    terrascan: ['AC_DOCKER_0018'],
  },

  *check({ dockerfile }) {
    for (const { commands } of runsOf(dockerfile)) {
      const cd = commands.find(({ name }) => name === 'cd');
      if (cd !== undefined) yield { at: cd.at, key: 'cd', message: '`cd` counts for this RUN alone.' };
    }
  },

  examples: [
    {
      name: 'for one line',
      bad: 'FROM node:22-slim\nRUN «cd /app» && npm ci\n',
      good: 'FROM node:22-slim\nWORKDIR /app\nRUN npm ci\n',
    },
    { name: 'when the container starts', good: 'FROM node:22-slim\nCMD cd /app && node server.js\n' },
  ],
});
