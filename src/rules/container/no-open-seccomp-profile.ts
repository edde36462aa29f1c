import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

const allowAll = '{ "defaultAction": "SCMP_ACT_ALLOW", "syscalls": [] }\n';
const allowSome =
  '{ "defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{ "names": ["read", "write", "exit_group"], "action": "SCMP_ACT_ALLOW" }] }\n';

export default defineRule({
  id: 'container/no-open-seccomp-profile',
  title: 'The seccomp profile lets every system call through',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'container',
  needs: ['seccomp'],
  why: 'It looks as if the container had a profile of its own, and it has none: what the file lets through by default and refuses nowhere is as open as `seccomp=unconfined`. Docker’s own profile, which it takes the place of, closes more than forty system calls that exploits use.',
  remedy:
    'Remove the option, which brings Docker’s profile back, or write a profile with `"defaultAction": "SCMP_ACT_ERRNO"` that names what is allowed.',
  references: ['https://docs.docker.com/engine/security/seccomp/', 'CIS Docker Benchmark 1.6.0, 5.22'],
  equivalents: { cis: ['5.22'] },

  *check({ container, posture: { seccomp } }) {
    if (seccomp?.says === undefined || !seccomp.says.allowsByDefault || seccomp.says.refusesSome) return;
    yield {
      at: seccomp.at,
      key: seccomp.path,
      message: `${called(container)} has the seccomp profile \`${seccomp.path}\`, which lets every system call through.`,
    };
  },

  examples: [
    {
      name: 'all allowed',
      bad: 'services:\n  app:\n    image: example/app:2\n    security_opt:\n      - «seccomp:./open.json»\n',
      good: 'services:\n  app:\n    image: example/app:2\n    security_opt:\n      - seccomp:./closed.json\n',
      files: { 'open.json': allowAll, 'closed.json': allowSome },
    },
    {
      name: 'on the command line',
      path: 'bin/run.sh',
      bad: 'docker run --security-opt «seccomp=open.json» example/app:2\n',
      files: { 'bin/open.json': allowAll },
    },
    {
      name: 'a later option decides, and a profile that names what it refuses is not open',
      good: 'services:\n  app:\n    image: example/app:2\n    security_opt: ["seccomp:./open.json", "seccomp:builtin"]\n  job:\n    image: example/job:2\n    security_opt: ["seccomp=./some.json"]\n',
      files: {
        'open.json': allowAll,
        'some.json': '{ "defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{ "names": ["mount"], "action": "SCMP_ACT_ERRNO" }] }\n',
      },
    },
  ],
});
