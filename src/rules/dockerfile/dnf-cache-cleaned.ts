import { cacheRule } from './cache-rule.ts';
import { cleansAll, fillsRpmCache } from './rpm-packages.ts';

export default cacheRule(
  {
    id: 'dockerfile/dnf-cache-cleaned',
    title: 'The cache of dnf stays in the image',
    remedy: 'End the same `RUN` with `dnf clean all`.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#run',
      'https://dnf.readthedocs.io/en/latest/command_ref.html',
    ],
    equivalents: {
      kics: ['295acb63-9246-4b21-b441-7c1f1fb62dc0'],
      trivy: ['DS-0019'],
      hadolint: ['DL3040'],
      semgrep: ['missing-dnf-clean-all'],
      codePathfinder: ['DOCKER-BP-013'],
      terrascan: ['AC_DOCKER_00025'],
    },
    examples: [
      {
        name: 'not cleaned',
        bad: 'FROM fedora:40\n«RUN dnf install -y tar»\n',
        good: 'FROM fedora:40\nRUN dnf install -y tar && dnf clean all\n',
      },
      { name: 'cleaned in between', bad: 'FROM fedora:40\n«RUN dnf install -y tar && dnf clean all && dnf install -y gzip»\n' },
      { name: 'a cache mount', good: 'FROM fedora:40\nRUN --mount=type=cache,target=/var/cache/dnf dnf install -y tar\n' },
    ],
  },
  {
    managers: ['dnf'],
    fills: fillsRpmCache,
    empties: cleansAll,
    folders: ['/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5', '/var/cache/tdnf'],
    remains: 'its cache',
  },
);
