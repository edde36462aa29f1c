import { mountsOf } from '../../parse/dockerfile/mounts.ts';
import { defineRule } from '../rule.ts';
import { flagValue, plainInstructions, stageOf } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/no-copy-from-itself',
  title: 'A stage copies from itself',
  severity: 'medium',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['--from', '--mount'],
  why: 'A stage is not there before it is finished, so it has nothing to copy from. The build fails, or takes an image of that name from a registry.',
  remedy: 'Name the stage that is meant, or use `RUN cp` for files of the same stage.',
  references: [
    'https://docs.docker.com/build/building/multi-stage/',
    'https://docs.docker.com/reference/dockerfile/#copy---from',
  ],
  equivalents: {
    kics: ['cdddb86f-95f6-4fc4-b5a1-483d9afceb2b'],
    trivy: ['DS-0006'],
    hadolint: ['DL3023'],
    semgrep: ['copy-from-own-alias'],
  },

  *check({ dockerfile }) {
    for (const instruction of plainInstructions(dockerfile)) {
      const stage = stageOf(dockerfile, instruction);
      if (stage === undefined) continue;
      const isItself = (from: string): boolean => from.toLowerCase() === stage.name || from === String(stage.index);
      if (instruction.keyword === 'COPY') {
        const from = flagValue(dockerfile, instruction, 'from');
        if (from !== undefined && isItself(from))
          yield { at: instruction.at, key: from, message: `\`${from}\` is the stage that this line stands in.` };
      } else if (instruction.keyword === 'RUN') {
        for (const { options, at } of mountsOf(instruction)) {
          const from = options.get('from')?.value;
          if (from !== undefined && isItself(from))
            yield { at, key: from, message: `\`${from}\` is the stage that this line stands in.` };
        }
      }
    }
  },

  examples: [
    {
      name: 'by its name',
      bad: 'FROM golang:1.25 AS build\nFROM alpine:3.20 AS app\n«COPY --from=app /out/app /app»\n',
      good: 'FROM golang:1.25 AS build\nFROM alpine:3.20 AS app\nCOPY --from=build /out/app /app\n',
    },
    { name: 'by its number', bad: 'FROM alpine:3.20\n«COPY --from=0 /a /b»\n' },
  ],
});
