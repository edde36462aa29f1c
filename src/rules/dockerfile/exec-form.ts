import { shellOf } from '../../parse/shell/of-dockerfile.ts';
import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';
import { instructionsOf, isOfImage } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/exec-form',
  title: 'The program is started through a shell',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['CMD', 'ENTRYPOINT'],
  why: 'In shell form `/bin/sh` is the first process and the program its child. `docker stop` signals the shell, which does not pass it on: the program is killed after ten seconds instead of ending its work.',
  remedy:
    'Write a JSON array: `CMD ["node", "server.js"]`; where a shell is meant, say so with `SHELL` or `["/bin/sh", "-c", "exec …"]`.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#shell-and-exec-form',
    'https://docs.docker.com/reference/build-checks/json-args-recommended/',
  ],
  equivalents: {
    kics: ['b86987e1-6397-4619-81d5-8807f2387c79'],
    hadolint: ['DL3025'],
    semgrep: ['prefer-json-notation'],
    sonar: ['S7019'],
    buildkit: ['JSONArgsRecommended'],
    codePathfinder: ['DOCKER-BP-016'],
  },

  *check({ dockerfile, shipped }) {
    for (const instruction of instructionsOf(dockerfile, 'CMD', 'ENTRYPOINT')) {
      if (instruction.form === 'exec' || instruction.command.raw.trim() === '' || !isOfImage(dockerfile, instruction, shipped))
        continue;
      if (shellOf(dockerfile, instruction).at !== undefined || skipsCheck(dockerfile, instruction, 'JSONArgsRecommended'))
        continue;
      yield {
        at: instruction.at,
        key: instruction.keyword,
        message: `This ${instruction.keyword} starts a shell, which keeps signals from the program.`,
      };
    }
  },

  examples: [
    {
      name: 'a command line',
      bad: 'FROM node:22-slim\n«CMD node server.js»\n',
      good: 'FROM node:22-slim\nCMD ["node", "server.js"]\n',
    },
    { name: 'no quotes', bad: 'FROM node:22-slim\n«ENTRYPOINT [node, server.js]»\n' },
    {
      name: 'in a stage that is never started',
      good: 'FROM node:22 AS build\nCMD npm start\nFROM node:22-slim\nCOPY --from=build /a.js .\nCMD ["node", "a.js"]\n',
    },
    {
      name: 'in a stage that is copied from, and that Compose starts',
      bad: 'FROM node:22 AS dev\n«CMD npm start»\nFROM node:22-slim\nCOPY --from=dev /a.js .\nCMD ["node", "a.js"]\n',
      files: { 'compose.yaml': 'services:\n  web:\n    build:\n      context: .\n      target: dev\n' },
    },
    { name: 'a shell on purpose', good: 'FROM node:22\nSHELL ["/bin/bash", "-c"]\nCMD node server.js\n' },
  ],
});
