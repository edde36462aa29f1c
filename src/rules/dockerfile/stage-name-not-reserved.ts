import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';

export default defineRule({
  id: 'dockerfile/stage-name-not-reserved',
  title: 'A stage has a name that means something else',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['AS'],
  why: '`scratch` is the empty image and `context` the build folder. A stage of that name cannot be reached everywhere, and readers take it for the other thing.',
  remedy: 'Give the stage another name.',
  references: ['https://docs.docker.com/reference/build-checks/reserved-stage-name/'],
  equivalents: { hadolint: ['DL3063'], buildkit: ['ReservedStageName'] },

  *check({ dockerfile }) {
    for (const { name, from } of dockerfile.stages) {
      if ((name !== 'scratch' && name !== 'context') || skipsCheck(dockerfile, from, 'ReservedStageName')) continue;
      yield { at: from.alias?.at ?? from.at, key: name, message: `\`${name}\` means something else to the builder.` };
    }
  },

  examples: [
    {
      name: 'the empty image',
      bad: 'FROM alpine:3.20 AS «scratch»\nFROM alpine:3.20 AS «context»\n',
      good: 'FROM alpine:3.20 AS empty\nFROM alpine:3.20 AS files\n',
    },
  ],
});
