import { cacheRule } from './cache-rule.ts';
import { said } from './command-line.ts';

export default cacheRule(
  {
    id: 'dockerfile/yarn-cache-cleaned',
    title: 'The cache of yarn stays in the image',
    remedy: 'End the same `RUN` with `yarn cache clean`, or mount the cache folder as a cache.',
    references: [
      'https://classic.yarnpkg.com/en/docs/cli/cache',
      'https://docs.docker.com/build/cache/optimize/#use-cache-mounts',
    ],
    equivalents: { hadolint: ['DL3060'] },
    examples: [
      {
        name: 'not cleaned',
        bad: 'FROM node:22-slim\n«RUN yarn install --frozen-lockfile»\n',
        good: 'FROM node:22-slim\nRUN yarn install --frozen-lockfile && yarn cache clean\n',
      },
      { name: 'by its name alone', bad: 'FROM node:22-slim\n«RUN yarn --frozen-lockfile»\n' },
      {
        name: 'a cache mount',
        good: 'FROM node:22-slim\nRUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn install\n',
      },
    ],
  },
  {
    managers: ['yarn'],
    fills: ({ verb, options }) =>
      verb === '' ? options.every(({ name }) => !/^(?:v|version|h|help)$/.test(name)) : verb === 'install' || verb === 'add',
    empties: ({ verb, rest }) => verb === 'cache' && rest[0] !== undefined && said(rest[0]) === 'clean',
    folders: ['/usr/local/share/.cache/yarn', '/root/.cache/yarn', '/root/.yarn', '/root/.yarn/berry/cache'],
    remains: 'its cache',
    isExempt: ({ run }) =>
      run.flags.some(
        ({ name, value }) =>
          name === 'mount' && value !== undefined && /type=(?:cache|tmpfs)/.test(value.raw) && /yarn|\.cache/.test(value.raw),
      ),
  },
);
