import { textOf } from '../../parse/lines.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'dockerfile/keyword-capital',
  title: 'Instructions are written in small letters',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  why: 'Capitals are the convention: they tell instructions from what they hold.',
  remedy: 'Write instructions in capitals.',
  references: ['https://docs.docker.com/reference/dockerfile/#format'],
  equivalents: { sonar: ['S6476'] },

  *check({ dockerfile }) {
    const lower = dockerfile.instructions.filter(({ keyword, keywordAt }) => textOf(keywordAt) === keyword.toLowerCase());
    // Where most are in capitals, the odd one out is told by another rule.
    if (lower.length * 2 <= dockerfile.instructions.length) return;
    for (const { keywordAt } of lower)
      yield { at: keywordAt, key: textOf(keywordAt), message: `\`${textOf(keywordAt)}\` is written in capitals by convention.` };
  },

  examples: [
    {
      name: 'all of them',
      bad: '«from» debian:12-slim\n«user» 1000\n',
      good: 'FROM debian:12-slim\nUSER 1000\n',
    },
  ],
});
