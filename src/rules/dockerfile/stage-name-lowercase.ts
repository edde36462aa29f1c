import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';

export default defineRule({
  id: 'dockerfile/stage-name-lowercase',
  title: 'A stage name has capitals',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['AS'],
  why: 'A reader may take `Build` and `build` for two stages, and the builder takes them for one: it compares the names without regard to case. Small letters show that.',
  remedy: 'Write the name in small letters.',
  references: ['https://docs.docker.com/reference/build-checks/stage-name-casing/'],
  equivalents: { buildkit: ['StageNameCasing'] },

  *check({ dockerfile }) {
    for (const { from, name } of dockerfile.stages) {
      if (from.alias === undefined || from.alias.raw === name || skipsCheck(dockerfile, from, 'StageNameCasing')) continue;
      yield {
        at: from.alias.at,
        key: from.alias.raw,
        message: `\`${from.alias.raw}\` and \`${from.alias.raw.toLowerCase()}\` are one name.`,
      };
    }
  },

  examples: [
    {
      name: 'capitals',
      bad: 'FROM node:22 AS «BuildBase»\n',
      good: 'FROM node:22 AS build-base\n',
    },
  ],
});
