import { isExport } from '../../posture/outputs.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'dockerfile/health-check-set',
  title: 'Image has no health check',
  severity: 'low',
  confidence: 'likely',
  profile: 'strict',
  subject: 'stage',
  why: 'Docker sees that a program runs, not that it works. With a health check a hung container is seen, dependent services wait for it (`condition: service_healthy`), and an orchestrator replaces it. Kubernetes has its own probes and does not look at this one.',
  remedy: 'Add `HEALTHCHECK CMD …` with a program that is in the image, or a `healthcheck:` in Compose.',
  references: ['https://docs.docker.com/reference/dockerfile/#healthcheck', 'CIS Docker Benchmark 1.6.0, 4.6'],
  equivalents: {
    kics: ['b03a748a-542d-44f4-bb86-9199ab4fd2d5'],
    trivy: ['DS-0026'],
    hadolint: ['DL3057'],
    checkov: ['CKV_DOCKER_2'],
    codePathfinder: ['DOCKER-BP-022'],
    dockle: ['CIS-DI-0006'],
    cis: ['4.6'],
    terrascan: ['AC_DOCKER_0047'],
  },

  *check({ stage }) {
    if (stage.healthCheck !== undefined || isExport(stage)) return;
    yield {
      at: stage.stage.from.at,
      key: 'health',
      message: 'Nothing tells whether the program in this image works.',
    };
  },

  examples: [
    {
      name: 'none',
      bad: '«FROM node:22-slim»\nCMD ["node", "server.js"]\n',
      good: 'FROM node:22-slim\nHEALTHCHECK CMD ["node", "health.js"]\nCMD ["node", "server.js"]\n',
    },
    {
      name: 'files to take out, and nothing to start',
      good: 'FROM golang:1.25 AS build\nFROM scratch\nCOPY --from=build /out /\n',
    },
    { name: 'inherited from a stage', good: 'FROM node:22-slim AS base\nHEALTHCHECK CMD ["node", "health.js"]\nFROM base\n' },
    { name: 'switched off on purpose', good: 'FROM node:22-slim\nHEALTHCHECK NONE\n' },
  ],
});
