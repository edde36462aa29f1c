import { unconfinedRule } from './unconfined-rule.ts';

export default unconfinedRule(
  {
    id: 'container/no-unmasked-paths',
    title: 'Container sees the parts of /proc and /sys that Docker hides',
    severity: 'high',
    why: 'Docker masks files such as `/proc/kcore` and makes `/proc/sys` read-only, because through them root in a container reads and changes the kernel of the host.',
    remedy: 'Remove `systempaths=unconfined`.',
    references: [
      'https://docs.docker.com/reference/cli/docker/container/run/#security-opt',
      'OWASP Docker Security Cheat Sheet, rule 6',
    ],
    equivalents: {},
    examples: [
      {
        name: 'for containers inside of containers',
        bad: 'services:\n  build:\n    image: example/build:1\n    security_opt: [«systempaths=unconfined»]\n',
        good: 'services:\n  build:\n    image: example/build:1\n',
      },
    ],
  },
  {
    off: /^systempaths[:=]\s*unconfined$/i,
    name: 'the masking of /proc and /sys',
    consequence: 'may use the parts of them that Docker hides',
  },
);
