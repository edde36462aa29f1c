import { defineRule } from '../rule.ts';
import { missingUser, missingUserElsewhere, missingUserReferences } from './missing-user.ts';

export default defineRule({
  id: 'dockerfile/user-set',
  title: 'Image runs as root because nothing sets a user',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'stage',
  why: 'Without `USER` the program runs as the base image’s user, which is root for about four public images in five. Root in the container is root to the kernel: one hole in the program, the runtime or a mount, and it is root on the host.',
  remedy:
    'Create a user (`RUN useradd --system --create-home app`), give it what it writes to (`COPY --chown=app`), and add `USER app` before `CMD`.',
  references: missingUserReferences,
  equivalents: { ...missingUserElsewhere, sonar: ['S6471'] },

  *check({ stage }) {
    const found = missingUser(stage, 'known');
    if (found !== undefined) yield found;
  },

  examples: [
    {
      name: 'no USER at all',
      bad: '«FROM node:22-slim»\nWORKDIR /app\nCOPY . .\nCMD ["node", "server.js"]\n',
      good: 'FROM node:22-slim\nWORKDIR /app\nCOPY --chown=node:node . .\nUSER node\nCMD ["node", "server.js"]\n',
    },
    {
      name: 'a USER in a stage that is not shipped',
      bad: 'FROM golang:1.25 AS build\nUSER 1000\nRUN go build -o /app\n«FROM debian:12-slim»\nCOPY --from=build /app /app\n',
    },
    {
      name: 'a USER inherited from an earlier stage',
      good: 'FROM node:22-slim AS base\nUSER node\nFROM base\nCMD ["node", "server.js"]\n',
    },
    {
      name: 'a base that leaves root for its own program, and starts another',
      bad: '«FROM redis:7.4»\nCOPY app /app\nENTRYPOINT ["/app"]\n',
    },
    { name: 'a server whose main process stays root', bad: '«FROM nginx:1.29»\nCOPY html /usr/share/nginx/html\n' },
    {
      name: 'a base that leaves root by itself',
      good: 'FROM redis:7.4\nCOPY redis.conf /etc/redis.conf\nCMD ["redis-server", "/etc/redis.conf"]\n',
    },
    { name: 'a base that sets one', good: 'FROM gcr.io/distroless/static-debian12:nonroot\nCOPY app /app\nCMD ["/app"]\n' },
    {
      name: 'files to take out, and nothing to start',
      good: 'FROM golang:1.25 AS build\nFROM scratch\nCOPY --from=build /out /\n',
    },
    { name: 'a base that nobody knows is another rule’s', good: 'FROM registry.example.com/base:1\nCMD ["app"]\n' },
    {
      name: 'a stage that a service is built from',
      bad: '«FROM node:22-slim AS app»\nCMD ["node", "server.js"]\n',
      files: { 'compose.yaml': 'services:\n  web:\n    build: { context: ., target: app }\n' },
    },
    { name: 'a USER inside a heredoc is no instruction', bad: '«FROM debian:12-slim»\nRUN <<EOF\nUSER app\nEOF\n' },
  ],
});
