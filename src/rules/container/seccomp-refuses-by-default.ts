import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/seccomp-refuses-by-default',
  title: 'The seccomp profile allows what it does not name',
  severity: 'medium',
  confidence: 'likely',
  profile: 'strict',
  subject: 'container',
  needs: ['seccomp'],
  why: 'A list of what is refused ends where its author’s knowledge does: every system call that it forgets, and every one that a later kernel brings, is open. Docker’s own profile, which it takes the place of, names what is allowed.',
  remedy: 'Set `"defaultAction": "SCMP_ACT_ERRNO"` and name what is allowed, beginning with Docker’s own profile.',
  references: ['https://docs.docker.com/engine/security/seccomp/', 'CIS Docker Benchmark 1.6.0, 5.22'],
  equivalents: { cis: ['5.22'] },

  *check({ container, posture: { seccomp } }) {
    if (seccomp?.says === undefined || !seccomp.says.allowsByDefault || !seccomp.says.refusesSome) return;
    yield {
      at: seccomp.at,
      key: seccomp.path,
      message: `${called(container)} has the seccomp profile \`${seccomp.path}\`, which allows what it does not name.`,
    };
  },

  examples: [
    {
      name: 'a list of what is refused',
      bad: 'services:\n  app:\n    image: example/app:2\n    security_opt:\n      - «seccomp:./most.json»\n',
      good: 'services:\n  app:\n    image: example/app:2\n    security_opt:\n      - seccomp:./few.json\n',
      files: {
        'most.json': '{ "defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{ "names": ["mount"], "action": "SCMP_ACT_ERRNO" }] }\n',
        'few.json': '{ "defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{ "names": ["read"], "action": "SCMP_ACT_ALLOW" }] }\n',
      },
    },
  ],
});
