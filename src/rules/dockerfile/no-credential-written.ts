import { copiedOn } from '../../posture/handed-on.ts';
import { defineRule } from '../rule.ts';
import { isOfImage } from './instructions.ts';
import { writtenCredentials } from './written-credential.ts';

export default defineRule({
  id: 'dockerfile/no-credential-written',
  title: 'A secret of the build is written to a file of the image',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'dockerfile',
  why: 'What a step writes is in its layer for everybody who can pull the image, even where a later line deletes it. A secret mount keeps a secret out of the image only as long as nothing copies it there, and a stage that is thrown away keeps it only as long as no `COPY --from` takes the folder along.',
  remedy:
    'Mount the file where the program looks for it, `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc …`, or delete it in the same `RUN`; copy from other stages what is needed, and not folders such as `/root`.',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/build/building/multi-stage/',
    'CIS Docker Benchmark 1.6.0, 4.10',
    'CWE-538',
  ],
  equivalents: { cis: ['4.10'] },

  *check({ dockerfile, shipped }) {
    for (const { run, command, shown, path, goneLater } of writtenCredentials(dockerfile)) {
      const { instruction } = run;
      if (isOfImage(dockerfile, instruction, shipped)) {
        yield {
          at: command.at,
          key: shown,
          message: `\`${command.name}\` writes a secret to \`${shown}\`, which stays in the layer.`,
        };
        continue;
      }
      if (path === undefined || goneLater) continue;
      const copy = copiedOn(dockerfile, instruction.stage, path, (into) => isOfImage(dockerfile, into, shipped));
      if (copy === undefined) continue;
      yield {
        at: copy.at,
        key: path,
        message: `\`${copy.raw}\` takes \`${path}\` along, to which an earlier stage writes a secret.`,
        related: [{ at: command.at, note: 'what writes it' }],
      };
    }
  },

  examples: [
    {
      name: 'taken along from another stage',
      bad: 'FROM node:22-slim AS build\nRUN --mount=type=secret,id=npm echo "//npm.example.com/:_authToken=$(cat /run/secrets/npm)" > ~/.npmrc\nRUN npm ci\nFROM node:22-slim\nCOPY --from=build «/root» /root\n',
      good: 'FROM node:22-slim AS build\nRUN --mount=type=secret,id=npm echo "//npm.example.com/:_authToken=$(cat /run/secrets/npm)" > ~/.npmrc\nRUN npm ci\nFROM node:22-slim\nCOPY --from=build /root/.cache /root/.cache\n',
    },
    {
      name: 'a login beside the code',
      bad: 'FROM python:3.13-slim AS build\nWORKDIR /app\nARG INDEX_TOKEN\nRUN echo "machine pypi.example.com login ci password ${INDEX_TOKEN}" >> .netrc\nRUN pip install .\nFROM build AS tested\nRUN pytest\nFROM python:3.13-slim\nCOPY --from=tested «/app» /app\n',
    },
    {
      name: 'in the image itself',
      bad: 'FROM node:22-slim\nRUN --mount=type=secret,id=npmrc «cp /run/secrets/npmrc /root/.npmrc» && npm ci\nRUN rm /root/.npmrc\n',
      good: 'FROM node:22-slim\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n',
    },
    {
      name: 'by the program that keeps it',
      bad: 'FROM node:22-slim\nARG NPM_TOKEN\nRUN «npm config set //npm.example.com/:_authToken $NPM_TOKEN» && npm ci\n',
    },
    {
      name: 'through a pipe',
      bad: 'FROM debian:12-slim\nRUN echo "https://ci:$GIT_TOKEN@git.example.com" | «tee -a /root/.git-credentials»\n',
    },
    {
      name: 'deleted by the step that writes it',
      good: 'FROM node:22-slim\nARG NPM_TOKEN\nRUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci && rm -f .npmrc\n',
    },
    {
      name: 'a copy in a folder that is emptied again',
      good: 'FROM debian:12-slim\nRUN --mount=type=secret,id=key cp /run/secrets/key /tmp/ && ./fetch.sh && rm /tmp/key\n',
    },
    {
      name: 'a file that names the variable, and one without a secret',
      good: `FROM node:22-slim\nRUN echo '//npm.example.com/:_authToken=\${NPM_TOKEN}' > .npmrc && echo "registry=$REGISTRY" > /root/.npmrc\n`,
    },
    {
      name: 'deleted before it is copied on',
      good: 'FROM node:22-slim AS build\nARG NPM_TOKEN\nRUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > /root/.npmrc\nRUN npm ci\nRUN rm /root/.npmrc\nFROM node:22-slim\nCOPY --from=build /root /root\n',
    },
  ],
});
