import { isSecretName } from '../../parse/secret/name.ts';
import { defineRule } from '../rule.ts';
import { whereItStays } from './secret-trace.ts';
import { unquoted } from './unquoted.ts';
import { argumentsOf, variablesIn } from './variables.ts';

export default defineRule({
  id: 'dockerfile/no-secret-in-label',
  title: 'A secret that is a build argument becomes a label',
  severity: 'medium',
  confidence: 'likely',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['LABEL'],
  why: 'Labels are the least hidden thing about an image: a registry shows them before the image is pulled, and every container carries them on.',
  remedy:
    'Take it out and change the secret; a step of the build that needs it gets it with `RUN --mount=type=secret`, the program at run time.',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/engine/manage-resources/labels/',
    'CIS Docker Benchmark 1.6.0, 4.10',
  ],
  equivalents: { cis: ['4.10'] },

  *check({ dockerfile, shipped }) {
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword !== 'LABEL') continue;
      for (const { name, value } of instruction.pairs) {
        if (value === undefined) continue;
        const passed = variablesIn(value.raw, dockerfile.escape).find(
          (use) => isSecretName(use.name) && argumentsOf(dockerfile).has(use.name),
        );
        if (passed === undefined) continue;
        yield {
          at: name.at,
          key: name.raw,
          message: `The label \`${unquoted(name.raw)}\` takes its value from the secret \`${passed.name}\`, which everybody then reads in ${whereItStays(dockerfile, instruction, shipped)}.`,
        };
      }
    }
  },

  examples: [
    {
      name: 'an argument that is a secret',
      bad: 'FROM node:22-slim\nARG NPM_TOKEN\nLABEL «org.example.token»="npm ${NPM_TOKEN}"\nUSER node\n',
      good: 'FROM node:22-slim\nARG REVISION\nLABEL org.opencontainers.image.revision="${REVISION}"\nUSER node\n',
    },
    {
      name: 'a variable that is no argument, and a name alone',
      good: 'FROM node:22-slim\nARG TOKEN_TTL=5\nLABEL a="$TOKEN" ttl="$TOKEN_TTL" token="$OTHER"\nUSER node\n',
    },
  ],
});
