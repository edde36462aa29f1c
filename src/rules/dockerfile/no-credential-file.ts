import type { Dockerfile, InstructionOf } from '../../parse/dockerfile/ast.ts';
import { defineRule, type Draft } from '../rule.ts';
import { copyThatBrings } from './copied-path.ts';
import { credentialsIn, namesCredentials } from '../../parse/secret/credential-file.ts';
import { plainInstructions, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/no-credential-file',
  title: 'A file with credentials is copied into the image',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['ENV', 'ARG', 'COPY', 'ADD'],
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
      if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') yield* namedByVariable(dockerfile, instruction);
      if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') continue;
      for (const word of [...instruction.sources, instruction.destination]) {
        const path = resolved(dockerfile, instruction, word);
        const what = credentialsIn(path) ?? (path === word.raw ? undefined : credentialsIn(word.raw));
        if (what === undefined) continue;
        if (instruction.sources.some(({ raw }) => /\.pub$|\.(?:example|sample|template)$/.test(raw))) break;
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
    {
      name: 'by the variable that a program finds it with',
      bad: 'FROM debian:12-slim\nWORKDIR /app\nCOPY config ./\nENV «GOOGLE_APPLICATION_CREDENTIALS=/app/gcp.json»\n',
      good: 'FROM debian:12-slim\nWORKDIR /app\nCOPY config ./\nENV GOOGLE_APPLICATION_CREDENTIALS=/run/secrets/gcp.json\n',
    },
    { name: 'samples and public keys', good: 'FROM debian:12-slim\nCOPY .env.example .env\nCOPY id_rsa.pub /etc/ssh/\n' },
  ],
});

/** Variables that say where credentials are, if that is where files were copied to. */
function* namedByVariable(dockerfile: Dockerfile, instruction: InstructionOf<'ENV' | 'ARG'>): Iterable<Draft> {
  for (const { name, value } of instruction.pairs) {
    if (value === undefined || !namesCredentials(name.raw)) continue;
    const path = resolved(dockerfile, instruction, value);
    const copy = path === '' || path.includes('$') ? undefined : copyThatBrings(dockerfile, instruction, path);
    if (copy === undefined) continue;
    yield {
      at: { file: name.at.file, span: { start: name.at.span.start, end: value.at.span.end } },
      key: name.raw,
      confidence: 'possible',
      message: `\`${name.raw}\` looks for credentials where this file copies to, so they stay in a layer.`,
      related: [{ at: copy.at, note: 'what copies them' }],
    };
  }
}
