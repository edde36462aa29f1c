import { contextKey } from '../../posture/named-context.ts';
import { defineRule } from '../rule.ts';
import { flagValue, instructionsOf } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/copy-from-known',
  title: 'COPY takes from a stage that is not there',
  severity: 'low',
  confidence: 'possible',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['--from'],
  why: 'A name that no earlier stage has is looked up as an image, with the tag `latest`. A misspelt stage then takes in files from whatever somebody published under that name.',
  remedy: 'Name an earlier stage, or the image with its tag or digest; a context of `--build-context` can stay.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#copy---from',
    'https://docs.docker.com/build/building/multi-stage/',
  ],
  equivalents: { hadolint: ['DL3022'] },

  *check({ dockerfile, named: contexts }) {
    const first = new Map<string, number>();
    for (const { name, index } of dockerfile.stages) if (name !== undefined && !first.has(name)) first.set(name, index);
    for (const instruction of instructionsOf(dockerfile, 'COPY')) {
      const from = flagValue(dockerfile, instruction, 'from');
      if (from === undefined || /[:$@]/.test(from) || contexts.has(contextKey(from))) continue;
      const named = first.get(from.toLowerCase());
      const isKnown = named === undefined ? /^\d+$/.test(from) && Number(from) < instruction.stage : named <= instruction.stage;
      if (isKnown) continue;
      yield {
        at: instruction.at,
        key: from,
        message: /^\d+$/.test(from)
          ? `There is no earlier stage ${from}.`
          : `\`${from}\` is no earlier stage, so it is taken for the image \`${from}:latest\`.`,
      };
    }
  },

  examples: [
    {
      name: 'a misspelt stage',
      bad: 'FROM golang:1.25 AS build\nFROM alpine:3.20\n«COPY --from=builder /out/app /app»\n',
      good: 'FROM golang:1.25 AS build\nFROM alpine:3.20\nCOPY --from=build /out/app /app\n',
    },
    {
      name: 'an image, a number and a variable',
      good: 'FROM golang:1.25\nFROM alpine:3.20\nCOPY --from=nginx:1.27 /etc/nginx /etc/nginx\nCOPY --from=0 /out/app /app\n',
    },
    {
      name: 'a context that a service gives',
      good: 'FROM alpine:3.20\nCOPY --from=fonts /out/ /usr/share/fonts/\n',
      files: {
        'compose.yaml': 'services:\n  app:\n    build:\n      context: .\n      additional_contexts:\n        fonts: ./fonts\n',
      },
    },
    { name: 'a number too high', bad: 'FROM golang:1.25\n«COPY --from=1 /out/app /app»\n' },
  ],
});
