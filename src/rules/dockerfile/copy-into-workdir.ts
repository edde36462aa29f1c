import type { Dockerfile } from '../../parse/dockerfile/ast.ts';
import { baseOf } from '../../parse/dockerfile/scope.ts';
import { defineRule } from '../rule.ts';
import { instructionsOf, plain, resolved } from './instructions.ts';
import { unquoted } from './unquoted.ts';

export default defineRule({
  id: 'dockerfile/copy-into-workdir',
  title: 'Files are copied to a relative path, and no WORKDIR says where',
  severity: 'low',
  confidence: 'possible',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['COPY'],
  why: 'A relative destination counts from `WORKDIR`. Where the file sets none, the base image decides, and another version of it may decide otherwise: the files land in `/` or wherever it starts.',
  remedy: 'Set `WORKDIR` in front, or name the destination in full.',
  references: ['https://docs.docker.com/reference/dockerfile/#copy', 'https://docs.docker.com/reference/dockerfile/#workdir'],
  equivalents: { hadolint: ['DL3045'] },

  *check({ dockerfile }) {
    const workdir = workdirs(dockerfile);
    for (const instruction of instructionsOf(dockerfile, 'COPY')) {
      if ((workdir.get(instruction.stage) ?? Number.POSITIVE_INFINITY) < instruction.at.span.start) continue;
      const destination = resolved(dockerfile, instruction, instruction.destination);
      if (/^["']?(?:[\\/$]|[A-Za-z]:[\\/])/.test(destination) || unquoted(instruction.destination.raw).startsWith('$')) continue;
      yield { at: instruction.at, key: destination, message: `Where \`${destination}\` is depends on the base image.` };
    }
  },

  examples: [
    {
      name: 'nobody says where',
      bad: 'FROM node:22-slim\n«COPY package.json .»\n',
      good: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json .\n',
    },
    { name: 'inherited from a stage', good: 'FROM node:22-slim AS base\nWORKDIR /app\nFROM base\nCOPY package.json ./\n' },
    { name: 'in full, and a variable', good: 'FROM node:22-slim\nARG TO\nCOPY package.json /app/\nCOPY src ${TO}/src\n' },
  ],
});

/** From where on a stage has a WORKDIR, its own or one of a stage it is made from; by the index of the stage. */
function workdirs(dockerfile: Dockerfile): ReadonlyMap<number, number> {
  const from = new Map<number, number>();
  for (const stage of dockerfile.stages) {
    const base = baseOf(dockerfile, stage);
    const own = stage.instructions.find((one) => plain(one).keyword === 'WORKDIR')?.at.span.start;
    const start = base.kind === 'stage' && from.has(base.stage.index) ? 0 : own;
    if (start !== undefined) from.set(stage.index, start);
  }
  return from;
}
