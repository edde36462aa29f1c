import { openPortRule } from './port-rule.ts';

export default openPortRule(
  {
    id: 'container/no-port-on-all-interfaces',
    title: 'A port is published on every network interface',
    severity: 'low',
    why: 'Docker opens published ports in front of the host’s firewall: what `ufw` or `firewalld` block is reachable all the same, from every network that the machine is in.',
    remedy: 'Write the address in front of the port (`127.0.0.1:8080:80`), and let a reverse proxy face the network.',
    references: [
      'https://docs.docker.com/engine/network/packet-filtering-firewalls/',
      'CIS Docker Benchmark 1.6.0, 5.14',
      'OWASP Docker Security Cheat Sheet, rule 5a',
    ],
    equivalents: {
      kics: ['451d79dc-0588-476a-ad03-3c7f0320abb3'],
      composeLint: ['CL-0005'],
      dclint: ['no-unbound-port-interfaces'],
      cis: ['5.14'],
    },
    examples: [
      {
        name: 'short and long form',
        bad: 'services:\n  web:\n    image: example/web:1.4\n    ports:\n      - «"8080:80"»\n      - «target: 81\n        published: 8081»\n',
        good: 'services:\n  web:\n    image: example/web:1.4\n    ports:\n      - "127.0.0.1:8080:80"\n      - target: 81\n        published: 8081\n        host_ip: 127.0.0.1\n',
      },
      {
        name: 'written out, and a port that the engine chooses',
        bad: 'services:\n  web:\n    image: example/web:1.4\n    ports: [«"0.0.0.0:8080:80"», «"[::]:8081:81"», «"3000"»]\n',
      },
      {
        name: 'a variable for the port',
        bad: 'services:\n  web:\n    image: example/web:1.4\n    ports:\n      - «"${PORT}:80"»\n      - «"${WEB_PORT}"»\n',
        good: 'services:\n  web:\n    image: example/web:1.4\n    ports:\n      - "${ADDRESS}:${PORT}:80"\n      - "${WEB}"\n      - target: 81\n        published: 8081\n        host_ip: ${ADDRESS}\n',
      },
      { name: 'on the command line', path: 'run.sh', bad: 'docker run -p «8080:80» example/web:1.4\n' },
      { name: 'a port among containers', good: 'services:\n  web:\n    image: example/web:1.4\n    expose: ["80"]\n' },
      {
        name: 'the host’s network, which publishes nothing',
        good: 'services:\n  web:\n    image: example/web:1.4\n    network_mode: host\n    ports: ["80:80"]\n',
      },
    ],
  },
  'other',
);
