import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/seccomp-profile-there',
  title: 'The seccomp profile is not there',
  severity: 'low',
  confidence: 'likely',
  profile: 'strict',
  subject: 'container',
  needs: ['seccomp'],
  why: 'Compose reads the file when it makes the container, and stops where it is missing. People then remove the option, or put `unconfined` in its place, to get going.',
  remedy: 'Commit the profile at the path that the option names, counted from the project’s folder.',
  references: ['https://docs.docker.com/engine/security/seccomp/'],
  equivalents: {},

  *check({ container, posture: { seccomp } }) {
    if (seccomp === undefined || seccomp.says !== undefined) return;
    yield {
      at: seccomp.at,
      key: seccomp.path,
      message: `${called(container)} asks for the seccomp profile \`${seccomp.path}\`, which does not exist.`,
    };
  },

  examples: [
    {
      name: 'another folder',
      bad: 'services:\n  app:\n    image: example/app:2\n    security_opt:\n      - «seccomp:./app.json»\n',
      good: 'services:\n  app:\n    image: example/app:2\n    security_opt:\n      - seccomp:./profiles/app.json\n',
      files: { 'profiles/app.json': '{ "defaultAction": "SCMP_ACT_ERRNO", "syscalls": [] }\n' },
    },
    {
      name: 'a command that is run from another folder may find it',
      path: 'run.sh',
      good: 'docker run --security-opt seccomp=app.json example/app:2\n',
    },
  ],
});
