import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'dockerfile/no-open-task',
  title: 'A comment speaks of something left to do',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['#'],
  why: 'A task in a comment has no owner and no date, and is forgotten.',
  remedy: 'Do it, or move it to where tasks are kept.',
  references: ['https://cwe.mitre.org/data/definitions/546.html'],
  equivalents: { sonar: ['S1135'] },

  // The word stands here because it is what the rule looks for.
  *check({ dockerfile }) {
    for (const { text, at } of dockerfile.comments) {
      if (/(?:^|[^\p{L}\p{N}_])(?:TODO)(?:[^\p{L}\p{N}_]|$)/iu.test(text))
        yield { at, key: text, message: 'Something is left to do here.' };
    }
  },

  examples: [
    {
      name: 'something left',
      bad: 'FROM debian:12-slim\n«# TODO: drop root»\n',
      good: 'FROM debian:12-slim\nUSER 1000\n',
    },
    { name: 'a word that holds it', good: 'FROM debian:12-slim\n# see methodology.md\n' },
  ],
});
