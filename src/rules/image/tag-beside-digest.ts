import { shortRepository } from '../../posture/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'image/tag-beside-digest',
  title: 'A tag beside a digest says nothing',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'image',
  why: 'Where a digest is given, the tag is not looked at. It is a comment for people, and a wrong one as soon as somebody moves one of the two alone. A bot that refreshes both keeps it right; by hand it does not stay so.',
  remedy: 'Have Renovate or Dependabot refresh tag and digest together, or drop the tag.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'https://docs.docker.com/dhi/core-concepts/digests/',
  ],
  equivalents: { sonar: ['S8431'] },

  *check({ use }) {
    const { image, at } = use;
    if (image.state !== 'known' || image.value.digest === undefined || image.value.tag === undefined) return;
    const name = shortRepository(image.value.repository);
    yield {
      at,
      subject: { image: name },
      key: 'tag',
      message: `Of \`${name}:${image.value.tag}\` and a digest the digest alone counts.`,
    };
  },

  examples: [
    {
      name: 'both',
      bad: 'FROM «node:22.12-slim@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f»\n',
      good: 'FROM node@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f\n',
    },
    { name: 'one of the two, or nobody knows', good: 'ARG BASE\nFROM node:22.12-slim\nFROM node\nFROM $BASE\n' },
  ],
});
