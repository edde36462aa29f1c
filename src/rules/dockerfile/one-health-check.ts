import { onlyLastCounts } from './only-last-counts.ts';

export default onlyLastCounts('HEALTHCHECK', {
  id: 'dockerfile/one-health-check',
  title: 'A stage has more than one HEALTHCHECK',
  remedy: 'Keep the one that is meant.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#healthcheck',
    'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
  ],
  equivalents: { trivy: ['DS-0023'], hadolint: ['DL3012'], buildkit: ['MultipleInstructionsDisallowed'] },
  examples: [
    {
      name: 'two of them',
      bad: 'FROM debian:12-slim\n«HEALTHCHECK CMD ["/ping"]»\nHEALTHCHECK CMD ["/ready"]\n',
      good: 'FROM debian:12-slim\nHEALTHCHECK CMD ["/ready"]\n',
    },
    {
      name: 'one in each stage',
      good: 'FROM debian:12 AS build\nHEALTHCHECK CMD ["/ping"]\nFROM debian:12-slim\nHEALTHCHECK CMD ["/ready"]\n',
    },
  ],
});
