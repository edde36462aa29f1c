import { capabilityRule } from './capability-rule.ts';

export default capabilityRule(
  {
    id: 'container/no-disclosing-capability',
    title: 'Container may read the kernel’s log',
    severity: 'high',
    why: 'The kernel’s log holds addresses that make kernel exploits work, and messages of every other container.',
    references: ['https://man7.org/linux/man-pages/man7/capabilities.7.html', 'CIS Docker Benchmark 1.6.0, 5.4'],
    equivalents: { codePathfinder: ['COMPOSE-SEC-008'], composeLint: ['CL-0030'], cis: ['5.4'] },
    examples: [
      {
        name: 'SYSLOG for a log collector',
        bad: 'services:\n  logs:\n    image: example/logs:2\n    cap_add: [«SYSLOG»]\n',
        good: 'services:\n  logs:\n    image: example/logs:2\n',
      },
    ],
  },
  { SYSLOG: 'read and clear the kernel’s log' },
);
