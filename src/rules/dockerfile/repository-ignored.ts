import { defineRule } from '../rule.ts';
import { builtFrom, pathsThat, takenAlong } from './taken-along.ts';

export default defineRule({
  id: 'dockerfile/repository-ignored',
  title: 'The history of the repository is copied into the image',
  severity: 'medium',
  confidence: 'likely',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['COPY', 'ADD'],
  why: 'Whoever can pull the image has all commits of the repository, with every secret that was ever taken out of it again. `.git/config` may hold the token that the job checked out with.',
  remedy: 'Add a line `.git` to `.dockerignore`, or copy by name only what the image needs.',
  references: [
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    'https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore',
  ],
  equivalents: {},

  *check(whole) {
    for (const { source, context, sure } of takenAlong(whole, (context) => repositoryIn(context).slice(0, 1))) {
      yield {
        at: source.word.at,
        key: source.word.raw,
        message: `\`${source.instruction.keyword} ${source.word.raw}\`${builtFrom(context)} takes in \`.git\`, which no .dockerignore leaves out.`,
        ...(sure ? {} : { confidence: 'possible' as const }),
      };
    }
  },

  examples: [
    {
      name: 'the whole folder',
      bad: 'FROM node:22-slim\nWORKDIR /app\nCOPY «.» .\n',
      good: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json index.js ./\n',
      files: { '.git/config': '[core]\n', '.dockerignore': 'node_modules\n', 'index.js': '', 'package.json': '{}\n' },
    },
    {
      name: 'left out',
      good: 'FROM node:22-slim\nCOPY . /app\n',
      files: { '.git/config': '[core]\n', '.dockerignore': '.*\n', 'index.js': '' },
    },
    {
      name: 'a step that builds the commit',
      good: 'FROM node:22-slim\nCOPY . /app\n',
      files: {
        '.git/config': '[core]\n',
        'index.js': '',
        '.github/workflows/ship.yml':
          'on: push\njobs:\n  ship:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          push: true\n',
      },
    },
  ],
});

const repositoryIn = pathsThat((path) => path.startsWith('.git/'));
