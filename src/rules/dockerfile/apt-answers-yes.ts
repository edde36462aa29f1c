import { assentRule } from './assent-rule.ts';
import { hasOption } from './command-line.ts';
import type { PackageCall } from './package-call.ts';

export default assentRule(
  {
    id: 'dockerfile/apt-answers-yes',
    title: 'apt-get waits for an answer',
    remedy: 'Write `apt-get install -y …`.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#apt-get',
      'https://manpages.debian.org/bookworm/apt/apt-get.8.en.html',
    ],
    equivalents: {
      kics: ['77783205-c4ca-4f80-bb80-c777f267c547'],
      trivy: ['DS-0021'],
      hadolint: ['DL3014'],
      semgrep: ['missing-assume-yes-switch'],
      codePathfinder: ['DOCKER-BP-021'],
    },
    examples: [
      {
        name: 'no -y',
        bad: 'FROM debian:12-slim\nRUN apt-get update && «apt-get install curl»\n',
        good: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\n',
      },
      {
        name: 'quiet twice says yes too',
        good: 'FROM debian:12-slim\nRUN apt-get -qq install curl && apt-get -q -q install wget\n',
      },
      { name: 'quiet once does not', bad: 'FROM debian:12-slim\nRUN «apt-get --quiet install curl»\n' },
      { name: 'somebody answers', good: 'FROM debian:12-slim\nRUN yes | apt-get install curl\n' },
    ],
  },
  { managers: ['apt-get', 'apt'], asks: ['install', 'reinstall', 'build-dep'], isGiven },
);

function isGiven(call: PackageCall): boolean {
  if (hasOption(call, 'y', 'yes', 'assume-yes', 'force-yes')) return true;
  const quiet = call.options.filter(({ name }) => name === 'q' || name === 'quiet');
  if (quiet.length > 1 || quiet.some(({ value }) => value !== undefined && Number(value) >= 2)) return true;
  return call.options.some(({ name, value }) => (name === 'o' || name === 'option') && /assume-yes|force-yes/i.test(value ?? ''));
}
