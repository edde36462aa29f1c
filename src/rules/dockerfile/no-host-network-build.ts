import { defineRule } from '../rule.ts';
import { asGranted } from './entitlement.ts';
import { instructionsOf, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/no-host-network-build',
  title: 'A build step is in the network of the host',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['--network'],
  why: 'With `RUN --network=host` whatever the step downloads and runs reaches the services of the machine that builds: on its loopback address, behind its firewall, and the metadata of its cloud account.',
  remedy: 'Remove the flag; `--network=none` is right for steps that download nothing.',
  references: ['https://docs.docker.com/reference/dockerfile/#run---network', 'CIS Docker Benchmark 1.6.0, 5.10'],
  equivalents: { sonar: ['S6431'], cis: ['5.10'] },

  *check({ dockerfile, grants }) {
    for (const instruction of instructionsOf(dockerfile, 'RUN')) {
      const flag = instruction.flags.find(({ name }) => name === 'network');
      if (flag?.value === undefined || resolved(dockerfile, instruction, flag.value) !== 'host') continue;
      yield {
        at: flag.at,
        key: 'host',
        ...asGranted('This step reaches the services of the machine that builds', 'network.host', grants),
      };
    }
  },

  examples: [
    {
      name: 'the network of the host',
      bad: 'FROM debian:12-slim\nRUN «--network=host» ./test.sh\n',
      good: 'FROM debian:12-slim\nRUN --network=none ./test.sh\n',
    },
  ],
});
