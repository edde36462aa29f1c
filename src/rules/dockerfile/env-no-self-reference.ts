import { defineRule } from '../rule.ts';
import { instructionsOf } from './instructions.ts';
import { declaredAt, variablesIn } from './variables.ts';

export default defineRule({
  id: 'dockerfile/env-no-self-reference',
  title: 'ENV uses a variable that the same ENV sets',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['ENV'],
  why: 'The variable is empty where it is used, or has its old value: all values of one `ENV` are put in before any of them is set.',
  remedy: 'Split it into two `ENV` instructions, the variable that is used in the first.',
  references: ['https://docs.docker.com/reference/dockerfile/#environment-replacement'],
  equivalents: { hadolint: ['DL3044'] },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'ENV')) {
      if (instruction.pairs.length < 2) continue;
      const before = declaredAt(dockerfile, instruction);
      const own = new Set(instruction.pairs.map(({ name }) => name.raw));
      for (const { name, value } of instruction.pairs) {
        if (value === undefined) continue;
        const used = variablesIn(value.raw, dockerfile.escape).find(
          (use) => use.name !== name.raw && own.has(use.name) && !before.has(use.name),
        );
        if (used === undefined) continue;
        yield { at: value.at, key: name.raw, message: `\`$${used.name}\` is set by this very ENV, so it has no value yet.` };
      }
    }
  },

  examples: [
    {
      name: 'one from the other',
      bad: 'FROM debian:12-slim\nENV HOME_DIR=/srv APP_DIR=«$HOME_DIR/app»\n',
      good: 'FROM debian:12-slim\nENV HOME_DIR=/srv\nENV APP_DIR=$HOME_DIR/app\n',
    },
    { name: 'a value from before', good: 'FROM debian:12-slim\nENV PATH=/opt/bin:$PATH LANG=C\n' },
  ],
});
