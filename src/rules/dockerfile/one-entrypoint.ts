import { onlyLastCounts } from './only-last-counts.ts';

export default onlyLastCounts('ENTRYPOINT', {
  id: 'dockerfile/one-entrypoint',
  title: 'A stage has more than one ENTRYPOINT',
  remedy: 'Keep the one that is meant.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#entrypoint',
    'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
  ],
  equivalents: {
    kics: ['6938958b-3f1a-451c-909b-baeee14bdc97'],
    trivy: ['DS-0007'],
    hadolint: ['DL4004'],
    semgrep: ['multiple-entrypoint-instructions'],
    sonar: ['S6589'],
    buildkit: ['MultipleInstructionsDisallowed'],
    codePathfinder: ['DOCKER-COR-001'],
  },
  examples: [
    {
      name: 'two of them',
      bad: 'FROM debian:12-slim\n«ENTRYPOINT ["/migrate"]»\nENTRYPOINT ["/serve"]\n',
      good: 'FROM debian:12-slim\nENTRYPOINT ["/serve"]\n',
    },
    {
      name: 'one in each stage',
      good: 'FROM debian:12 AS build\nENTRYPOINT ["/migrate"]\nFROM debian:12-slim\nENTRYPOINT ["/serve"]\n',
    },
  ],
});
