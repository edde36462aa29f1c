import { isRoot } from '../../posture/user.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'dockerfile/user-not-root',
  title: 'Image is told to run as root',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'stage',
  needs: ['USER'],
  why: 'The last `USER` decides who the program runs as. Root in the container is root to the kernel: one hole in the program, the runtime or a mount, and it is root on the host.',
  remedy: 'End the stage with `USER` and a user without privileges; switch to root only around the `RUN` lines that need it.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#user',
    'CIS Docker Benchmark 1.6.0, 4.1',
    'OWASP Docker Security Cheat Sheet, rule 2',
  ],
  equivalents: {
    trivy: ['DS-0002'],
    hadolint: ['DL3002'],
    kics: ['67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae'],
    checkov: ['CKV_DOCKER_8'],
    semgrep: ['last-user-is-root'],
    sonar: ['S6471'],
    dockle: ['CIS-DI-0001'],
    cis: ['4.1'],
    terrascan: ['AC_DOCKER_0005'],
  },

  *check({ stage }) {
    const user = stage.user.setting;
    if (user.state !== 'known' || !isRoot(user.value)) return;
    const explicit = stage.chain
      .flatMap(({ instructions }) => instructions)
      .find((instruction) => instruction.keyword === 'USER' && instruction.at.span.start === user.at.span.start);
    if (explicit === undefined) return;
    yield {
      at: user.at,
      message: `The image runs as root: its last USER is \`${user.value}\`.`,
      related: stage.builtBy.map(({ service, at }) => ({ at, note: `service ${service} is built from it` })),
    };
  },

  examples: [
    {
      name: 'root again at the end',
      bad: 'FROM debian:12-slim\nRUN useradd --system app\nUSER app\n«USER root»\nCMD ["/app"]\n',
      good: 'FROM debian:12-slim\nRUN useradd --system app\nUSER app\nCMD ["/app"]\n',
    },
    { name: 'by number, through a variable', bad: 'FROM debian:12-slim\nARG ID=0\n«USER $ID»\n' },
    { name: 'root in a builder stage', good: 'FROM debian:12-slim AS build\nUSER root\nFROM debian:12-slim\nUSER 1000\n' },
    { name: 'root in between', good: 'FROM jenkins/jenkins:2.479-jdk21\nUSER root\nRUN apt-get update\nUSER jenkins\n' },
  ],
});
