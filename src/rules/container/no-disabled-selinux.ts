import { unconfinedRule } from './unconfined-rule.ts';

export default unconfinedRule(
  {
    id: 'container/no-disabled-selinux',
    title: 'Container runs without SELinux separation',
    severity: 'medium',
    why: 'A program that breaks out of the container reaches files of the host and of other containers. On Fedora and Red Hat, SELinux labels keep it from them, and have stopped real escapes.',
    remedy: 'Remove `label:disable`; to share a folder with the container, add `:z` or `:Z` to its volume.',
    references: [
      'https://docs.docker.com/engine/storage/bind-mounts/#configure-the-selinux-label',
      'CIS Docker Benchmark 1.6.0, 5.3',
      'OWASP Docker Security Cheat Sheet, rule 6',
    ],
    equivalents: {
      semgrep: ['selinux-separation-disabled'],
      composeLint: ['CL-0009'],
      codePathfinder: ['COMPOSE-SEC-012'],
      cis: ['5.3'],
    },
    examples: [
      {
        name: 'switched off, and a type that is as good as off',
        bad: 'services:\n  app:\n    image: example/app:2\n    security_opt: [«label:disable», «label=type:spc_t»]\n',
        good: 'services:\n  app:\n    image: example/app:2\n    volumes: ["./data:/data:Z"]\n',
      },
      { name: 'another label', good: 'services:\n  app:\n    image: example/app:2\n    security_opt: ["label:user:system_u"]\n' },
    ],
  },
  {
    off: /^label[:=]\s*(?:disable|type:(?:spc|unconfined)_t)$/i,
    name: 'SELinux',
    consequence: 'may reach what its labels separate',
  },
);
