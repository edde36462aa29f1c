import { defineRule } from '../rule.ts';
import { plainInstructions, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/no-insecure-build',
  title: 'A build step runs without its sandbox',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  why: '`RUN --security=insecure` gives the step all capabilities and the devices of the builder, as `--privileged` does for a container. Whatever it downloads and runs can take over the machine that builds.',
  remedy: 'Remove the flag; where a step needs a capability, do it outside of the build, in a machine made for it.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#run---security',
    'CIS Docker Benchmark 1.6.0, 5.5',
    'OWASP Docker Security Cheat Sheet, rule 3',
  ],
  equivalents: { sonar: ['S6502'], cis: ['5.5'] },

  *check({ dockerfile }) {
    for (const instruction of plainInstructions(dockerfile)) {
      const flag = instruction.keyword === 'RUN' ? instruction.flags.find(({ name }) => name === 'security') : undefined;
      if (flag?.value === undefined || resolved(dockerfile, instruction, flag.value) !== 'insecure') continue;
      yield { at: flag.at, key: 'insecure', message: 'This step has the rights of the builder itself.' };
    }
  },

  examples: [
    {
      name: 'all rights',
      bad: '# syntax=docker/dockerfile:1\nFROM debian:12-slim\nRUN «--security=insecure» ./build.sh\n',
      good: '# syntax=docker/dockerfile:1\nFROM debian:12-slim\nRUN --security=sandbox ./build.sh\n',
    },
  ],
});
