import { defineRule } from '../rule.ts';
import { builtFrom, inWords, pathsThat, takenAlong } from './taken-along.ts';

export default defineRule({
  id: 'dockerfile/dependencies-ignored',
  title: 'Installed dependencies of the building machine are copied into the image',
  severity: 'low',
  confidence: 'likely',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['COPY', 'ADD'],
  why: '`COPY . .` takes in the `node_modules` or the virtual environment of whoever builds: other versions than the lockfile says, programs for another system, and tools for development that nobody scans.',
  remedy: 'List these folders in `.dockerignore` (`**/node_modules`, `**/.venv`), and install inside of the build.',
  references: [
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    'https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore',
  ],
  equivalents: {},

  *check(whole) {
    for (const { source, context, paths, sure } of takenAlong(whole, installed)) {
      yield {
        at: source.word.at,
        key: source.word.raw,
        message: `\`${source.instruction.keyword} ${source.word.raw}\`${builtFrom(context)} takes in ${inWords(paths)}.`,
        ...(sure ? {} : { confidence: 'possible' as const }),
      };
    }
  },

  examples: [
    {
      name: 'the whole folder',
      bad: 'FROM node:22-slim\nWORKDIR /app\nCOPY «.» .\nRUN npm ci\n',
      good: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY src/ src/\n',
      files: { 'node_modules/left-pad/index.js': '', 'package.json': '{}\n', 'package-lock.json': '{}\n', 'src/app.js': '1;\n' },
    },
    {
      name: 'left out',
      good: 'FROM node:22-slim\nCOPY . /app\n',
      files: { 'node_modules/left-pad/index.js': '', '.dockerignore': '**/node_modules/**\n', 'index.js': '' },
    },
  ],
});

const installed = pathsThat((path) => /(?:^|\/)(?:node_modules|bower_components|\.venv|\.tox)\/$/.test(path));
