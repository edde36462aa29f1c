import { defineRule } from '../rule.ts';
import { instructionsOf, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/copy-many-into-folder',
  title: 'Several files are copied to what does not read as a folder',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['COPY'],
  why: 'With more than one source the destination has to be a folder and end in `/`; the builder refuses the line otherwise.',
  remedy: 'End the destination in `/`.',
  references: ['https://docs.docker.com/reference/dockerfile/#copy'],
  equivalents: {
    kics: ['6db6e0c2-32a3-4a2e-93b5-72c35f4119db'],
    trivy: ['DS-0011'],
    hadolint: ['DL3021'],
  },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'COPY')) {
      if (instruction.sources.length < 2) continue;
      const destination = resolved(dockerfile, instruction, instruction.destination);
      if (/[\\/]$|^\.{1,2}$|^\$|\$\{?\w+\}?$/.test(destination)) continue;
      // The history of an image writes `file:… in /path`.
      if (instruction.sources[1]?.raw === 'in' && /^(?:file|dir|multi):/.test(instruction.sources[0]?.raw ?? '')) continue;
      yield {
        at: instruction.at,
        key: destination,
        message: `\`${destination}\` gets ${instruction.sources.length} sources and does not end in \`/\`.`,
      };
    }
  },

  examples: [
    {
      name: 'no slash',
      bad: 'FROM node:22-slim\n«COPY package.json package-lock.json /app»\n',
      good: 'FROM node:22-slim\nCOPY package.json package-lock.json /app/\n',
    },
    {
      name: 'one source, and here',
      good: 'FROM node:22-slim\nWORKDIR /app\nCOPY src /app/src\nCOPY package.json package-lock.json .\n',
    },
  ],
});
