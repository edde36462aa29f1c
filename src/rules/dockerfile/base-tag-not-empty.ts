import { expandWord } from '../../parse/dockerfile/expand.ts';
import { baseOf, platformArgs } from '../../parse/dockerfile/scope.ts';
import { unquoted } from './unquoted.ts';
import { defineRule } from '../rule.ts';
import { isGlobal, variablesIn } from './variables.ts';

export default defineRule({
  id: 'dockerfile/base-tag-not-empty',
  title: 'The tag of the base image comes out as latest',
  severity: 'medium',
  confidence: 'likely',
  profile: 'default',
  subject: 'dockerfile',
  why: 'The variable that should bring the tag has no value where `FROM` looks for it. What is left names no version, which means `latest`: another image tomorrow.',
  remedy: 'Declare the variable in front of the first `FROM`, with a version as its default: `ARG TAG=22.12-slim`.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact',
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'CIS Docker Benchmark 1.6.0, 4.2',
  ],
  equivalents: { trivy: ['DS-0001'], cis: ['4.2'] },

  *check({ dockerfile }) {
    /** The defaults that an ARG further up gives, although FROM does not see them. */
    const defaults = new Map<string, string>();
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword === 'ARG')
        for (const { name, value } of instruction.pairs) if (value !== undefined) defaults.set(name.raw, unquoted(value.raw));
      const stage = instruction.keyword === 'FROM' ? dockerfile.stages[instruction.stage] : undefined;
      if (stage === undefined) continue;
      const { image } = stage.from;
      if (!image.raw.includes('$') || baseOf(dockerfile, stage).kind !== 'unknown') continue;
      const uses = variablesIn(image.raw, dockerfile.escape);
      if (uses.length === 0 || uses.some(({ name }) => isGlobal(dockerfile, name) || platformArgs.has(name))) continue;
      const meant = expandWord(image.raw, (name) => defaults.get(name) ?? '', dockerfile.escape);
      if (!('value' in meant) || !/[^:@]/.test(meant.value) || meant.value.includes('@')) continue;
      const tag = /:([^/]*)$/.exec(meant.value)?.[1];
      if (tag === undefined || tag === '' || tag === 'latest')
        yield { at: image.at, key: 'tag', message: `\`${image.raw}\` comes out without a version, which means \`latest\`.` };
    }
  },

  examples: [
    {
      name: 'nobody declares it',
      bad: 'FROM «alpine$TAG»\n',
      good: 'ARG TAG=:3.20\nFROM alpine$TAG\n',
    },
    { name: 'declared too late', bad: 'FROM scratch AS files\nARG TAG=latest\nFROM «alpine:$TAG»\n' },
    { name: 'the whole name from outside', good: 'ARG BASE\nFROM $BASE\n' },
  ],
});
