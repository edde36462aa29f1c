import { textOf } from '../../parse/lines.ts';
import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';

export default defineRule({
  id: 'dockerfile/as-casing',
  title: 'AS is written otherwise than FROM',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['AS'],
  why: 'It makes no difference to the builder. To a reader `FROM … as …` looks like two languages.',
  remedy: 'Write `FROM … AS …`.',
  references: ['https://docs.docker.com/reference/build-checks/from-as-casing/'],
  equivalents: { buildkit: ['FromAsCasing'] },

  *check({ dockerfile }) {
    for (const { from } of dockerfile.stages) {
      if (from.alias === undefined) continue;
      const { file } = from.at;
      const start = from.image.at.span.end;
      const as = /\bas\b/i.exec(file.text.slice(start, from.alias.at.span.start));
      if (as === null) continue;
      const keyword = textOf(from.keywordAt);
      const isLower = keyword === keyword.toLowerCase();
      const isUpper = keyword === keyword.toUpperCase();
      if (!isLower && !isUpper) continue;
      const wanted = isLower ? 'as' : 'AS';
      if (as[0] === wanted || skipsCheck(dockerfile, from, 'FromAsCasing')) continue;
      yield {
        at: { file, span: { start: start + as.index, end: start + as.index + 2 } },
        key: 'as',
        message: `\`${as[0]}\` is written \`${wanted}\` beside \`${keyword}\`.`,
      };
    }
  },

  examples: [
    {
      name: 'in small letters',
      bad: 'FROM node:22 «as» build\n',
      good: 'FROM node:22 AS build\n',
    },
  ],
});
