import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';
import { relativeWorkdirs } from './relative-workdir.ts';

export default defineRule({
  id: 'dockerfile/workdir-absolute',
  title: 'WORKDIR is relative to a folder that the file does not name',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['WORKDIR'],
  why: 'A relative `WORKDIR` counts from the one before. Where there is none, the base image’s counts, and a new version of it may move everything.',
  remedy: 'Write the path in full: `WORKDIR /app`.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#workdir',
    'https://docs.docker.com/reference/build-checks/workdir-relative-path/',
  ],
  equivalents: {
    kics: ['6b376af8-cfe8-49ab-a08d-f32de23661a4'],
    trivy: ['DS-0009'],
    hadolint: ['DL3000'],
    checkov: ['CKV_DOCKER_10'],
    semgrep: ['use-absolute-workdir'],
    sonar: ['S7021'],
    buildkit: ['WorkdirRelativePath'],
    codePathfinder: ['DOCKER-BP-018'],
    terrascan: ['AC_DOCKER_0013'],
    dflint: ['invalid_workdir'],
  },

  *check({ dockerfile }) {
    for (const { instruction, path, hasTop } of relativeWorkdirs(dockerfile)) {
      if (hasTop || skipsCheck(dockerfile, instruction, 'WorkdirRelativePath')) continue;
      yield { at: instruction.at, key: path, message: `Where \`${path}\` is depends on the base image.` };
    }
  },

  examples: [
    {
      name: 'relative to nothing',
      bad: 'FROM nginx:1.27\n«WORKDIR usr/share/nginx/html»\n',
      good: 'FROM nginx:1.27\nWORKDIR /usr/share/nginx/html\n',
    },
    { name: 'through a variable', bad: 'FROM nginx:1.27\nARG DIR=html\n«WORKDIR $DIR»\n' },
    { name: 'Windows', good: '# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR C:\\app\n' },
  ],
});
