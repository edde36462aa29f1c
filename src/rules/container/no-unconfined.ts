import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

const switches: readonly { readonly pattern: RegExp; readonly name: string; readonly what: string }[] = [
  { pattern: /^seccomp[:=]\s*unconfined$/i, name: 'seccomp', what: 'every system call of the kernel' },
  { pattern: /^apparmor[:=]\s*unconfined$/i, name: 'AppArmor', what: 'what AppArmor’s profile denies' },
  { pattern: /^label[:=]\s*disable$/i, name: 'SELinux', what: 'what SELinux’s labels separate' },
  {
    pattern: /^systempaths[:=]\s*unconfined$/i,
    name: 'the masking of /proc and /sys',
    what: 'the parts of /proc and /sys that Docker hides',
  },
];

export default defineRule({
  id: 'container/no-unconfined',
  title: 'A confinement of the container is switched off',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'container',
  why: 'Docker’s seccomp profile closes about fifty system calls that containers do not need and exploits do; AppArmor and SELinux keep a process from files that are not its own. Each has stopped real escapes.',
  remedy: 'Remove the option; where a program needs more, write a profile that allows just that.',
  references: [
    'https://docs.docker.com/engine/security/seccomp/',
    'CIS Docker Benchmark 1.6.0, 5.2, 5.3 and 5.22',
    'OWASP Docker Security Cheat Sheet, rule 6',
  ],
  equivalents: {
    kics: ['404fde2c-bc4b-4371-9747-7054132ac953'],
    semgrep: ['seccomp-confinement-disabled', 'selinux-separation-disabled'],
    composeLint: ['CL-0009'],
    codePathfinder: ['COMPOSE-SEC-003', 'COMPOSE-SEC-012'],
    cis: ['5.2', '5.3', '5.22'],
  },

  *check({ container }) {
    for (const { value, at } of container.securityOptions.items) {
      const found = switches.find(({ pattern }) => pattern.test(value.trim()));
      if (found)
        yield { at, key: found.name, message: `${called(container)} switches ${found.name} off and may use ${found.what}.` };
    }
  },

  examples: [
    {
      name: 'seccomp',
      bad: 'services:\n  app:\n    image: example/app:2\n    security_opt:\n      - «seccomp:unconfined»\n',
      good: 'services:\n  app:\n    image: example/app:2\n    security_opt:\n      - seccomp:./seccomp.json\n',
    },
    {
      name: 'AppArmor and SELinux',
      bad: 'services:\n  app:\n    image: example/app:2\n    security_opt: [«apparmor=unconfined», «label:disable»]\n',
    },
    { name: 'on the command line', path: 'run.sh', bad: 'docker run --security-opt «seccomp=unconfined» example/app:2\n' },
  ],
});
