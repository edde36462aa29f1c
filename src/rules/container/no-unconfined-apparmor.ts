import { unconfinedRule } from './unconfined-rule.ts';

export default unconfinedRule(
  {
    id: 'container/no-unconfined-apparmor',
    title: 'Container runs without AppArmor',
    severity: 'high',
    why: 'A program that is broken into may mount file systems and write to the parts of `/proc` and `/sys` that change the host. On Debian, Ubuntu and SUSE, AppArmor forbids that even to a container that holds the capability.',
    remedy: 'Remove `apparmor:unconfined`; where a program needs more, write a profile that allows just that.',
    references: [
      'https://docs.docker.com/engine/security/apparmor/',
      'CIS Docker Benchmark 1.6.0, 5.2',
      'OWASP Docker Security Cheat Sheet, rule 6',
    ],
    equivalents: { composeLint: ['CL-0009'], cis: ['5.2'] },
    examples: [
      {
        name: 'switched off',
        bad: 'services:\n  app:\n    image: example/app:2\n    security_opt: [«apparmor=unconfined»]\n',
        good: 'services:\n  app:\n    image: example/app:2\n    security_opt: ["apparmor:docker-default"]\n',
      },
    ],
  },
  { off: /^apparmor[:=]unconfined$/i, last: /^apparmor[:=]/i, name: 'AppArmor', consequence: 'may do what its profile denies' },
);
