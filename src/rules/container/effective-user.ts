import { defineRule } from '../rule.ts';
import { exposureOf, rootByOmission } from './effective-root.ts';

export default defineRule({
  id: 'container/effective-user',
  title: 'Container ends up running as root',
  severity: 'medium',
  confidence: 'likely',
  profile: 'default',
  subject: 'container',
  judges: 'user',
  why: 'Neither the container nor the image behind it names a user, so the program runs as root. Root in the container is root to the kernel: one hole in the program, the runtime or a mount, and it is root on the host.',
  remedy: 'Set `user:` to a user without privileges, or `USER` in the Dockerfile; make the folders it writes to its own.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#user',
    'CIS Docker Benchmark 1.6.0, 4.1',
    'OWASP Docker Security Cheat Sheet, rule 2',
  ],
  equivalents: { cis: ['4.1'] },

  *check({ container, posture }) {
    if (exposureOf(container) !== undefined) return;
    const found = rootByOmission(container, posture);
    if (found !== undefined) yield found;
  },

  examples: [
    {
      name: 'built from a stage without a user',
      bad: 'services:\n  «web»:\n    build: .\n',
      good: 'services:\n  web:\n    build: .\n    user: "1000"\n',
      files: { Dockerfile: 'FROM node:22-slim\nCOPY . /app\nCMD ["node", "/app/server.js"]\n' },
    },
    {
      name: 'the stage that the target selects decides',
      bad: 'services:\n  «web»:\n    build:\n      context: .\n      target: dev\n',
      files: { Dockerfile: 'FROM node:22-slim AS dev\nCMD ["node", "--watch", "server.js"]\nFROM node:22-slim\nUSER node\n' },
    },
    {
      name: 'a user inherited from an earlier stage',
      good: 'services:\n  web:\n    build: .\n',
      files: { Dockerfile: 'FROM node:22-slim AS base\nUSER node\nFROM base\nCMD ["node", "server.js"]\n' },
    },
    { name: 'an image that is known to run as root', bad: 'services:\n  «job»:\n    image: python:3.13-slim\n' },
    { name: 'an image that leaves root by itself', good: 'services:\n  db:\n    image: postgres:17\n' },
    { name: 'an image that nobody knows is no guess', good: 'services:\n  web:\n    image: registry.example.com/shop/web:1.4\n' },
    {
      name: 'an empty user is none, and a USER that goes back to root',
      bad: 'services:\n  «job»:\n    image: python:3.13-slim\n    user: ""\n  «db»:\n    build: .\n',
      files: { Dockerfile: 'FROM postgres:17\nUSER root\n' },
    },
    {
      name: 'what another rule tells, and an image that leaves root by itself',
      good: 'services:\n  job:\n    image: python:3.13-slim\n    user: root\n  db:\n    build: .\n  web:\n    image: ${IMAGE}\n',
      files: { Dockerfile: 'FROM postgres:17\nLABEL a=b\n' },
    },
    {
      name: 'on the command line, with or without a port',
      path: 'run.sh',
      bad: '«docker run -d -p 8080:80 python:3.13-slim»\n«docker run -d python:3.13-slim»\ndocker run --rm python:3.13-slim\n',
    },
  ],
});
