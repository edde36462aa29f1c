import { isHalfOfLogin, isSecretName, isSuspectName } from '../../parse/secret/name.ts';
import { isLiteralSecret, tokenIn } from '../../parse/secret/value.ts';
import { defineRule } from '../rule.ts';
import { unquoted } from './unquoted.ts';
import { whereItStays } from './secret-trace.ts';

export default defineRule({
  id: 'dockerfile/no-secret-argument',
  title: 'A secret is to be handed over as a build argument or variable',
  severity: 'low',
  confidence: 'possible',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['ENV', 'ARG'],
  why: 'Everybody who can pull the image can read what is passed here: the value of `--build-arg` stays in the image’s history, and in the provenance that is published with it. An `ENV` that takes its value from such an argument keeps it in every container.',
  remedy: 'Use `RUN --mount=type=secret,id=NAME` and `docker build --secret id=NAME` (in Compose `build.secrets`) instead.',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    'CIS Docker Benchmark 1.6.0, 4.10',
  ],
  equivalents: {
    trivy: ['DS-0031'],
    hadolint: ['DL3064'],
    semgrep: ['secret-in-build-arg'],
    sonar: ['S6472'],
    buildkit: ['SecretsUsedInArgOrEnv'],
    codePathfinder: ['DOCKER-SEC-005'],
    cis: ['4.10'],
    dockerfileSecurity: ['core-009'],
  },

  *check({ dockerfile, shipped }) {
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG') continue;
      for (const { name, value } of instruction.pairs) {
        const text = value === undefined ? '' : unquoted(value.raw);
        const called = unquoted(name.raw);
        const mayBe = isSecretName(called) || isSuspectName(called);
        const isHalf = isHalfOfLogin(called) && tokenIn(text) === undefined;
        if (!isHalf && (!mayBe || isLiteralSecret(text))) continue;
        if (/^(?:true|false|yes|no|on|off)$/i.test(text) || /^(?:\.{0,2}\/)/.test(text)) continue;
        const how = instruction.keyword === 'ARG' ? 'build argument' : 'variable of the image';
        yield {
          at: name.at,
          key: name.raw,
          message: `\`${name.raw}\` ${isHalf ? 'is half of a login' : 'looks like a secret'} and is a ${how}: what is put there stays readable in ${whereItStays(dockerfile, instruction, shipped)}.`,
        };
      }
    }
  },

  examples: [
    {
      name: 'a token as an argument',
      bad: 'FROM node:22-slim\nARG «NPM_TOKEN»\nRUN echo "//registry.example.com/:_authToken=$NPM_TOKEN" > ~/.npmrc && npm ci\n',
      good: 'FROM node:22-slim\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n',
    },
    { name: 'passed on as a variable', bad: 'FROM node:22-slim\nENV «API_KEY»=$API_KEY_INPUT\n' },
    {
      name: 'in a stage that is copied from',
      bad: 'FROM node:22 AS build\nARG «NPM_TOKEN»\nFROM node:22-slim\nCOPY --from=build /app /app\n',
    },
    { name: 'half of a login', bad: 'FROM amazon/aws-cli:2.22.0\nARG «AWS_ACCESS_KEY_ID»\n' },
    { name: 'no secret', good: 'FROM node:22-slim\nARG NODE_VERSION\nARG TOKEN_FILE\n' },
  ],
});
