import { upgradeRule } from './upgrade-rule.ts';

export default upgradeRule(
  {
    id: 'dockerfile/no-distribution-upgrade',
    title: 'The distribution is upgraded in the build',
    references: [
      'https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often',
      'https://manpages.debian.org/bookworm/apt/apt-get.8.en.html',
      'CIS Docker Benchmark 1.6.0, 4.4',
    ],
    equivalents: {
      trivy: ['DS-0024'],
      semgrep: ['avoid-apt-get-upgrade'],
      codePathfinder: ['DOCKER-BP-006'],
      dockle: ['DKL-DI-0003'],
      terrascan: ['AC_DOCKER_0052'],
    },
    examples: [
      {
        name: 'apt-get dist-upgrade',
        bad: 'FROM debian:12-slim\nRUN apt-get update && «apt-get -y dist-upgrade»\n',
        good: 'FROM debian:12.7-slim\nRUN apt-get update && apt-get install -y curl\n',
      },
      { name: 'by its other name', bad: 'FROM debian:12-slim\nRUN apt update && «apt full-upgrade -y»\n' },
    ],
  },
  { 'apt-get': ['dist-upgrade', 'full-upgrade'], apt: ['dist-upgrade', 'full-upgrade'] },
);
