import { onlyLastCounts } from './only-last-counts.ts';

export default onlyLastCounts('CMD', {
  id: 'dockerfile/one-command',
  title: 'A stage has more than one CMD',
  remedy: 'Keep the one that is meant.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#cmd',
    'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
  ],
  equivalents: {
    kics: ['41c195f4-fc31-4a5c-8a1b-90605538d49f'],
    trivy: ['DS-0016'],
    hadolint: ['DL4003'],
    semgrep: ['multiple-cmd-instructions'],
    sonar: ['S6589'],
    buildkit: ['MultipleInstructionsDisallowed'],
    codePathfinder: ['DOCKER-COR-003'],
    terrascan: ['AC_DOCKER_0053'],
  },
  examples: [
    {
      name: 'two of them',
      bad: 'FROM debian:12-slim\n«CMD ["/migrate"]»\nCMD ["/serve"]\n',
      good: 'FROM debian:12-slim\nCMD ["/serve"]\n',
    },
    { name: 'one in each stage', good: 'FROM debian:12 AS build\nCMD ["/migrate"]\nFROM debian:12-slim\nCMD ["/serve"]\n' },
  ],
});
