import { cacheRule } from './cache-rule.ts';
import { hasOption } from './command-line.ts';

export default cacheRule(
  {
    id: 'dockerfile/apk-cache-off',
    title: 'apk keeps its package index in the layer',
    remedy: 'Write `apk add --no-cache …`, which needs no `apk update` and leaves nothing to delete.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#run',
      'https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper',
    ],
    equivalents: {
      kics: ['ae9c56a6-3ed1-4ac0-9b54-31267f51151d'],
      trivy: ['DS-0025'],
      hadolint: ['DL3019'],
      semgrep: ['missing-apk-no-cache'],
      codePathfinder: ['DOCKER-BP-007'],
      dockle: ['DKL-DI-0004'],
    },
    examples: [
      {
        name: 'the cache is on',
        bad: 'FROM alpine:3.20\n«RUN apk add curl»\n',
        good: 'FROM alpine:3.20\nRUN apk add --no-cache curl\n',
      },
      {
        name: 'update and deletion, which the switch makes needless',
        bad: 'FROM alpine:3.20\n«RUN apk add --update curl» && rm -rf /var/cache/apk/*\n',
      },
      { name: 'a cache mount', good: 'FROM alpine:3.20\nRUN --mount=type=cache,target=/var/cache/apk apk add curl\n' },
    ],
  },
  {
    managers: ['apk'],
    fills: (call) => call.verb === 'add' && !hasOption(call, 'no-cache'),
    empties: () => false,
    folders: ['/var/cache/apk', '/etc/apk/cache'],
    remains: 'its package index, unless something deletes it,',
    deletingIsNoWayOut: true,
  },
);
