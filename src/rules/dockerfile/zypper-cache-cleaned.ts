import { cacheRule } from './cache-rule.ts';

export default cacheRule(
  {
    id: 'dockerfile/zypper-cache-cleaned',
    title: 'The cache of zypper stays in the image',
    remedy: 'End the same `RUN` with `zypper clean --all`.',
    references: ['https://docs.docker.com/build/building/best-practices/#run', 'https://en.opensuse.org/SDB:Zypper_usage'],
    equivalents: {
      kics: ['38300d1a-feb2-4a48-936a-d1ef1cd24313'],
      trivy: ['DS-0020'],
      hadolint: ['DL3036'],
      semgrep: ['missing-zypper-clean'],
      codePathfinder: ['DOCKER-BP-020'],
    },
    examples: [
      {
        name: 'not cleaned',
        bad: 'FROM opensuse/leap:15.6\n«RUN zypper -n install nginx»\n',
        good: 'FROM opensuse/leap:15.6\nRUN zypper -n install nginx && zypper clean --all\n',
      },
      { name: 'the short names', good: 'FROM opensuse/leap:15.6\nRUN zypper -n in nginx && zypper cc -a\n' },
    ],
  },
  {
    managers: ['zypper'],
    fills: ({ verb }) => ['install', 'in', 'remove', 'rm', 'source-install', 'si', 'patch'].includes(verb),
    empties: ({ verb }) => verb === 'clean' || verb === 'cc',
    folders: ['/var/cache/zypp'],
    remains: 'its cache',
  },
);
