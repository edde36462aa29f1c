import { namespaceRule } from './namespace-rule.ts';

export default namespaceRule(
  {
    id: 'container/no-host-network',
    title: 'Container shares the host’s network',
    severity: 'high',
    why: 'In the host’s network the container reaches every service that listens on 127.0.0.1, opens any port, and is behind none of Docker’s isolation.',
    remedy:
      'Remove `network_mode: host` (`--network host`), publish the ports that are needed, and let containers talk over a network of their own.',
    references: [
      'https://docs.docker.com/engine/network/drivers/host/',
      'CIS Docker Benchmark 1.6.0, 5.10',
      'OWASP Docker Security Cheat Sheet, rule 5',
    ],
    equivalents: {
      kics: ['071a71ff-f868-47a4-ac0b-3c59e4ab5443'],
      composeLint: ['CL-0008'],
      codePathfinder: ['COMPOSE-SEC-007'],
      cis: ['5.10'],
    },
    examples: [
      {
        name: 'the host’s network',
        bad: 'services:\n  proxy:\n    image: example/proxy:2\n    network_mode: «host»\n',
        good: 'services:\n  proxy:\n    image: example/proxy:2\n    ports: ["127.0.0.1:8080:8080"]\n',
      },
      { name: 'on the command line', path: 'run.sh', bad: 'docker run -d --net=«host» example/proxy:2\n' },
      {
        name: 'a tool that ends with its command',
        path: 'run.sh',
        good: 'docker run --rm --net=host postgres:17 psql -h localhost\n',
      },
      {
        name: 'the same, written as a network of the project',
        bad: 'services:\n  proxy:\n    image: example/proxy:2\n    networks:\n      - «outer»\nnetworks:\n  outer:\n    name: host\n    external: true\n',
      },
      {
        name: 'another service’s network',
        good: 'services:\n  proxy:\n    image: example/proxy:2\n    network_mode: service:vpn\n',
      },
    ],
  },
  {
    of: 'networkMode',
    lasting: true,
    consequence: 'shares the network of the host, with everything that listens on 127.0.0.1 there',
  },
);
