import { shortRepository } from '../../posture/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'image/digest-agrees',
  title: 'One tag is pinned to two digests',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'image',
  why: 'The digest decides, so two places that read the same use different images: a fix has arrived in one of them only, and what is tested or scanned here is not what runs there.',
  remedy: 'Write the newer digest in both places, and let one bot refresh them together.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'CIS Docker Benchmark 1.6.0, 4.4',
  ],
  equivalents: { cis: ['4.4'] },

  *check({ use: { image, at, pinnedElsewhere, kind, of } }) {
    if (image.state !== 'known' || pinnedElsewhere === undefined) return;
    const name = shortRepository(image.value.repository);
    yield {
      at,
      key: 'digest',
      subject: kind === 'compose' && of !== undefined ? { image: name, service: of } : { image: name },
      message: `\`${name}:${image.value.tag ?? ''}\` is pinned to another digest here than in another place.`,
      related: [{ at: pinnedElsewhere, note: 'the other digest' }],
    };
  },

  examples: [
    {
      name: 'two Dockerfiles',
      bad: 'FROM «node:22.12-slim@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f»\nUSER node\n',
      good: 'FROM node:22.12-slim@sha256:0000000000000000000000000000000000000000000000000000000000000001\nUSER node\n',
      path: 'web/Dockerfile',
      files: {
        'api/Dockerfile':
          'FROM node:22.12-slim@sha256:0000000000000000000000000000000000000000000000000000000000000001\nUSER node\n',
      },
    },
    {
      name: 'another tag, and a tag without a digest',
      good: 'FROM node:22.12-slim@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f\nUSER node\n',
      path: 'web/Dockerfile',
      files: {
        'api/Dockerfile':
          'FROM node:22.11-slim@sha256:0000000000000000000000000000000000000000000000000000000000000001\nUSER node\n',
        'job/Dockerfile': 'FROM node:22.12-slim\nUSER node\n',
      },
    },
  ],
});
