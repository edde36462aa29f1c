import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';

export default defineRule({
  id: 'dockerfile/platform-not-redundant',
  title: 'FROM asks for the platform that it gets anyway',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['--platform'],
  why: '`--platform=$TARGETPLATFORM` is what the builder does without it. The reader looks for a reason that is not there.',
  remedy: 'Remove the flag.',
  references: ['https://docs.docker.com/reference/build-checks/redundant-target-platform/'],
  equivalents: { hadolint: ['DL3065'], buildkit: ['RedundantTargetPlatform'] },

  *check({ dockerfile }) {
    for (const { from } of dockerfile.stages) {
      const flag = from.flags.find((one) => one.name === 'platform');
      if (flag === undefined || !/^\$(?:TARGETPLATFORM|\{TARGETPLATFORM(?::?-[^}]*)?\})$/.test(flag.value?.raw ?? '')) continue;
      if (skipsCheck(dockerfile, from, 'RedundantTargetPlatform')) continue;
      yield { at: flag.at, key: 'platform', message: 'The builder does this without being told.' };
    }
  },

  examples: [
    {
      name: 'what is asked for anyway',
      bad: 'FROM «--platform=$TARGETPLATFORM» node:22-slim\n',
      good: 'FROM node:22-slim\n',
    },
    { name: 'with a default that is never used', bad: 'FROM «--platform=${TARGETPLATFORM:-linux/amd64}» node:22-slim\n' },
  ],
});
