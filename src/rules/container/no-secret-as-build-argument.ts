import { textOf } from '../../parse/lines.ts';
import { isSecretName } from '../../parse/secret/name.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/no-secret-as-build-argument',
  title: 'A secret is handed to a build as an argument',
  severity: 'medium',
  confidence: 'likely',
  profile: 'default',
  subject: 'container',
  needs: ['buildArguments'],
  why: 'Everybody who can pull the image reads the secret with `docker history`: build arguments are written into the history of the image and into its provenance, wherever the value came from.',
  remedy: 'Hand it over with `build.secrets` and read it with `RUN --mount=type=secret`.',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    'CIS Docker Benchmark 1.6.0, 4.10',
  ],
  equivalents: { cis: ['4.10'] },

  *check({ container, posture }) {
    for (const { value: entry, at } of container.buildArguments.items) {
      if (entry.source !== 'outside' && entry.source !== 'inherited') continue;
      const passed = [entry.name, ...variablesOf(textOf(at))].find(isSecretName);
      if (passed === undefined) continue;
      const declared = posture.stage?.dockerfile.stages
        .flatMap(({ instructions }) => instructions)
        .flatMap((instruction) => (instruction.keyword === 'ARG' ? instruction.pairs : []))
        .find(({ name }) => name.raw === entry.name);
      yield {
        at,
        key: entry.name,
        message: `${called(container)} hands the secret \`${passed}\` to its build as an argument${passed === entry.name ? '' : `, \`${entry.name}\``}, which stays in the image.`,
        related: declared === undefined ? [] : [{ at: declared.name.at, note: 'where the Dockerfile takes it' }],
      };
    }
  },

  examples: [
    {
      name: 'a token from outside',
      bad: 'services:\n  web:\n    build:\n      context: .\n      args:\n        «NPM_TOKEN: ${NPM_TOKEN}»\n',
      good: 'services:\n  web:\n    build:\n      context: .\n      secrets: [npm]\nsecrets:\n  npm: { environment: NPM_TOKEN }\n',
      files: { Dockerfile: 'FROM node:22-slim\nARG NPM_TOKEN\nUSER node\n' },
    },
    {
      name: 'under another name',
      bad: 'services:\n  web:\n    build:\n      context: .\n      args:\n        - «INFO=${DEPLOY_TOKEN}»\n        - MODE=${TOKEN_MODE}\n',
    },
    {
      name: 'a version',
      good: 'services:\n  web:\n    build:\n      context: .\n      args: { NODE_VERSION: "${NODE_VERSION}" }\n',
    },
    {
      name: 'where the Dockerfile takes it',
      bad: 'services:\n  web:\n    build:\n      context: .\n      args:\n        VERSION: "1"\n        «API_TOKEN:»\n',
      files: { Dockerfile: 'FROM node:22-slim\nENV API_TOKEN=none\nARG VERSION\nARG API_TOKEN\nUSER node\n' },
    },
    {
      name: 'a literal, which another rule tells',
      good: 'services:\n  web:\n    build:\n      context: .\n      args:\n        API_TOKEN: letmein-2024\n',
    },
  ],
});

/** The names of the variables in a text. */
function variablesOf(written: string): readonly string[] {
  return [...written.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((found) => found[1] ?? '');
}
