import { capabilityRule } from './capability-rule.ts';
import { sharesHostNetwork } from '../../posture/published-port.ts';

export default capabilityRule(
  {
    id: 'container/no-network-capability',
    title: 'Container may reconfigure its network',
    severity: 'medium',
    why: 'With `NET_ADMIN` a program that is broken into can redirect and read the traffic of its network, take down its firewall, and reach parts of the kernel (netfilter, traffic control) in which most of the holes of recent years were found. VPN clients need it; hardly anything else does.',
    references: ['https://man7.org/linux/man-pages/man7/capabilities.7.html', 'CIS Docker Benchmark 1.6.0, 5.4'],
    equivalents: { composeLint: ['CL-0011'], codePathfinder: ['COMPOSE-SEC-008'], cis: ['5.4'] },
    examples: [
      {
        name: 'NET_ADMIN',
        bad: 'services:\n  vpn:\n    image: example/vpn:3\n    cap_add:\n      - «NET_ADMIN»\n',
        good: 'services:\n  vpn:\n    image: example/vpn:3\n    cap_drop: [ALL]\n',
      },
      {
        name: 'in the host’s network, which another rule tells',
        good: 'services:\n  vpn:\n    image: example/vpn:3\n    network_mode: host\n    cap_add: [NET_ADMIN]\n',
      },
    ],
  },
  { NET_ADMIN: 'reconfigure interfaces, routes and firewalls of its network' },
  (container) => !sharesHostNetwork(container),
);
