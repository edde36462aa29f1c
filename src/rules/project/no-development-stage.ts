import { basename } from 'node:path/posix';
import { textSetting, valueAt } from '../../parse/compose/fields.ts';
import type { Service } from '../../parse/compose/project.ts';
import type { Place } from '../../model/place.ts';
import type { Dockerfile } from '../../parse/dockerfile/ast.ts';
import { withLastAnswer } from '../../parse/last-answer.ts';
import type { ContainerPosture } from '../../posture/container.ts';
import { defineRule } from '../rule.ts';

/** A word of a name, with others around it or not: `web-dev`, `test`. */
const word = (words: string): RegExp => new RegExp(`(?:^|[._-])(?:${words})(?:[._-]|$)`, 'i');
const development = word('dev|devel|develop|development|test|tests|testing|debug|e2e|lint|watch');
const production = word('prod|production|release|live|deploy|deployment');
const shipped = word('prod|production|release|runtime|runner|final|deploy|app|live');

export default defineRule({
  id: 'project/no-development-stage',
  title: 'A service is started from a stage for development or tests',
  severity: 'medium',
  confidence: 'likely',
  profile: 'strict',
  subject: 'project',
  why: 'Such a stage has compilers, debuggers and test data in it, often a server that reloads code and shows its errors to whoever asks, and often runs as root: all of it is there for an attacker, and none of it for the users.',
  remedy: 'Name the stage that is made for production: `build.target: production`.',
  references: [
    'https://docs.docker.com/build/building/multi-stage/#stop-at-a-specific-build-stage',
    'https://docs.docker.com/compose/how-tos/production/',
    'CIS Docker Benchmark 1.6.0, 4.3',
  ],
  equivalents: { cis: ['4.3'] },

  *check({ project, containers, files }) {
    const isProduction = files.some(isNamed(production)) && !isNamed(development)(files.at(-1) ?? '');
    const postures = new Map(containers.map((posture) => [posture.settings.name, posture]));
    for (const service of project.services) {
      const posture = postures.get(service.name);
      if (posture === undefined || development.test(service.name) || posture.profiles?.some((name) => development.test(name)))
        continue;
      const found = targetOf(service, isProduction) ?? lastStageOf(service, posture);
      if (found === undefined) continue;
      const { at, message, related } = found;
      yield { at, key: service.name, subject: { service: service.name }, message, related };
    }
  },

  examples: [
    {
      name: 'a file for production that takes over the target for development',
      bad: 'services:\n  web:\n    build:\n      context: .\n      target: «development»\n',
      good: 'services:\n  web:\n    build:\n      context: .\n      target: production\n',
      files: {
        'compose.prod.yaml': 'services:\n  web:\n    restart: always\n',
        Dockerfile: 'FROM node:22 AS development\nCMD ["npm", "run", "dev"]\nFROM node:22-slim AS production\nUSER node\n',
        'deploy.sh': 'docker compose -f compose.yaml -f compose.prod.yaml up -d\n',
      },
    },
    {
      name: 'no target, and the last stage is for tests',
      bad: 'services:\n  web:\n    build: «.»\n',
      good: 'services:\n  web:\n    build: { context: ., target: runtime }\n',
      files: { Dockerfile: 'FROM node:22-slim AS runtime\nUSER node\nFROM runtime AS test\nRUN npm test\n' },
    },
    {
      name: 'a file for development, a service for tests, and one that is only started for them',
      good: 'services:\n  web:\n    build: { context: ., target: development }\n  test:\n    build: { context: ., target: test }\n  checker:\n    profiles: [test]\n    build: { context: ., target: test }\n',
      files: {
        Dockerfile:
          'FROM node:22 AS development\nUSER node\nFROM node:22-slim AS production\nUSER node\nFROM production AS test\n',
      },
    },
    {
      name: 'a last stage beside which there is none for production',
      good: 'services:\n  web:\n    build: .\n',
      files: { Dockerfile: 'FROM node:22 AS base\nFROM base AS development\nUSER node\n' },
    },
  ],
});

interface Found {
  readonly at: Place;
  readonly message: string;
  readonly related: readonly { readonly at: Place; readonly note: string }[];
}

const shippedStage = withLastAnswer(({ stages }: Dockerfile) =>
  stages.find(({ name }) => name !== undefined && shipped.test(name) && !development.test(name)),
);

function isNamed(pattern: RegExp): (path: string) => boolean {
  return (path) => pattern.test(basename(path).replace(/\.ya?ml$/, ''));
}

function targetOf({ name, settings }: Service, isProduction: boolean): Found | undefined {
  const target = textSetting(valueAt(settings, 'build', 'target'));
  if (!isProduction || target.state !== 'known' || !development.test(target.value) || production.test(target.value))
    return undefined;
  return {
    at: target.at,
    message: `Service \`${name}\` is started for production from the stage \`${target.value}\`.`,
    related: [],
  };
}

function lastStageOf({ name, settings }: Service, { stage: posture }: ContainerPosture): Found | undefined {
  const build = valueAt(settings, 'build');
  if (build === undefined || posture === undefined || textSetting(valueAt(settings, 'build', 'target')).state !== 'unset')
    return undefined;
  const { stage, dockerfile } = posture;
  if (stage !== dockerfile.stages.at(-1) || stage.name === undefined || !development.test(stage.name)) return undefined;
  const meant = shippedStage(dockerfile);
  if (meant === undefined || meant === stage) return undefined;
  return {
    at: build.at,
    message: `Service \`${name}\` names no target, so it is built from the last stage, \`${stage.name}\`, and not from \`${meant.name ?? ''}\`.`,
    related: [{ at: stage.from.at, note: 'the last stage' }],
  };
}
