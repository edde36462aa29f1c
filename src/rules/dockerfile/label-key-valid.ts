import { defineRule } from '../rule.ts';
import { instructionsOf } from './instructions.ts';
import { unquoted } from './unquoted.ts';

export default defineRule({
  id: 'dockerfile/label-key-valid',
  title: 'A label has a name that Docker advises against',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['LABEL'],
  why: 'Names of labels are small letters, digits, dots and hyphens, and begin with a letter; `com.docker.*`, `io.docker.*` and `org.dockerproject.*` are Docker’s own. Tools that filter by label may not find others.',
  remedy: 'Rename it: `org.example.build-date`.',
  references: ['https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations'],
  equivalents: { hadolint: ['DL3048'], dflint: ['label_invalid'] },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'LABEL')) {
      for (const { name } of instruction.pairs) {
        const key = unquoted(name.raw);
        const isValid = /^[a-z](?:[a-z0-9.-]*[a-z0-9])?$/.test(key) && !/\.\.|--/.test(key);
        const isReserved = /^(?:com\.docker|io\.docker|org\.dockerproject)\./.test(key);
        if ((isValid && !isReserved) || key.includes('$')) continue;
        yield {
          at: name.at,
          key,
          message: isReserved
            ? `\`${key}\` is in a space that Docker keeps for itself.`
            : `\`${key}\` is not a name as labels have it.`,
        };
      }
    }
  },

  examples: [
    {
      name: 'letters that do not belong',
      bad: 'FROM debian:12-slim\nLABEL «Build_Date»=2026-01-01 «com.docker.team»=a\n',
      good: 'FROM debian:12-slim\nLABEL org.example.build-date=2026-01-01 org.example.team=a\n',
    },
  ],
});
