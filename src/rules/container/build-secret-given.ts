import { askedSecrets } from '../../posture/asked-secrets.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

/** How many secrets are told of one service. */
const toldOfService = 10;

export default defineRule({
  id: 'container/build-secret-given',
  title: 'The Dockerfile asks for a secret that the service does not give',
  severity: 'low',
  confidence: 'likely',
  profile: 'strict',
  subject: 'container',
  needs: ['stage'],
  why: 'A secret that nobody gives is simply not there: the step runs without it, and fails or, worse, goes on with less than it should have.',
  remedy: 'List the secret under `build.secrets`, with the id that the Dockerfile asks for.',
  references: [
    'https://docs.docker.com/reference/compose-file/build/#secrets',
    'https://docs.docker.com/build/building/secrets/',
  ],
  equivalents: {},

  *check({ container, posture: { stage } }) {
    if (stage === undefined || container.kind !== 'service' || container.buildSecrets.unknown.length > 0) return;
    if (!stage.builtBy.some(({ service }) => service === container.name)) return;
    const given = new Set(container.buildSecrets.items.map(({ value }) => value));
    const missing = askedSecrets(stage.dockerfile, stage.stage).filter(({ id }) => !given.has(id));
    for (const { id, required, at } of missing.slice(0, toldOfService)) {
      yield {
        at: container.at,
        key: id,
        message: `${called(container)} does not give its build the secret \`${id}\`, which ${required ? 'a step cannot do without' : 'the Dockerfile asks for'}.`,
        related: [{ at, note: 'where it is asked for' }],
      };
    }
  },

  examples: [
    {
      name: 'asked for, not given',
      bad: 'services:\n  «web»:\n    build: .\n',
      good: 'services:\n  web:\n    build:\n      context: .\n      secrets:\n        - source: registry\n          target: npm\nsecrets:\n  registry: { environment: NPM_TOKEN }\n',
      files: { Dockerfile: 'FROM node:22-slim\nRUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci\nUSER node\n' },
    },
    {
      name: 'asked for in a stage that the image takes files of',
      bad: 'services:\n  «web»:\n    build: .\n',
      files: {
        Dockerfile:
          'FROM node:22 AS build\nRUN --mount=type=secret,id=npm,required=true npm ci\nFROM node:22-slim\nCOPY --from=build /app /app\nUSER node\n',
      },
    },
    {
      name: 'asked for in a stage that it does not build',
      good: 'services:\n  web:\n    build: .\n',
      files: { Dockerfile: 'FROM node:22 AS test\nRUN --mount=type=secret,id=npm npm test\nFROM node:22-slim\nUSER node\n' },
    },
  ],
});
