import { powerOf } from '../container/host-power.ts';
import { defineRule } from '../rule.ts';
import { movingImage, movingReferences } from './moving-image.ts';

export default defineRule({
  id: 'image/run-tag-pinned',
  title: 'Image of a container is not pinned to a version',
  severity: 'low',
  confidence: 'certain',
  profile: 'default',
  subject: 'image',
  why: 'The next pull may start another program than the one you tested: a major version with another data format, a broken release, or the image of somebody who took over the tag. A rollback to the file of last week does not bring back last week’s image. Without a tag, or with one like `latest`, the registry answers with whatever was pushed last.',
  remedy: 'Name a version tag (`redis:7.4`), better together with its digest, and let Renovate or Dependabot refresh it.',
  references: movingReferences,
  equivalents: { composeLint: ['CL-0004'], dclint: ['service-image-require-explicit-tag'], cis: ['4.2', '5.28'] },

  *check({ use }) {
    if (use.container === undefined || powerOf(use.container) !== undefined) return;
    const found = movingImage(use);
    if (found !== undefined) yield found;
  },

  examples: [
    {
      name: 'in a Compose file',
      path: 'compose.yaml',
      bad: 'services:\n  cache:\n    image: «redis:latest»\n  web:\n    image: «nginx»\n',
      good: 'services:\n  cache:\n    image: redis:7.4\n  web:\n    image: nginx:1.29\n',
    },
    { name: 'on the command line', path: 'run.sh', bad: 'docker run «redis»\n', good: 'docker run redis:7.4\n' },
    {
      name: 'power over the host, which another rule tells, and what is built',
      path: 'compose.yaml',
      good: 'services:\n  proxy:\n    image: traefik\n    privileged: true\n  web:\n    build: .\n',
      files: { Dockerfile: 'FROM node\nUSER node\n' },
    },
    {
      name: 'an image that the project builds',
      path: 'compose.yaml',
      good: 'services:\n  web:\n    build: .\n    image: example/web\n',
      files: { Dockerfile: 'FROM node:22.12-slim\nUSER node\n' },
    },
  ],
});
