import { capabilityRule } from './capability-rule.ts';

export default capabilityRule(
  {
    id: 'container/no-strong-capability',
    title: 'Container holds a capability that reaches far beyond it',
    severity: 'high',
    why: 'These capabilities change the network, trace the kernel or restart the host. A program that is broken into keeps them.',
    references: ['https://man7.org/linux/man-pages/man7/capabilities.7.html', 'CIS Docker Benchmark 1.6.0, 5.4'],
    equivalents: { composeLint: ['CL-0011'], codePathfinder: ['COMPOSE-SEC-008'], cis: ['5.4'] },
    examples: [
      {
        name: 'NET_ADMIN',
        bad: 'services:\n  vpn:\n    image: example/vpn:3\n    cap_add:\n      - «NET_ADMIN»\n',
        good: 'services:\n  vpn:\n    image: example/vpn:3\n    cap_drop: [ALL]\n',
      },
      { name: 'only dropped', good: 'services:\n  vpn:\n    image: example/vpn:3\n    cap_drop: [NET_ADMIN]\n' },
    ],
  },
  {
    NET_ADMIN: 'reconfigure interfaces, routes and firewalls of its network, and of the host’s where that is shared',
    BPF: 'load programs into the kernel',
    SYS_BOOT: 'restart the host',
  },
);
