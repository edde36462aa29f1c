import { capabilityRule } from './capability-rule.ts';

export default capabilityRule(
  {
    id: 'container/no-strong-capability',
    title: 'Container holds a capability over the host’s kernel',
    severity: 'high',
    why: 'Whoever breaks into the program can load code into the kernel that every container shares (`BPF`), or switch the host off (`SYS_BOOT`): the whole container holds the capability, not just the one call that needs it.',
    references: ['https://man7.org/linux/man-pages/man7/capabilities.7.html', 'CIS Docker Benchmark 1.6.0, 5.4'],
    equivalents: { composeLint: ['CL-0011'], codePathfinder: ['COMPOSE-SEC-008'], cis: ['5.4'] },
    examples: [
      {
        name: 'BPF, and a way to restart the host',
        bad: 'services:\n  probe:\n    image: example/probe:3\n    cap_add:\n      - «BPF»\n      - «SYS_BOOT»\n',
        good: 'services:\n  probe:\n    image: example/probe:3\n    cap_drop: [ALL]\n',
      },
      { name: 'only dropped', good: 'services:\n  probe:\n    image: example/probe:3\n    cap_drop: [BPF]\n' },
    ],
  },
  {
    BPF: 'load programs into the kernel',
    SYS_BOOT: 'restart the host',
  },
);
