import { mountsOf } from '../../parse/dockerfile/mounts.ts';
import { defineRule } from '../rule.ts';
import { instructionsOf } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/secret-mount-private',
  title: 'A mounted secret can be read by every user of the build',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['--mount'],
  why: 'A secret is mounted for root alone (`0400`). A mode that lets others in hands it to every process of that RUN, install scripts of packages among them.',
  remedy: 'Remove `mode=`, or give the one user that needs it the file with `uid=` and mode `0400`.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#run---mounttypesecret',
    'https://docs.docker.com/build/building/secrets/',
  ],
  equivalents: { sonar: ['S6469'] },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'RUN')) {
      for (const { type, options, at } of mountsOf(instruction)) {
        const mode = options.get('mode')?.value;
        if ((type !== 'secret' && type !== 'ssh') || mode === undefined || !/[1-7]$/.test(mode)) continue;
        const what = type === 'ssh' ? 'the SSH agent' : `secret \`${options.get('id')?.value ?? 'default'}\``;
        yield {
          at,
          key: `${type} ${options.get('id')?.value ?? ''}`,
          message: `Mode \`${mode}\` opens ${what} to every user of the build.`,
        };
      }
    }
  },

  examples: [
    {
      name: 'readable for all',
      bad: 'FROM node:22-slim\nRUN «--mount=type=secret,id=npmrc,mode=0444» npm ci\n',
      good: 'FROM node:22-slim\nRUN --mount=type=secret,id=npmrc,uid=1000,mode=0400 npm ci\n',
    },
    { name: 'the agent', bad: 'FROM node:22-slim\nRUN «--mount=type=ssh,mode=0666» npm ci\n' },
    { name: 'a cache', good: 'FROM node:22-slim\nRUN --mount=type=cache,target=/root/.npm,mode=0777 npm ci\n' },
  ],
});
