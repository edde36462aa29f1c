import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'dockerfile/onbuild-valid',
  title: 'ONBUILD holds an instruction that it may not',
  severity: 'medium',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  why: '`ONBUILD` cannot trigger `ONBUILD`, `FROM` or `MAINTAINER`; the builder refuses the file.',
  remedy: 'Remove the line, or write the instruction without `ONBUILD`.',
  references: ['https://docs.docker.com/reference/dockerfile/#onbuild'],
  equivalents: { hadolint: ['DL3043'] },

  *check({ dockerfile }) {
    for (const { message, at } of dockerfile.problems) {
      const trigger = /^ONBUILD takes no (\w+)$/.exec(message)?.[1];
      if (trigger !== undefined) yield { at, key: trigger, message: `ONBUILD cannot trigger ${trigger}.` };
    }
  },

  examples: [
    {
      name: 'a FROM',
      bad: 'FROM node:22-slim\n«ONBUILD FROM node:22»\n',
      good: 'FROM node:22-slim\nONBUILD RUN npm ci\n',
    },
    { name: 'itself', bad: 'FROM node:22-slim\n«ONBUILD ONBUILD RUN npm ci»\n' },
  ],
});
