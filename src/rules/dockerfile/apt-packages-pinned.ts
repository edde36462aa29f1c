import { installs, pinningReferences, pinRule } from './pin-rule.ts';

export default pinRule(
  {
    id: 'dockerfile/apt-packages-pinned',
    title: 'A package of apt is installed without a version',
    profile: 'all',
    why: 'The same Dockerfile gives another package tomorrow, so a build that worked may break or change. Distributions withdraw old versions, though, so that a pinned build breaks too: most teams pin the base image by digest instead.',
    remedy: 'Name the version (`curl=7.88.1-10*`), or leave this rule off and pin the base image by digest.',
    references: pinningReferences,
    equivalents: { kics: ['965a08d7-ef86-4f14-8792-4a3b2098937e'], hadolint: ['DL3008'] },
    examples: [
      {
        name: 'a package by its name',
        bad: 'FROM debian:12-slim\nRUN apt-get update && «apt-get install -y curl» && rm -rf /var/lib/apt/lists/*\n',
        good: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl=7.88.1-10* && rm -rf /var/lib/apt/lists/*\n',
      },
      { name: 'a local file and a release', good: 'FROM debian:12-slim\nRUN apt-get install -y ./tool.deb curl/bookworm\n' },
      { name: 'packages in a variable', good: 'FROM debian:12-slim\nARG PACKAGES\nRUN apt-get install -y $PACKAGES\n' },
    ],
  },
  { managers: ['apt-get', 'apt'], packages: installs('install'), isPinned: (text) => /[=/]|\.deb$/.test(text) },
);
