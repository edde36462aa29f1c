import { installs, pinRule } from './pin-rule.ts';

export default pinRule(
  {
    id: 'dockerfile/zypper-packages-pinned',
    title: 'A package of zypper is installed without a version',
    profile: 'all',
    why: 'The same Dockerfile gives another package tomorrow, so a build that worked may break or change.',
    remedy: 'Name the version (`nginx=1.21.5`), or leave this rule off and pin the base image by digest.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
      'https://en.opensuse.org/SDB:Zypper_usage',
    ],
    equivalents: { kics: ['562952e4-0348-4dea-9826-44f3a2c6117b'], hadolint: ['DL3037'] },
    examples: [
      {
        name: 'a package by its name',
        bad: 'FROM opensuse/leap:15.6\nRUN «zypper --non-interactive install nginx» && zypper clean --all\n',
        good: 'FROM opensuse/leap:15.6\nRUN zypper --non-interactive install nginx=1.21.5 && zypper clean --all\n',
      },
    ],
  },
  { managers: ['zypper'], packages: installs('install', 'in'), isPinned: (text) => /[=<>/]|\.rpm$/.test(text) },
);
