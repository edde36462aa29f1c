import { defineRule } from '../rule.ts';
import { flagValue, instructionsOf } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/copy-from-named',
  title: 'A stage is referred to by its number',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['--from'],
  why: 'Numbers shift as soon as somebody puts a stage in front. The line then copies from another stage, and nothing says so.',
  remedy: 'Name the stage (`FROM … AS build`) and write `--from=build`.',
  references: ['https://docs.docker.com/build/building/multi-stage/#name-your-build-stages'],
  equivalents: { kics: ['68a51e22-ae5a-4d48-8e87-b01a323605c9'] },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'COPY')) {
      const from = flagValue(dockerfile, instruction, 'from');
      if (from === undefined || !/^\d+$/.test(from)) continue;
      yield { at: instruction.at, key: from, message: `Stage ${from} is whichever stands there today.` };
    }
  },

  examples: [
    {
      name: 'by number',
      bad: 'FROM golang:1.25\nFROM alpine:3.20\n«COPY --from=0 /out/app /app»\n',
      good: 'FROM golang:1.25 AS build\nFROM alpine:3.20\nCOPY --from=build /out/app /app\n',
    },
  ],
});
