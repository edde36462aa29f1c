import { capabilityRule } from './capability-rule.ts';
import { sharesHostNetwork } from '../../posture/published-port.ts';

export default capabilityRule(
  {
    id: 'container/no-host-network-capability',
    title: 'Container may reconfigure the host’s network',
    severity: 'high',
    why: 'Whoever breaks into the program owns the host’s network: with `NET_ADMIN` in the network of the host it can switch the firewall off, redirect and read the traffic of the host and of every container, and take the machine off the net.',
    references: ['https://man7.org/linux/man-pages/man7/capabilities.7.html', 'CIS Docker Benchmark 1.6.0, 5.4 and 5.10'],
    equivalents: { composeLint: ['CL-0011'], codePathfinder: ['COMPOSE-SEC-008'], cis: ['5.4'] },
    examples: [
      {
        name: 'NET_ADMIN in the host’s network',
        bad: 'services:\n  vpn:\n    image: example/vpn:3\n    network_mode: host\n    cap_add:\n      - «NET_ADMIN»\n',
        good: 'services:\n  vpn:\n    image: example/vpn:3\n    ports: ["51820:51820/udp"]\n    cap_drop: [ALL]\n',
      },
      { name: 'on the command line', path: 'run.sh', bad: 'docker run --network host --cap-add «NET_ADMIN» example/vpn:3\n' },
      {
        name: 'in a network of its own, which another rule tells',
        good: 'services:\n  vpn:\n    image: example/vpn:3\n    cap_add: [NET_ADMIN]\n',
      },
    ],
  },
  { NET_ADMIN: 'reconfigure the interfaces, routes and firewall of the host' },
  sharesHostNetwork,
);
