import { distance } from 'fastest-levenshtein';
import type { Dockerfile, Instruction } from '../../parse/dockerfile/ast.ts';
import { platformArgs, proxyArgs } from '../../parse/dockerfile/scope.ts';
import { parseReference } from '../../posture/reference.ts';
import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';
import { expandedWords } from './expanded-words.ts';
import { plainInstructions } from './instructions.ts';
import { argumentsOf, baseImageOf, declaredAt, variablesIn, type Declared } from './variables.ts';

/** Official images that set no variable but `PATH`, so that nothing can come from them. */
const plainImages = new Set([
  'alpine',
  'almalinux',
  'amazonlinux',
  'archlinux',
  'busybox',
  'centos',
  'debian',
  'fedora',
  'rockylinux',
  'ubuntu',
]);

export default defineRule({
  id: 'dockerfile/variable-defined',
  title: 'A variable that is not defined is used',
  severity: 'low',
  confidence: 'likely',
  profile: 'strict',
  subject: 'dockerfile',
  why: 'A variable without a value counts as empty, and the build goes on: `COPY $DIR /app` then copies everything. An `ARG` in front of the first `FROM`, or in another stage, is not there unless the stage declares it again.',
  remedy: 'Declare it in this stage (`ARG NAME`), correct its name, or give it a default (`${NAME:-value}`).',
  references: [
    'https://docs.docker.com/reference/build-checks/undefined-var/',
    'https://docs.docker.com/build/building/variables/#scoping',
  ],
  equivalents: { sonar: ['S6579'], buildkit: ['UndefinedVar'] },

  *check({ dockerfile }) {
    const elsewhere = argumentsOf(dockerfile);
    for (const instruction of plainInstructions(dockerfile)) {
      if (instruction.stage < 0) continue;
      const words = expandedWords(instruction);
      if (!words.some(({ word }) => word.raw.includes('$'))) continue;
      const declared = declaredAt(dockerfile, instruction);
      const own = new Set<string>();
      const told = new Set<string>();
      for (const { word, own: target, defines } of words) {
        for (const { name, hasFallback } of variablesIn(word.raw, dockerfile.escape)) {
          if (
            hasFallback ||
            name === target ||
            own.has(name) ||
            declared.has(name) ||
            told.has(name) ||
            name === 'PATH' ||
            proxyArgs.has(name)
          )
            continue;
          const why = reason(dockerfile, instruction, name, declared, elsewhere);
          if (why === undefined || skipsCheck(dockerfile, instruction, 'UndefinedVar')) continue;
          told.add(name);
          yield { at: word.at, key: name, message: `\`$${name}\` is empty here: ${why}.` };
        }
        if (defines !== undefined) own.add(defines);
      }
    }
  },

  examples: [
    {
      name: 'declared for FROM alone',
      bad: 'ARG VERSION=3.20\nFROM alpine:$VERSION\nLABEL version=«$VERSION»\n',
      good: 'ARG VERSION=3.20\nFROM alpine:$VERSION\nARG VERSION\nLABEL version=$VERSION\n',
    },
    { name: 'in a shell, which has variables of its own', good: 'ARG VERSION=1.2\nFROM alpine:3.20\nRUN ./install "$VERSION"\n' },
    { name: 'a misspelt name', bad: 'FROM node:22-slim\nARG ASSETS_DIR=assets\nCOPY «$ASSET_DIR» /app/\n' },
    { name: 'the platform, not asked for', bad: 'FROM node:22-slim\nCOPY «app-$TARGETARCH» /app\n' },
    { name: 'perhaps of the base image', good: 'FROM eclipse-temurin:21-jre\nENV PATH=$JAVA_HOME/bin:$PATH\n' },
    { name: 'inherited, and with a default', good: 'FROM alpine:3.20 AS base\nARG DIR=src\nFROM base\nCOPY $DIR ${TO:-/app}\n' },
  ],
});

/** Why a variable has no value for certain, as a sentence ends; undefined where the base image may set it. */
function reason(
  dockerfile: Dockerfile,
  instruction: Instruction,
  name: string,
  declared: Declared,
  elsewhere: ReadonlySet<string>,
): string | undefined {
  if (elsewhere.has(name)) return 'its ARG stands in front of the first FROM or in another stage';
  if (platformArgs.has(name)) return 'the stage does not declare it with ARG';
  const near = [...declared.names].find((other) => other.length > 3 && other !== name && distance(other, name) <= 2);
  if (near !== undefined) return `\`${near}\` is what is declared`;
  const image = baseImageOf(dockerfile, instruction);
  if (image === 'scratch') return 'nothing sets it';
  const repository = image === undefined ? undefined : parseReference(image)?.repository;
  const official = /^docker\.io\/library\/([^/]+)$/.exec(repository ?? '')?.[1];
  return official !== undefined && plainImages.has(official) ? 'neither this file nor the base image sets it' : undefined;
}
