import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'dockerfile/from-first',
  title: 'An instruction stands in front of the first FROM',
  severity: 'medium',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  why: 'Before the first `FROM` there is no image to change, so that only `ARG` and comments may stand there; the builder refuses anything else.',
  remedy: 'Move the line behind `FROM`.',
  references: ['https://docs.docker.com/reference/dockerfile/#format'],
  equivalents: { hadolint: ['DL3061'], dflint: ['from_first'] },

  *check({ dockerfile }) {
    const early = dockerfile.instructions.find(({ keyword, stage }) => stage < 0 && keyword !== 'ARG' && keyword !== 'FROM');
    if (early === undefined || dockerfile.stages.length === 0) return;
    yield { at: early.at, key: early.keyword, message: `${early.keyword} stands in front of the first FROM.` };
  },

  examples: [
    {
      name: 'a label too early',
      bad: '«LABEL version=1»\nFROM node:22-slim\n',
      good: 'ARG TAG=22-slim\nFROM node:$TAG\nLABEL version=1\n',
    },
  ],
});
