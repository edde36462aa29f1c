import { defineRule } from '../rule.ts';
import { asGranted } from './entitlement.ts';
import { instructionsOf, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/no-insecure-build',
  title: 'A build step runs without its sandbox',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['--security'],
  why: '`RUN --security=insecure` gives the step all capabilities and the devices of the builder, as `--privileged` does for a container. Whatever it downloads and runs can take over the machine that builds.',
  remedy: 'Remove the flag; where a step needs a capability, do it outside of the build, in a machine made for it.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#run---security',
    'CIS Docker Benchmark 1.6.0, 5.5',
    'OWASP Docker Security Cheat Sheet, rule 3',
  ],
  equivalents: { sonar: ['S6502'], cis: ['5.5'], dockerfileSecurity: ['core-008'] },

  *check({ dockerfile, grants }) {
    for (const instruction of instructionsOf(dockerfile, 'RUN')) {
      const flag = instruction.flags.find(({ name }) => name === 'security');
      if (flag?.value === undefined || resolved(dockerfile, instruction, flag.value) !== 'insecure') continue;
      yield {
        at: flag.at,
        key: 'insecure',
        ...asGranted('This step has the rights of the builder itself', 'security.insecure', grants),
      };
    }
  },

  examples: [
    {
      name: 'all rights',
      bad: '# syntax=docker/dockerfile:1\nFROM debian:12-slim\nRUN «--security=insecure» ./build.sh\n',
      good: '# syntax=docker/dockerfile:1\nFROM debian:12-slim\nRUN --security=sandbox ./build.sh\n',
    },
    {
      name: 'with a workflow that grants it',
      bad: 'FROM debian:12-slim\nRUN «--security=insecure» ./build.sh\n',
      files: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          allow: security.insecure\n',
      },
    },
  ],
});
