import { defineRule } from '../rule.ts';
import { flagValue, instructionsOf, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/no-copied-filesystem',
  title: 'A whole file system is copied from another stage',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['--from'],
  why: 'A build has stages so that compilers, caches and credentials stay behind. `COPY --from=build / /` takes them all along, writes over what the base image brings, and hides from scanners which packages came from where.',
  remedy: 'Copy the paths that the image needs by name (`COPY --from=build /out/app /usr/local/bin/app`).',
  references: ['https://docs.docker.com/build/building/multi-stage/', 'CIS Docker Benchmark 1.6.0, 4.3'],
  equivalents: { hadolint: ['DL3067'] },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'COPY')) {
      const from = flagValue(dockerfile, instruction, 'from');
      if (from === undefined || resolved(dockerfile, instruction, instruction.destination) !== '/') continue;
      const root = instruction.sources.find((source) => /^\/\.?$/.test(resolved(dockerfile, instruction, source)));
      if (root === undefined) continue;
      yield { at: instruction.at, key: from, message: `Everything of \`${from}\` is copied, not what is needed of it.` };
    }
  },

  examples: [
    {
      name: 'all of a stage',
      bad: 'FROM golang:1.25 AS build\nRUN go build -o /out/app\nFROM debian:12-slim\n«COPY --from=build / /»\n',
      good: 'FROM golang:1.25 AS build\nRUN go build -o /out/app\nFROM debian:12-slim\nCOPY --from=build /out/app /usr/local/bin/app\n',
    },
    { name: 'a folder', good: 'FROM alpine:3.20 AS build\nFROM debian:12-slim\nCOPY --from=build /rootfs/ /\n' },
  ],
});
