import { expandWord } from '../../parse/dockerfile/expand.ts';
import { platformArgs } from '../../parse/dockerfile/scope.ts';
import { parseReference } from '../../posture/reference.ts';
import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';
import { unquoted } from './unquoted.ts';
import { variablesIn } from './variables.ts';

export default defineRule({
  id: 'dockerfile/from-argument-default',
  title: 'FROM names no image unless an argument is passed',
  severity: 'info',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['ARG'],
  why: 'Without the build argument the name of the base image is empty or ends in a colon, and the build fails with a message that does not tell why. Scanners and update bots cannot see which image is meant either.',
  remedy: 'Give the `ARG` a default, or use one in place: `FROM node:${TAG:-22.12-slim}`.',
  references: ['https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/'],
  equivalents: { buildkit: ['InvalidDefaultArgInFrom'] },

  *check({ dockerfile }) {
    if (dockerfile.globalArgs.length === 0) return;
    const defaults = new Map<string, string>();
    const declared = new Set<string>();
    for (const { pairs } of dockerfile.globalArgs) {
      for (const { name, value } of pairs) {
        declared.add(name.raw);
        if (value !== undefined) defaults.set(name.raw, expanded(unquoted(value.raw), dockerfile.escape, defaults));
      }
    }
    for (const { from } of dockerfile.stages) {
      const uses = variablesIn(from.image.raw, dockerfile.escape);
      if (!uses.some(({ name }) => declared.has(name)) || uses.some(({ name }) => platformArgs.has(name))) continue;
      const name = expanded(from.image.raw, dockerfile.escape, defaults);
      if (parseReference(name) !== undefined || skipsCheck(dockerfile, from, 'InvalidDefaultArgInFrom')) continue;
      yield {
        at: from.image.at,
        key: from.image.raw,
        message: `Without build arguments \`${from.image.raw}\` is ${name === '' ? 'empty' : `\`${name}\``}, which names no image.`,
      };
    }
  },

  examples: [
    {
      name: 'a tag without a default',
      bad: 'ARG TAG\nFROM «node:$TAG»\n',
      good: 'ARG TAG=22.12-slim\nFROM node:$TAG\n',
    },
    { name: 'the whole name', bad: 'ARG BASE\nFROM «$BASE»\n' },
    { name: 'a default in place', good: 'ARG TAG\nFROM node:${TAG:-22.12-slim}\n' },
  ],
});

function expanded(raw: string, escape: '\\' | '`', defaults: ReadonlyMap<string, string>): string {
  const expansion = expandWord(raw, (name) => defaults.get(name), escape);
  return 'value' in expansion ? expansion.value : raw;
}
