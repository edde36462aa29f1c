import type { Instruction } from '../../parse/dockerfile/ast.ts';
import { defineRule } from '../rule.ts';
import { runsOf } from './runs.ts';

export default defineRule({
  id: 'dockerfile/runs-merged',
  title: 'Short RUN instructions follow each other',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  why: 'Each `RUN` is a layer, and what one of them deletes stays in the layer before. Steps that belong together are smaller and clearer in one.',
  remedy: 'Join them with `&&`, or in a heredoc (`RUN <<EOF`).',
  references: ['https://docs.docker.com/build/building/best-practices/#run'],
  equivalents: { kics: ['0008c003-79aa-42d8-95b8-1c2fe37dbfe6'], hadolint: ['DL3059'], sonar: ['S7031'] },

  *check({ dockerfile }) {
    const counts = new Map<Instruction, number>(
      runsOf(dockerfile).map(({ instruction, commands }) => [instruction, commands.length]),
    );
    let previous: Instruction | undefined;
    for (const instruction of dockerfile.instructions) {
      const before = previous;
      previous = instruction.keyword === 'RUN' ? instruction : undefined;
      if (before === undefined || instruction.keyword !== 'RUN' || flagsOf(before) !== flagsOf(instruction)) continue;
      // Who joins commands in one of them most likely keeps the others apart on purpose.
      if ((counts.get(before) ?? 1) > 1 || (counts.get(instruction) ?? 1) > 1) continue;
      yield { at: instruction.at, key: 'run', message: 'This RUN could be one with the RUN before it.' };
    }
  },

  examples: [
    {
      name: 'two short ones',
      bad: 'FROM debian:12-slim\nRUN mkdir /data\n«RUN chown 1000 /data»\n',
      good: 'FROM debian:12-slim\nRUN mkdir /data && chown 1000 /data\n',
    },
    {
      name: 'with other mounts',
      good: 'FROM node:22-slim\nRUN npm run build\nRUN --mount=type=cache,target=/root/.npm npm prune\n',
    },
    { name: 'one that is joined already', good: 'FROM debian:12-slim\nRUN a && b\nRUN c\n' },
  ],
});

function flagsOf({ flags }: Instruction): string {
  return flags
    .map(({ name, value }) => `${name}=${value?.raw ?? ''}`)
    .toSorted()
    .join(' ');
}
