import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/health-check',
  title: 'Nobody notices when the program in the container hangs',
  severity: 'low',
  confidence: 'likely',
  profile: 'strict',
  subject: 'container',
  judges: 'healthCheck',
  why: 'The engine sees that a process is there, not whether it answers. With a health check it knows, services that depend on this one can wait for it, and a load balancer can pass it by.',
  remedy: 'Add `healthcheck` with a cheap request to the program itself, or `HEALTHCHECK` to the Dockerfile.',
  references: [
    'https://docs.docker.com/reference/compose-file/services/#healthcheck',
    'CIS Docker Benchmark 1.6.0, 4.6 and 5.27',
  ],
  equivalents: { kics: ['698ed579-b239-4f8f-a388-baa4bcb13ef8'], cis: ['4.6', '5.27'] },

  *check({ container, posture }) {
    const { setting } = posture.healthCheck;
    if (setting.state === 'known' && !setting.value) {
      yield { at: setting.at, confidence: 'certain', message: `${called(container)} has its health check switched off.` };
    }
    if (container.healthCheck.state !== 'unset' || setting.state === 'known' || container.kind === 'command') return;
    const hidden = setting.state === 'unknown';
    yield {
      at: container.at,
      confidence: hidden ? 'possible' : 'certain',
      message: `${called(container)} has no health check${hidden ? `, unless its ${posture.stage === undefined ? '' : 'base '}image brings one` : ''}.`,
    };
  },

  examples: [
    {
      name: 'neither here nor in the Dockerfile',
      bad: 'services:\n  «web»:\n    build: .\n',
      good: 'services:\n  web:\n    build: .\n    healthcheck:\n      test: [CMD, /app/healthy]\n',
      files: { Dockerfile: 'FROM node:22-slim\nUSER node\n' },
    },
    {
      name: 'switched off',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    healthcheck:\n      disable: «true»\n',
    },
    {
      name: 'the Dockerfile brings one',
      good: 'services:\n  web:\n    build: .\n',
      files: { Dockerfile: 'FROM node:22-slim\nHEALTHCHECK CMD ["/app/healthy"]\nUSER node\n' },
    },
    { name: 'a command that runs once', path: 'run.sh', good: 'docker run --rm example/job:1\n' },
  ],
});
