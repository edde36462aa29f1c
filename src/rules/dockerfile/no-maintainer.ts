import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';

export default defineRule({
  id: 'dockerfile/no-maintainer',
  title: 'MAINTAINER is out of use',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['MAINTAINER'],
  why: '`MAINTAINER` was replaced by labels in 2017: those hold more, and `docker inspect` and registries read them.',
  remedy: 'Write `LABEL org.opencontainers.image.authors="…"`.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#maintainer-deprecated',
    'https://github.com/opencontainers/image-spec/blob/main/annotations.md',
  ],
  equivalents: {
    kics: ['99614418-f82b-4852-a9ae-5051402b741c'],
    trivy: ['DS-0022'],
    hadolint: ['DL4000'],
    checkov: ['CKV_DOCKER_6'],
    semgrep: ['maintainer-is-deprecated'],
    sonar: ['S6586'],
    buildkit: ['MaintainerDeprecated'],
    codePathfinder: ['DOCKER-BP-003'],
    dockerfileSecurity: ['core-007'],
  },

  *check({ dockerfile }) {
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword !== 'MAINTAINER' || skipsCheck(dockerfile, instruction, 'MaintainerDeprecated')) continue;
      yield { at: instruction.at, key: 'maintainer', message: 'A label says this today.' };
    }
  },

  examples: [
    {
      name: 'the old way',
      bad: 'FROM debian:12-slim\n«MAINTAINER team@example.com»\n',
      good: 'FROM debian:12-slim\nLABEL org.opencontainers.image.authors="team@example.com"\n',
    },
  ],
});
