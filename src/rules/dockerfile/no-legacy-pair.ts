import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';
import { instructionsOf } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/no-legacy-pair',
  title: 'A variable or label is set without an equals sign',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['ENV', 'LABEL', 'ARG'],
  why: '`ENV NAME value` takes the whole rest of the line as the value, so that a second variable in it becomes part of the first. A space in front of the equals sign has the same effect: `ENV A =1` sets `A` to `=1`.',
  remedy: 'Write `ENV NAME=value`.',
  references: ['https://docs.docker.com/reference/build-checks/legacy-key-value-format/'],
  equivalents: { sonar: ['S6574'], buildkit: ['LegacyKeyValueFormat'] },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'ENV', 'LABEL', 'ARG')) {
      const [first, second] = instruction.pairs;
      if (first === undefined) continue;
      if (instruction.keyword === 'ARG') {
        // Two names in small letters read as a name and its value.
        const isPair =
          instruction.pairs.length === 2 &&
          first.value === undefined &&
          second?.value === undefined &&
          /^[a-z0-9.]+$/.test(second?.name.raw ?? '');
        if (isPair && !skipsCheck(dockerfile, instruction, 'LegacyKeyValueFormat'))
          yield {
            at: instruction.at,
            key: first.name.raw,
            message: `This declares two arguments; \`${first.name.raw}\` gets no value.`,
          };
        continue;
      }
      if (first.value === undefined || instruction.pairs.length > 1) continue;
      const between = first.name.at.file.text.slice(first.name.at.span.end, first.value.at.span.start);
      if (between.startsWith('=') || between === '' || skipsCheck(dockerfile, instruction, 'LegacyKeyValueFormat')) continue;
      yield {
        at: instruction.at,
        key: first.name.raw,
        message: `\`${first.name.raw}\` takes the whole rest of the line as its value.`,
      };
    }
  },

  examples: [
    {
      name: 'the old way',
      bad: 'FROM debian:12-slim\n«ENV LANG C.UTF-8»\n«LABEL team web»\n',
      good: 'FROM debian:12-slim\nENV LANG=C.UTF-8\nLABEL team=web\n',
    },
    { name: 'a space too many', bad: 'FROM debian:12-slim\n«ENV BUILD =1»\n' },
    { name: 'an argument', bad: 'FROM debian:12-slim\n«ARG lang de»\n' },
    { name: 'two arguments', good: 'FROM debian:12-slim\nARG UID GID\n' },
  ],
});
