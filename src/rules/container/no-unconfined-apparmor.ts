import { unconfinedRule } from './unconfined-rule.ts';

export default unconfinedRule(
  {
    id: 'container/no-unconfined-apparmor',
    title: 'Container runs without AppArmor',
    severity: 'high',
    why: 'On Debian, Ubuntu and SUSE, AppArmor keeps a container from mounting file systems and from the parts of `/proc` and `/sys` that change the host, even where it holds the capability.',
    remedy: 'Remove the option; where a program needs more, write a profile that allows just that.',
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
