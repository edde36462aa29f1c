import { unconfinedRule } from './unconfined-rule.ts';

export default unconfinedRule(
  {
    id: 'container/no-unconfined-seccomp',
    title: 'Container may use every system call',
    severity: 'high',
    why: 'An exploit that the default profile stops works in this container. Docker’s seccomp profile closes more than forty system calls that containers do not need and exploits do, and has stopped real escapes.',
    remedy: 'Remove `seccomp:unconfined`; where a program needs more system calls, write a profile that allows just those.',
    references: [
      'https://docs.docker.com/engine/security/seccomp/',
      'CIS Docker Benchmark 1.6.0, 5.22',
      'OWASP Docker Security Cheat Sheet, rule 6',
    ],
    equivalents: {
      kics: ['404fde2c-bc4b-4371-9747-7054132ac953'],
      semgrep: ['seccomp-confinement-disabled'],
      composeLint: ['CL-0009'],
      codePathfinder: ['COMPOSE-SEC-003'],
      cis: ['5.22'],
    },
    examples: [
      {
        name: 'switched off',
        bad: 'services:\n  app:\n    image: example/app:2\n    security_opt:\n      - «seccomp:unconfined»\n',
        good: 'services:\n  app:\n    image: example/app:2\n    security_opt:\n      - seccomp:./seccomp.json\n',
      },
      {
        name: 'the last option decides',
        good: 'services:\n  app:\n    image: example/app:2\n    security_opt: ["seccomp:unconfined", "seccomp:builtin"]\n',
      },
      { name: 'on the command line', path: 'run.sh', bad: 'docker run --security-opt «seccomp=unconfined» example/app:2\n' },
    ],
  },
  {
    off: /^seccomp[:=]unconfined$/i,
    last: /^seccomp[:=]/i,
    name: 'seccomp',
    consequence: 'may use every system call of the kernel',
  },
);
