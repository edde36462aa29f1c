import { shortRepository } from '../../posture/reference.ts';
import { defineRule } from '../rule.ts';
import { isMoving } from './moving-tag.ts';

export default defineRule({
  id: 'image/tag-pinned',
  title: 'Image is not pinned to a version',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'image',
  why: 'Without a tag, or with `latest`, the same file gives another image tomorrow: a build that worked breaks, a rollback does not roll back, and whoever takes over the tag decides what runs.',
  remedy: 'Name a version tag, better together with its digest, and let Renovate or Dependabot refresh it.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'CIS Docker Benchmark 1.6.0, 4.2',
    'OWASP Docker Security Cheat Sheet, rule 13',
  ],
  equivalents: {
    trivy: ['DS-0001'],
    hadolint: ['DL3006', 'DL3007'],
    kics: ['9efb0b2d-89c9-41a3-91ca-dcc0aec911fd', 'f45ea400-6bbe-4501-9fc7-1c3d75c32067'],
    checkov: ['CKV_DOCKER_7'],
    semgrep: ['missing-image-version', 'avoid-latest-version'],
    sonar: ['S6596'],
    composeLint: ['CL-0004'],
    codePathfinder: ['DOCKER-BP-001', 'DOCKER-BP-015'],
    dclint: ['service-image-require-explicit-tag'],
    dockle: ['DKL-DI-0006'],
    cis: ['4.2'],
  },

  *check({ use }) {
    const { image, at } = use;
    if (image.state !== 'known' || image.value.digest !== undefined) return;
    const { tag, repository } = image.value;
    if (tag !== undefined && !isMoving(tag)) return;
    const name = shortRepository(repository);
    yield {
      at,
      subject: { image: name, ...(use.kind === 'compose' && use.of !== undefined ? { service: use.of } : {}) },
      key: 'tag',
      message:
        tag === undefined
          ? `\`${name}\` has no tag, which means \`latest\`: another image tomorrow.`
          : `\`${name}:${tag}\` is a tag that moves: another image tomorrow.`,
    };
  },

  examples: [
    { name: 'no tag', bad: 'FROM «node»\nUSER node\n', good: 'FROM node:22.12-slim\nUSER node\n' },
    { name: 'latest', bad: 'FROM «node:latest»\nUSER node\n' },
    {
      name: 'in a Compose file',
      path: 'compose.yaml',
      bad: 'services:\n  cache:\n    image: «redis:latest»\n',
      good: 'services:\n  cache:\n    image: redis:7.4\n',
    },
    { name: 'on the command line', path: 'run.sh', bad: 'docker run «redis»\n' },
    { name: 'a digest', good: 'FROM node@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f\n' },
    { name: 'a stage and scratch', good: 'FROM golang:1.25 AS build\nFROM scratch\nCOPY --from=build /app /app\nFROM build\n' },
    {
      name: 'a variable with a default',
      bad: 'ARG TAG=latest\nFROM «node:$TAG»\n',
      good: 'ARG TAG=22.12-slim\nFROM node:$TAG\n',
    },
  ],
});
