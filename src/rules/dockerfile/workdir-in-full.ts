import { defineRule } from '../rule.ts';
import { relativeWorkdirs } from './relative-workdir.ts';

export default defineRule({
  id: 'dockerfile/workdir-in-full',
  title: 'WORKDIR goes on from the one before',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['WORKDIR'],
  why: 'It works, but the reader has to find the `WORKDIR` before, and a line that moves takes the folder along.',
  remedy: 'Write the path in full.',
  references: ['https://docs.docker.com/build/building/best-practices/#workdir'],
  equivalents: {
    kics: ['6b376af8-cfe8-49ab-a08d-f32de23661a4'],
    trivy: ['DS-0009'],
    hadolint: ['DL3000'],
    checkov: ['CKV_DOCKER_10'],
    semgrep: ['use-absolute-workdir'],
    sonar: ['S7021'],
    codePathfinder: ['DOCKER-BP-018'],
  },

  *check({ dockerfile }) {
    for (const { instruction, path, hasTop } of relativeWorkdirs(dockerfile)) {
      if (hasTop) yield { at: instruction.at, key: path, message: `\`${path}\` counts from the WORKDIR before it.` };
    }
  },

  examples: [
    {
      name: 'a folder below',
      bad: 'FROM node:22-slim\nWORKDIR /app\n«WORKDIR server»\n',
      good: 'FROM node:22-slim\nWORKDIR /app\nWORKDIR /app/server\n',
    },
  ],
});
