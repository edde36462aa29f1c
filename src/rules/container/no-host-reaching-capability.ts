import { capabilityRule } from './capability-rule.ts';

export default capabilityRule(
  {
    id: 'container/no-host-reaching-capability',
    title: 'Container holds a capability that acts on the whole host',
    severity: 'high',
    why: 'The kernel has one clock and one set of performance counters for all containers. A clock that is set wrong (`SYS_TIME`) makes certificates invalid and logs useless on the whole host; the counters (`PERFMON`) give away what other containers do.',
    references: ['https://man7.org/linux/man-pages/man7/capabilities.7.html', 'CIS Docker Benchmark 1.6.0, 5.4'],
    equivalents: { codePathfinder: ['COMPOSE-SEC-008'], composeLint: ['CL-0028'], cis: ['5.4'] },
    examples: [
      {
        name: 'SYS_TIME for a time server',
        bad: 'services:\n  ntp:\n    image: example/ntp:4\n    cap_add: [«SYS_TIME»]\n',
        good: 'services:\n  ntp:\n    image: example/ntp:4\n',
      },
    ],
  },
  { PERFMON: 'observe every process of the host', SYS_TIME: 'set the clock of the host' },
);
