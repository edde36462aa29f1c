import { defineRule } from '../rule.ts';
import { exposureOf, rootByOmission } from './effective-root.ts';

export default defineRule({
  id: 'container/no-exposed-root',
  title: 'Container that can be attacked runs as root',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'container',
  judges: 'user',
  why: 'Strangers reach this container, or it holds parts of the host, and the program in it runs as root because neither Compose nor the image names a user. Whoever breaks in is root at once: in the container, and with one more hole or through what is mounted, on the host.',
  remedy: 'Set `user:` to a user without privileges, or `USER` in the Dockerfile; make the folders it writes to its own.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#user',
    'CIS Docker Benchmark 1.6.0, 4.1',
    'OWASP Docker Security Cheat Sheet, rule 2',
  ],
  equivalents: { cis: ['4.1'] },

  *check({ container, posture }) {
    const exposure = exposureOf(container);
    if (exposure === undefined) return;
    const found = rootByOmission(container, posture, `, and ${exposure}`);
    if (found !== undefined) yield found;
  },

  examples: [
    {
      name: 'published, and built without a user',
      bad: 'services:\n  «web»:\n    build: .\n    ports: ["8080:8080"]\n',
      good: 'services:\n  web:\n    build: .\n    user: "1000"\n    ports: ["8080:8080"]\n',
      files: { Dockerfile: 'FROM node:22-slim\nCOPY . /app\nCMD ["node", "/app/server.js"]\n' },
    },
    {
      name: 'with a folder of the host, or its network',
      bad: 'services:\n  «job»:\n    image: python:3.13-slim\n    volumes: ["/srv/data:/data"]\n  «probe»:\n    image: python:3.13-slim\n    network_mode: host\n',
    },
    {
      name: 'with the engine’s socket',
      bad: 'services:\n  «agent»:\n    image: python:3.13-slim\n    volumes: ["/var/run/docker.sock:/var/run/docker.sock"]\n',
    },
    {
      name: 'open to this machine alone, which another rule tells at a lower severity',
      good: 'services:\n  web:\n    build: .\n    ports: ["127.0.0.1:8080:8080"]\n    volumes: ["/srv/data:/data:ro"]\n',
      files: { Dockerfile: 'FROM node:22-slim\nCOPY . /app\nCMD ["node", "/app/server.js"]\n' },
    },
  ],
});
