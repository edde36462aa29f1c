import { cacheRule } from './cache-rule.ts';
import { cleansAll, fillsRpmCache } from './rpm-packages.ts';

export default cacheRule(
  {
    id: 'dockerfile/microdnf-cache-cleaned',
    title: 'The cache of microdnf stays in the image',
    remedy: 'End the same `RUN` with `microdnf clean all`.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#run',
      'https://github.com/rpm-software-management/microdnf',
    ],
    equivalents: { kics: ['295acb63-9246-4b21-b441-7c1f1fb62dc0'], trivy: ['DS-0027', 'DS-0019'], hadolint: ['DL3040'] },
    examples: [
      {
        name: 'not cleaned',
        bad: 'FROM redhat/ubi9-minimal:9.4\n«RUN microdnf install -y tar»\n',
        good: 'FROM redhat/ubi9-minimal:9.4\nRUN microdnf install -y tar && microdnf clean all\n',
      },
      {
        name: 'cleaned in between',
        bad: 'FROM redhat/ubi9-minimal:9.4\n«RUN microdnf install -y tar && microdnf clean all && microdnf install -y gzip»\n',
      },
      {
        name: 'a cache mount',
        good: 'FROM redhat/ubi9-minimal:9.4\nRUN --mount=type=cache,target=/var/cache/dnf microdnf install -y tar\n',
      },
    ],
  },
  {
    managers: ['microdnf', 'tdnf'],
    fills: fillsRpmCache,
    empties: cleansAll,
    folders: ['/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5', '/var/cache/tdnf'],
    remains: 'its cache',
  },
);
