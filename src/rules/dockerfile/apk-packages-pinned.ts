import { installs, pinRule } from './pin-rule.ts';

export default pinRule(
  {
    id: 'dockerfile/apk-packages-pinned',
    title: 'A package of apk is installed without a version',
    profile: 'all',
    why: 'The same Dockerfile gives another package tomorrow. Alpine removes old versions from its mirrors within a branch, though, so that an exact pin breaks soon; the branch of the base image already bounds what can change.',
    remedy: 'Bound the version (`curl~=8.9`), or leave this rule off and pin the base image by digest.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
      'https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper',
    ],
    equivalents: { kics: ['d3499f6d-1651-41bb-a9a7-de925fea487b'], hadolint: ['DL3018'] },
    examples: [
      {
        name: 'a package by its name',
        bad: 'FROM alpine:3.20\nRUN «apk add --no-cache curl»\n',
        good: 'FROM alpine:3.20\nRUN apk add --no-cache curl~=8.9\n',
      },
      {
        name: 'the name of a group is no package',
        good: 'FROM alpine:3.20\nRUN apk add --virtual .build gcc=13.2.1_git20240309-r0\n',
      },
    ],
  },
  { managers: ['apk'], packages: installs('add'), isPinned: (text) => /[=~<>]|\.apk$/.test(text) },
);
