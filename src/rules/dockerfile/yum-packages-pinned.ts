import { pinRule } from './pin-rule.ts';
import { rpmIsPinned, rpmPackages } from './rpm-packages.ts';

export default pinRule(
  {
    id: 'dockerfile/yum-packages-pinned',
    title: 'A package of yum is installed without a version',
    profile: 'all',
    why: 'The same Dockerfile gives another package tomorrow, so a build that worked may break or change.',
    remedy: 'Name the version (`httpd-2.4.57`), or leave this rule off and pin the base image by digest.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
      'https://man7.org/linux/man-pages/man8/yum.8.html',
    ],
    equivalents: { kics: ['6452c424-1d92-4deb-bb18-a03e95d579c4'], hadolint: ['DL3033'], terrascan: ['AC_DOCKER_0033'] },
    examples: [
      {
        name: 'a package by its name',
        bad: 'FROM rockylinux:8.9\nRUN «yum install -y httpd» && yum clean all\n',
        good: 'FROM rockylinux:8.9\nRUN yum install -y httpd-2.4.37 && yum clean all\n',
      },
    ],
  },
  { managers: ['yum'], packages: rpmPackages, isPinned: rpmIsPinned },
);
