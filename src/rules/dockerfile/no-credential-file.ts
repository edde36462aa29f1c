import { defineRule } from '../rule.ts';
import { credentialsIn } from '../../parse/secret/credential-file.ts';
import { plainInstructions, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/no-credential-file',
  title: 'A file with credentials is copied into the image',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'dockerfile',
  why: 'A file that was copied stays in its layer even if a later line deletes it. Everybody who can pull the image, or has its cache, can take it out.',
  remedy:
    'Leave the file out (`.dockerignore`) and mount it for the step that needs it: `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc …`; use `--mount=type=ssh` for keys.',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'CIS Docker Benchmark 1.6.0, 4.10',
    'OWASP Docker Security Cheat Sheet, rule 12',
  ],
  equivalents: { trivy: ['DS-0031'], dockle: ['CIS-DI-0010'], cis: ['4.10'] },

  *check({ dockerfile }) {
    for (const instruction of plainInstructions(dockerfile)) {
      if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') continue;
      const isPublic = instruction.sources.some(({ raw }) => /\.pub$|\.(?:example|sample|template)$/.test(raw));
      for (const word of [...instruction.sources, instruction.destination]) {
        const what = credentialsIn(resolved(dockerfile, instruction, word)) ?? credentialsIn(word.raw);
        if (what === undefined || isPublic) continue;
        yield { at: word.at, key: word.raw, message: `\`${word.raw}\` holds ${what}, and stays in the layer.` };
        break;
      }
    }
  },

  examples: [
    {
      name: 'the login to a package registry',
      bad: 'FROM node:22-slim\nCOPY package.json «.npmrc» ./\nRUN npm ci && rm .npmrc\n',
      good: 'FROM node:22-slim\nCOPY package.json ./\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n',
    },
    { name: 'a key', bad: 'FROM debian:12-slim\nADD «keys/id_ed25519» /root/.ssh/\n' },
    { name: 'by where it goes', bad: 'FROM debian:12-slim\nCOPY ./config «$AWS_CONFIG_FILE»\n' },
    { name: 'samples and public keys', good: 'FROM debian:12-slim\nCOPY .env.example .env\nCOPY id_rsa.pub /etc/ssh/\n' },
  ],
});
