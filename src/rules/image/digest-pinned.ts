import { shortRepository } from '../../posture/reference.ts';
import { defineRule } from '../rule.ts';
import { isMoving } from './moving-tag.ts';

export default defineRule({
  id: 'image/digest-pinned',
  title: 'Image is not pinned by its digest',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'image',
  why: 'What you tested may not be what runs: a tag can be moved to another image by its owner, or by whoever took over the owner’s account. A digest (the checksum of the image) names one image for ever.',
  remedy: 'Add the digest behind the tag (`node:22.12-slim@sha256:…`), and let Renovate or Dependabot refresh both.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'CIS Docker Benchmark 1.6.0, 4.2',
    'OWASP Docker Security Cheat Sheet, rule 13',
  ],
  equivalents: {
    semgrep: ['dockerfile-source-not-pinned'],
    sonar: ['S7023'],
    composeLint: ['CL-0019'],
    codePathfinder: ['DOCKER-AUD-001'],
    cis: ['4.2', '4.12', '5.28'],
    dockerfileSecurity: ['core-005'],
  },

  *check({ use }) {
    const { image, at } = use;
    if (image.state !== 'known' || image.value.digest !== undefined || image.value.tag === undefined) return;
    // A tag that moves by design is told by another rule, at a higher severity.
    if (use.kind !== 'from' && isMoving(image.value.tag)) return;
    const name = shortRepository(image.value.repository);
    const service = use.kind === 'compose' && use.of !== undefined ? { service: use.of } : {};
    yield {
      at,
      subject: { image: name, ...service },
      key: 'digest',
      message: `\`${name}:${image.value.tag}\` is not pinned by its digest.`,
    };
  },

  examples: [
    {
      name: 'a tag alone',
      bad: 'FROM «node:22.12-slim»\n',
      good: 'FROM node:22.12-slim@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f\n',
    },
    {
      name: 'in a Compose file, and a tag of a base image that moves',
      path: 'compose.yaml',
      bad: 'services:\n  web:\n    image: «nginx:1.29»\n  job:\n    build: .\n',
      files: { Dockerfile: 'FROM node:22.12-slim@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f\n' },
    },
    { name: 'a tag that moves, for what is built', bad: 'FROM «node:latest»\n' },
    {
      name: 'a tag that moves is told by another rule, and so is none',
      path: 'compose.yaml',
      good: 'services:\n  web:\n    image: nginx:latest\n  cache:\n    image: redis\n  own:\n    image: ${IMAGE}\n',
    },
  ],
});
