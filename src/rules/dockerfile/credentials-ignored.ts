import { defineRule } from '../rule.ts';
import { builtFrom, inWords, takenAlong } from './taken-along.ts';

export default defineRule({
  id: 'dockerfile/credentials-ignored',
  title: 'A folder with credentials in it is copied into the image',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['COPY', 'ADD'],
  why: '`COPY . .` takes in whatever lies in the build folder on the machine that builds: also `.env` files and keys that are not committed. What a layer holds stays there even if a later line deletes it, for everybody who can pull the image.',
  remedy:
    'List the files in `.dockerignore` (`**/.env`, `**/*.key`), or copy by name only what the image needs; give secrets with `RUN --mount=type=secret` or when the container starts.',
  references: [
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    'https://docs.docker.com/build/building/secrets/',
    'CIS Docker Benchmark 1.6.0, 4.10',
  ],
  equivalents: { cis: ['4.10'] },

  *check(whole) {
    for (const { source, context, paths, sure } of takenAlong(whole, ({ credentials }) => credentials.map(({ path }) => path))) {
      const kinds = new Set(context.credentials.flatMap(({ path, what }) => (paths.includes(path) ? [what] : [])));
      yield {
        at: source.word.at,
        key: source.word.raw,
        message: `\`${source.instruction.keyword} ${source.word.raw}\`${builtFrom(context)} takes in ${inWords(paths)}: ${[...kinds].join(', ')}.`,
        ...(sure ? {} : { confidence: 'possible' as const }),
      };
    }
  },

  examples: [
    {
      name: 'the whole folder',
      bad: 'FROM node:22-slim\nWORKDIR /app\nCOPY «.» .\n',
      good: 'FROM node:22-slim\nWORKDIR /app\nCOPY src/ src/\n',
      files: { '.env': 'MAIL_PASSWORD=four-words-in-a-row\n', 'src/app.js': '1;\n' },
    },
    {
      name: 'a folder with a key, in the folder that Compose builds from',
      path: 'docker/app.Dockerfile',
      bad: 'FROM debian:12-slim\nCOPY «conf» /etc/app/\n',
      files: {
        'compose.yaml': 'services:\n  app:\n    build:\n      context: app\n      dockerfile: ../docker/app.Dockerfile\n',
        'app/conf/app.conf': '',
        'app/conf/server.key': '',
      },
    },
    {
      name: 'in a stage that is copied on as a whole',
      bad: 'FROM node:22-slim AS build\nWORKDIR /app\nCOPY «.» .\nRUN npm ci && npm run build\nFROM node:22-slim\nCOPY --from=build /app /app\n',
      files: { 'config/.env': 'MAIL_PASSWORD=four-words-in-a-row\n', 'package.json': '{}\n' },
    },
    {
      name: 'another folder that the build gives a name',
      bad: 'FROM node:22-slim\nCOPY --from=assets «.» /app/assets\nCOPY --from=assets logo.svg /app/\n',
      files: {
        'compose.yaml':
          'services:\n  app:\n    build:\n      context: .\n      additional_contexts:\n        assets: ./shared\n        unused: ./other\n',
        'shared/logo.svg': '',
        'shared/server.key': '',
        'other/server.key': '',
        '.dockerignore': '**/*.key\n',
      },
    },
    {
      name: 'left out in that folder',
      good: 'FROM node:22-slim\nCOPY --from=assets . /app/assets\n',
      files: {
        'build.sh': 'docker buildx build --build-context assets=shared .\n',
        'shared/server.key': '',
        'shared/.dockerignore': '*.key\n',
      },
    },
    {
      name: 'left out, or without a secret in it',
      good: 'FROM node:22-slim\nCOPY . /app\n',
      files: {
        '.dockerignore': '**/*.key\n',
        'tls/server.key': '',
        '.env': 'PORT=8080\n',
        'Dockerfile.dockerignore': '**/*.key\n',
      },
    },
    {
      name: 'in a stage that is not shipped',
      good: 'FROM node:22-slim AS build\nCOPY . /app\nFROM debian:12-slim\nCOPY --from=build /app/dist /app\n',
      files: { '.env': 'MAIL_PASSWORD=four-words-in-a-row\n', 'index.js': '' },
    },
  ],
});
