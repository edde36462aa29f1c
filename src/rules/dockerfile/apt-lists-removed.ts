import { cacheRule } from './cache-rule.ts';
import { said } from './command-line.ts';
import type { PackageCall } from './package-call.ts';

export default cacheRule(
  {
    id: 'dockerfile/apt-lists-removed',
    title: 'The package lists and cache of apt stay in the image',
    remedy: 'End the same `RUN` with `rm -rf /var/lib/apt/lists/*`, or mount `/var/lib/apt` and `/var/cache/apt` as caches.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#apt-get',
      'https://docs.docker.com/build/cache/optimize/#use-cache-mounts',
    ],
    equivalents: {
      kics: ['df746b39-6564-4fed-bf85-e9c44382303c'],
      hadolint: ['DL3009'],
      semgrep: ['remove-package-lists', 'remove-package-cache'],
      codePathfinder: ['DOCKER-BP-014'],
      dockle: ['DKL-DI-0005'],
    },
    examples: [
      {
        name: 'nothing is deleted',
        bad: 'FROM debian:12-slim\n«RUN apt-get update» && apt-get install -y curl\n',
        good: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
      },
      { name: 'deleted too late', bad: 'FROM debian:12-slim\n«RUN apt-get update»\nRUN rm -rf /var/lib/apt/lists/*\n' },
      {
        name: 'a cache mount',
        good: 'FROM debian:12-slim\nRUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y curl\n',
      },
      {
        name: 'installed from the lists of an earlier layer',
        bad: 'FROM debian:12-slim\n«RUN apt-get install -y curl»\n',
      },
      { name: 'a package that is a file', good: 'FROM debian:12-slim\nRUN apt-get install -y ./tool.deb\n' },
      {
        name: 'a stage that is not shipped',
        good: 'FROM debian:12 AS build\nRUN apt-get update\nFROM debian:12-slim\nCOPY --from=build /app /app\n',
      },
    ],
  },
  {
    managers: ['apt-get', 'apt'],
    fills: fillsCache,
    empties: ({ verb }) => /^(?:auto|dist)?clean$/.test(verb),
    folders: ['/var/lib/apt/lists'],
    remains: 'its package lists and cache',
  },
);

/** Whether a call downloads package lists or packages; a package that is a file is not downloaded. */
function fillsCache({ verb, rest }: PackageCall): boolean {
  if (verb === 'update') return true;
  return (verb === 'install' || verb === 'build-dep') && rest.some((word) => !/^[./]|\.deb$/.test(said(word)));
}
