import { platformArgs, proxyArgs } from '../../parse/dockerfile/scope.ts';
import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';
import { isGlobal, variablesIn } from './variables.ts';

export default defineRule({
  id: 'dockerfile/from-argument-declared',
  title: 'FROM uses an argument that is not declared',
  severity: 'medium',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  why: 'A variable in `FROM` has a value only if an `ARG` in front of the first `FROM` declares it. Otherwise it counts as empty, whatever is passed to the build, and the build takes another image or fails.',
  remedy: 'Declare it in front of the first `FROM`: `ARG NAME=value`.',
  references: [
    'https://docs.docker.com/reference/build-checks/undefined-arg-in-from/',
    'https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact',
  ],
  equivalents: { buildkit: ['UndefinedArgInFrom'] },

  *check({ dockerfile }) {
    for (const { from } of dockerfile.stages) {
      for (const word of [from.image, ...from.flags.flatMap(({ value }) => value ?? [])]) {
        const missing = variablesIn(word.raw, dockerfile.escape).find(
          ({ name, hasFallback }) =>
            !hasFallback && !isGlobal(dockerfile, name) && !platformArgs.has(name) && !proxyArgs.has(name),
        );
        if (missing === undefined || skipsCheck(dockerfile, from, 'UndefinedArgInFrom')) continue;
        yield {
          at: word.at,
          key: missing.name,
          message: `No ARG in front of the first FROM declares \`${missing.name}\`, so it is empty.`,
        };
      }
    }
  },

  examples: [
    {
      name: 'a name that is wrong',
      bad: 'ARG NODE_VERSION=22\nFROM «node:$NODE_VERSIN»\n',
      good: 'ARG NODE_VERSION=22\nFROM node:$NODE_VERSION\n',
    },
    { name: 'declared in a stage', bad: 'FROM node:22 AS build\nARG TAG=22-slim\nFROM «node:$TAG»\n' },
    { name: 'a default in place', good: 'FROM node:${TAG:-22-slim}\n' },
    { name: 'what the builder sets', good: 'FROM --platform=$BUILDPLATFORM golang:1.25\n' },
  ],
});
