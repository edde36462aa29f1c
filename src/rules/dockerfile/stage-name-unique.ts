import type { Stage } from '../../parse/dockerfile/ast.ts';
import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';

export default defineRule({
  id: 'dockerfile/stage-name-unique',
  title: 'Two stages have one name',
  severity: 'medium',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['AS'],
  why: 'A name that stands for two stages means the later one from there on. `COPY --from` and `--target` then take another stage than the reader thinks.',
  remedy: 'Give each stage a name of its own.',
  references: [
    'https://docs.docker.com/reference/build-checks/duplicate-stage-name/',
    'https://docs.docker.com/build/building/multi-stage/#name-your-build-stages',
  ],
  equivalents: {
    kics: ['f2daed12-c802-49cd-afed-fe41d0b82fed'],
    trivy: ['DS-0012'],
    hadolint: ['DL3024'],
    checkov: ['CKV_DOCKER_11'],
    semgrep: ['alias-must-be-unique'],
    buildkit: ['DuplicateStageName'],
  },

  *check({ dockerfile }) {
    const named = new Map<string, Stage>();
    for (const stage of dockerfile.stages) {
      const { name, from } = stage;
      if (name === undefined) continue;
      const first = named.get(name);
      if (first === undefined) named.set(name, stage);
      if (first === undefined || skipsCheck(dockerfile, from, 'DuplicateStageName')) continue;
      yield {
        at: from.alias?.at ?? from.at,
        key: name,
        message: `\`${name}\` is the name of an earlier stage already.`,
        related: [{ at: first.from.at, note: 'the first stage of this name' }],
      };
    }
  },

  examples: [
    {
      name: 'the same name',
      bad: 'FROM node:22 AS build\nFROM golang:1.25 AS «build»\nFROM scratch\n',
      good: 'FROM node:22 AS web\nFROM golang:1.25 AS build\nFROM scratch\n',
    },
    { name: 'in other letters', bad: 'FROM node:22 AS build\nFROM golang:1.25 AS «Build»\n' },
  ],
});
