import { textOf } from '../../parse/lines.ts';
import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';

export default defineRule({
  id: 'dockerfile/platform-not-fixed',
  title: 'FROM is tied to one platform',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['--platform'],
  why: 'With a fixed `--platform` the image is of that platform wherever it is built, even where `docker build --platform` asks for another: it then runs emulated, or not at all.',
  remedy:
    'Remove the flag and build with `docker build --platform …`; where a stage must run on the builder, write `--platform=$BUILDPLATFORM`.',
  references: [
    'https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/',
    'https://docs.docker.com/build/building/multi-platform/',
  ],
  equivalents: {
    kics: ['b16e8501-ef3c-44e1-a543-a093238099c9'],
    hadolint: ['DL3029'],
    semgrep: ['avoid-platform-with-from'],
    buildkit: ['FromPlatformFlagConstDisallowed'],
    codePathfinder: ['DOCKER-BP-027'],
    terrascan: ['AC_DOCKER_0001'],
  },

  *check({ dockerfile }) {
    for (const { from, name } of dockerfile.stages) {
      const flag = from.flags.find((one) => one.name === 'platform');
      const platform = flag?.value?.raw ?? '';
      if (flag === undefined || platform === '' || platform.includes('$')) continue;
      // A stage for each platform, chosen by its name.
      if (name !== undefined && platform.split('/').some((part) => part !== '' && name.includes(part.toLowerCase()))) continue;
      if (skipsCheck(dockerfile, from, 'FromPlatformFlagConstDisallowed')) continue;
      yield { at: flag.at, key: textOf(flag.at), message: `This stage is for \`${platform}\` whatever is asked for.` };
    }
  },

  examples: [
    {
      name: 'one platform',
      bad: 'FROM «--platform=linux/amd64» node:22-slim\n',
      good: 'FROM node:22-slim\n',
    },
    { name: 'the builder’s', good: 'FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nFROM scratch\n' },
    {
      name: 'a stage for each',
      good: 'FROM --platform=linux/amd64 debian:12 AS files-amd64\nFROM --platform=linux/arm64 debian:12 AS files-arm64\nFROM files-${TARGETARCH}\n',
    },
  ],
});
