import { defineRule } from '../rule.ts';
import { packageCalls } from './package-call.ts';

export default defineRule({
  id: 'dockerfile/apt-get-in-scripts',
  title: 'apt is used where apt-get is meant',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['apt'],
  why: 'The build may break with the next version of `apt`, which is made for people at a terminal and says itself that its options and output may change. `apt-get` is the one for scripts.',
  remedy: 'Write `apt-get` (or `apt-cache`).',
  references: ['https://manpages.debian.org/bookworm/apt/apt.8.en.html'],
  equivalents: {
    kics: ['b84a0b47-2e99-4c9f-8933-98bcabe2b94d', 'a1bc27c6-7115-48d8-bf9d-5a7e836845ba'],
    hadolint: ['DL3027'],
    checkov: ['CKV_DOCKER_9'],
    semgrep: ['prefer-apt-get'],
    codePathfinder: ['DOCKER-BP-023'],
    terrascan: ['AC_DOCKER_0002'],
  },

  *check({ dockerfile }) {
    for (const { command, verb } of packageCalls(dockerfile, 'apt')) {
      yield { at: command.at, key: verb, message: '`apt` is for people; its output and options may change.' };
    }
  },

  examples: [
    {
      name: 'in a RUN',
      bad: 'FROM debian:12-slim\nRUN «apt update» && «apt install -y curl»\n',
      good: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\n',
    },
  ],
});
