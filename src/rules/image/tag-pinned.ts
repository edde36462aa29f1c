import { defineRule } from '../rule.ts';
import { movingImage, movingReferences } from './moving-image.ts';

export default defineRule({
  id: 'image/tag-pinned',
  title: 'Base image is not pinned to a version',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'image',
  why: 'The same commit builds something else tomorrow: a build that worked breaks, an old release cannot be built again, and whoever takes over the tag decides what goes into your image. Without a tag, or with one like `latest`, the registry answers with whatever was pushed last.',
  remedy: 'Name a version tag, better together with its digest, and let Renovate or Dependabot refresh it.',
  references: movingReferences,
  equivalents: {
    trivy: ['DS-0001'],
    hadolint: ['DL3006', 'DL3007'],
    kics: ['9efb0b2d-89c9-41a3-91ca-dcc0aec911fd', 'f45ea400-6bbe-4501-9fc7-1c3d75c32067'],
    checkov: ['CKV_DOCKER_7'],
    semgrep: ['missing-image-version', 'avoid-latest-version', 'dockerfile-source-not-pinned'],
    sonar: ['S6596', 'S7023'],
    codePathfinder: ['DOCKER-BP-001', 'DOCKER-BP-015', 'DOCKER-AUD-001'],
    dockle: ['DKL-DI-0006'],
    cis: ['4.2', '5.28'],
    terrascan: ['AC_DOCKER_0041'],
    dflint: ['missing_tag', 'latest_tag'],
    dockerfileSecurity: ['core-006'],
  },

  *check({ use }) {
    if (use.container !== undefined) return;
    const found = movingImage(use);
    if (found !== undefined) yield found;
  },

  examples: [
    { name: 'no tag', bad: 'FROM «node»\nUSER node\n', good: 'FROM node:22.12-slim\nUSER node\n' },
    { name: 'latest', bad: 'FROM «node:latest»\nUSER node\n' },
    {
      name: 'the container of a job',
      path: '.github/workflows/ci.yml',
      bad: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    container: «node:latest»\n    steps:\n      - run: npm test\n',
      good: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    container: node:22.12-slim\n    steps:\n      - run: npm test\n',
    },
    {
      name: 'a name that is made of one, and nobody knows',
      good: 'ARG BASE\nFROM node:22-latest-slim\nFROM node:latest-22\nFROM $BASE\n',
    },
    { name: 'a digest', good: 'FROM node@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f\n' },
    { name: 'a stage and scratch', good: 'FROM golang:1.25 AS build\nFROM scratch\nCOPY --from=build /app /app\nFROM build\n' },
    {
      name: 'a variable with a default',
      bad: 'ARG TAG=latest\nFROM «node:$TAG»\n',
      good: 'ARG TAG=22.12-slim\nFROM node:$TAG\n',
    },
  ],
});
