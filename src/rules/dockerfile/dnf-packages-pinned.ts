import { pinRule } from './pin-rule.ts';
import { rpmIsPinned, rpmPackages } from './rpm-packages.ts';

export default pinRule(
  {
    id: 'dockerfile/dnf-packages-pinned',
    title: 'A package of dnf is installed without a version',
    profile: 'all',
    why: 'The same Dockerfile gives another package tomorrow, so a build that worked may break or change.',
    remedy: 'Name the version (`httpd-2.4.58`), or leave this rule off and pin the base image by digest.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
      'https://dnf.readthedocs.io/en/latest/command_ref.html',
    ],
    equivalents: { kics: ['93d88cf7-f078-46a8-8ddc-178e03aeacf1'], hadolint: ['DL3041'] },
    examples: [
      {
        name: 'a package by its name',
        bad: 'FROM fedora:40\nRUN «dnf install -y httpd» && dnf clean all\n',
        good: 'FROM fedora:40\nRUN dnf install -y httpd-2.4.58 && dnf clean all\n',
      },
      {
        name: 'a module',
        bad: 'FROM fedora:40\nRUN «dnf module install -y nodejs»\n',
        good: 'FROM fedora:40\nRUN dnf module install -y nodejs:20\n',
      },
      { name: 'the small one', bad: 'FROM redhat/ubi9-minimal:9.4\nRUN «microdnf install -y tar» && microdnf clean all\n' },
    ],
  },
  { managers: ['dnf', 'microdnf', 'tdnf'], packages: rpmPackages, isPinned: rpmIsPinned },
);
