import { cacheRule } from './cache-rule.ts';
import { cleansAll, fillsRpmCache } from './rpm-packages.ts';

export default cacheRule(
  {
    id: 'dockerfile/yum-cache-cleaned',
    title: 'The cache of yum stays in the image',
    remedy: 'End the same `RUN` with `yum clean all`.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#run',
      'https://man7.org/linux/man-pages/man8/yum.8.html',
    ],
    equivalents: {
      kics: ['00481784-25aa-4a55-8633-3136dfcf4f37'],
      trivy: ['DS-0015'],
      hadolint: ['DL3032'],
      semgrep: ['missing-yum-clean-all'],
      codePathfinder: ['DOCKER-BP-012'],
      terrascan: ['AC_DOCKER_0009'],
    },
    examples: [
      {
        name: 'not cleaned',
        bad: 'FROM rockylinux:8.9\n«RUN yum install -y httpd»\n',
        good: 'FROM rockylinux:8.9\nRUN yum install -y httpd && yum clean all\n',
      },
      { name: 'cleaned in front', bad: 'FROM rockylinux:8.9\n«RUN yum clean all && yum -y install httpd»\n' },
      { name: 'deleted', good: 'FROM rockylinux:8.9\nRUN yum -y install httpd && rm -rf /var/cache/yum\n' },
    ],
  },
  {
    managers: ['yum'],
    fills: fillsRpmCache,
    empties: cleansAll,
    folders: ['/var/cache/yum', '/var/cache/dnf'],
    remains: 'its cache',
  },
);
