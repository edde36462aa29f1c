import { normalize } from 'node:path/posix';
import type { Word } from '../../parse/dockerfile/ast.ts';
import type { IgnoreFile } from '../../parse/dockerfile/ignore.ts';
import { defineRule } from '../rule.ts';
import { instructionsOf, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/no-whole-context',
  title: 'Whatever lies in the build folder is copied into the image',
  severity: 'low',
  confidence: 'possible',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['COPY', 'ADD'],
  why: '`COPY . .` and patterns take in what nobody thought of: `.env` files, keys, the history in `.git`, dumps, `node_modules` of another system. What a layer holds stays there even if a later line deletes it.',
  remedy: 'Copy the files and folders that the image needs by name, and list in `.dockerignore` everything (`**`) but those.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore',
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    'CIS Docker Benchmark 1.6.0, 4.10',
  ],
  equivalents: { sonar: ['S6470'], dockerfileSecurity: ['core-003'] },

  *check({ dockerfile, contexts }) {
    if (contexts.length > 0 && contexts.every(({ ignoreFile }) => ignoreFile !== undefined && letsInByName(ignoreFile))) return;
    for (const instruction of instructionsOf(dockerfile, 'COPY', 'ADD')) {
      if (instruction.flags.some(({ name }) => name === 'from')) continue;
      for (const source of instruction.sources) {
        const what = reach(source, resolved(dockerfile, instruction, source));
        if (what === undefined) continue;
        yield { at: source.at, key: source.raw, message: `\`${instruction.keyword} ${source.raw}\` takes in ${what}.` };
      }
    }
  },

  examples: [
    {
      name: 'the whole folder',
      bad: 'FROM node:22-slim\nWORKDIR /app\nCOPY «.» .\n',
      good: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nCOPY src/ src/\n',
    },
    { name: 'the folder above, which is the same one', bad: 'FROM node:22-slim\nCOPY «..» /app\n' },
    { name: 'everything of a kind at the top', bad: 'FROM debian:12-slim\nADD «./*» /app/\n' },
    { name: 'whatever begins alike', bad: 'FROM debian:12-slim\nCOPY «conf*» /etc/app/\n' },
    { name: 'from another stage', good: 'FROM debian:12-slim AS build\nFROM debian:12-slim\nCOPY --from=build / /\n' },
    {
      name: 'everything is left out but what is named',
      good: 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\n',
      files: { '.dockerignore': '**\n!package.json\n!src\n', 'package.json': '{}\n' },
    },
    { name: 'a pattern with a name in it', good: 'FROM node:22-slim\nCOPY package*.json ./\n' },
  ],
});

/** Whether an ignore file leaves out everything and takes back some of it. */
function letsInByName({ patterns }: IgnoreFile): boolean {
  return patterns.some(({ pattern, negated }) => !negated && /^\*{1,2}(?:\/\*{1,2})*$/.test(pattern));
}

/** What a source takes in beyond a name, in words. */
function reach({ raw }: Word, path: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path) || path.startsWith('git@')) return undefined;
  // Docker counts from the build folder whatever stands in front, and never leaves it.
  const clean = normalize(`/${path}`).replace(/^\/|\/$/g, '');
  if (clean === '') return raw === '' ? undefined : 'the whole build folder, with whatever lies in it';
  if (/^\*+(?:\/\*+)*$|^\*\.\*$/.test(clean)) return 'everything at the top of the build folder';
  return /^[^/]*\*$/.test(clean) ? 'every file and folder whose name begins so' : undefined;
}
