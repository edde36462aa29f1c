import { locate } from '../../parse/lines.ts';
import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';
import { commentLines } from './comment-lines.ts';

export default defineRule({
  id: 'dockerfile/description-named',
  title: 'A description does not begin with the name it describes',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['#'],
  why: '`docker build --call=outline` shows the comment above an `ARG` or a stage as its description, if it begins with the name. Where this experimental check is on, other comments there are taken for descriptions gone wrong.',
  remedy: 'Begin the comment with the name, or leave an empty line between the two.',
  references: ['https://docs.docker.com/reference/build-checks/invalid-definition-description/'],
  equivalents: { buildkit: ['InvalidDefinitionDescription'] },

  *check({ dockerfile }) {
    const isOn = dockerfile.directives.some(
      ({ name, value }) => name === 'check' && /experimental\s*=[^;]*\b(?:all|InvalidDefinitionDescription)\b/i.test(value),
    );
    if (!isOn) return;
    for (const instruction of dockerfile.instructions) {
      const names =
        instruction.keyword === 'ARG'
          ? instruction.pairs.map(({ name }) => name.raw)
          : instruction.keyword === 'FROM' && instruction.alias !== undefined
            ? [instruction.alias.raw]
            : [];
      const line = locate(instruction.at).startLine - 1;
      const comment = names.length === 0 ? undefined : commentLines(dockerfile).get(line);
      if (
        comment === undefined ||
        names.some((name) => comment.text.startsWith(`${name} `)) ||
        skipsCheck(dockerfile, instruction, 'InvalidDefinitionDescription')
      )
        continue;
      yield { at: comment.at, key: names.join(' '), message: `The description of \`${names[0] ?? ''}\` begins otherwise.` };
    }
  },

  examples: [
    {
      name: 'another beginning',
      bad: '# check=experimental=InvalidDefinitionDescription\nFROM debian:12-slim\n«# which version»\nARG VERSION=1\n',
      good: '# check=experimental=InvalidDefinitionDescription\nFROM debian:12-slim\n# VERSION is what is built\nARG VERSION=1\n',
    },
    { name: 'the check is off', good: 'FROM debian:12-slim\n# which version\nARG VERSION=1\n' },
  ],
});
