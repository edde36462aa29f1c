import type { Dockerfile } from '../../parse/dockerfile/ast.ts';
import { textOf } from '../../parse/lines.ts';
import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';

export default defineRule({
  id: 'dockerfile/keyword-casing',
  title: 'Instructions are written in capitals here and in small letters there',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  why: 'It makes no difference to the builder. To a reader one way of writing is easier to follow.',
  remedy: 'Write all instructions in capitals.',
  references: ['https://docs.docker.com/reference/build-checks/consistent-instruction-casing/'],
  equivalents: { sonar: ['S6476'], buildkit: ['ConsistentInstructionCasing'], dflint: ['uppercase_commands'] },

  *check({ dockerfile }) {
    const odd = dockerfile.instructions.filter(({ keyword, keywordAt }) => textOf(keywordAt) !== keyword);
    if (odd.length === 0) return;
    const lower = mostlyLower(dockerfile);
    for (const instruction of lower ? dockerfile.instructions : odd) {
      const written = textOf(instruction.keywordAt);
      const wanted = lower ? written.toLowerCase() : written.toUpperCase();
      if (written === wanted || skipsCheck(dockerfile, instruction, 'ConsistentInstructionCasing')) continue;
      yield { at: instruction.keywordAt, key: written, message: `\`${written}\` is written \`${wanted}\` elsewhere.` };
    }
  },

  examples: [
    {
      name: 'one in small letters',
      bad: 'FROM debian:12-slim\n«copy» a /a\nCOPY b /b\n',
      good: 'FROM debian:12-slim\nCOPY a /a\nCOPY b /b\n',
    },
    { name: 'all in small letters', good: 'from debian:12-slim\ncopy a /a\n' },
  ],
});

function mostlyLower({ instructions }: Dockerfile): boolean {
  const written = instructions.map(({ keywordAt }) => textOf(keywordAt));
  const lower = written.filter((word) => word === word.toLowerCase()).length;
  return lower > written.filter((word) => word === word.toUpperCase()).length;
}
