import { capabilityRule } from './capability-rule.ts';

export default capabilityRule(
  {
    id: 'container/no-starving-capability',
    title: 'Container holds a capability that can starve its neighbours',
    severity: 'medium',
    why: 'One program that runs wild, or is broken into, stops everything else on the host: with these capabilities it takes processor time (`SYS_NICE`), memory that is never swapped out (`IPC_LOCK`) or file leases (`LEASE`), whatever its limits say.',
    references: ['https://man7.org/linux/man-pages/man7/capabilities.7.html', 'CIS Docker Benchmark 1.6.0, 5.4'],
    equivalents: { composeLint: ['CL-0029'], cis: ['5.4'] },
    examples: [
      {
        name: 'SYS_NICE for a database',
        bad: 'services:\n  db:\n    image: example/db:8\n    cap_add: [«SYS_NICE»]\n',
        good: 'services:\n  db:\n    image: example/db:8\n',
      },
    ],
  },
  {
    SYS_NICE: 'give its processes priority over all others of the host',
    IPC_LOCK: 'lock memory that the host then cannot reclaim',
    LEASE: 'hold up other processes’ access to files',
  },
);
