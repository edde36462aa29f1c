import type { Dockerfile, Instruction, Stage } from '../../parse/dockerfile/ast.ts';
import { baseOf } from '../../parse/dockerfile/scope.ts';
import { defineRule } from '../rule.ts';
import { plain, plainInstructions, resolved } from './instructions.ts';
import { unquoted } from './unquoted.ts';

export default defineRule({
  id: 'dockerfile/copy-into-workdir',
  title: 'Files are copied to a relative path, and no WORKDIR says where',
  severity: 'low',
  confidence: 'possible',
  profile: 'strict',
  subject: 'dockerfile',
  why: 'A relative destination counts from `WORKDIR`. Where the file sets none, the base image decides, and another version of it may decide otherwise: the files land in `/` or wherever it starts.',
  remedy: 'Set `WORKDIR` in front, or name the destination in full.',
  references: ['https://docs.docker.com/reference/dockerfile/#copy', 'https://docs.docker.com/reference/dockerfile/#workdir'],
  equivalents: { hadolint: ['DL3045'] },

  *check({ dockerfile }) {
    for (const instruction of plainInstructions(dockerfile)) {
      if (instruction.keyword !== 'COPY' || hasWorkdir(dockerfile, instruction)) continue;
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

function hasWorkdir(dockerfile: Dockerfile, instruction: Instruction): boolean {
  const seen = new Set<number>();
  let stage: Stage | undefined = dockerfile.stages[instruction.stage];
  let before = instruction.at.span.start;
  while (stage !== undefined && !seen.has(stage.index)) {
    seen.add(stage.index);
    const limit = before;
    if (stage.instructions.some((one) => plain(one).keyword === 'WORKDIR' && one.at.span.start < limit)) return true;
    const base = baseOf(dockerfile, stage);
    stage = base.kind === 'stage' ? base.stage : undefined;
    before = Number.MAX_SAFE_INTEGER;
  }
  return false;
}
