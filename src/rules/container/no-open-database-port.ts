import { openPortRule } from './port-rule.ts';

export default openPortRule(
  {
    id: 'container/no-open-database-port',
    title: 'A database is published on every network interface',
    severity: 'medium',
    why: 'Databases, caches and queues often have a weak password or none, because only their neighbours were to reach them. Published on every interface, past the host’s firewall, they are found by scanners within hours.',
    remedy: 'Remove the port, since services of one network reach each other without it, or write `127.0.0.1:` in front of it.',
    references: [
      'https://docs.docker.com/engine/network/packet-filtering-firewalls/',
      'CIS Docker Benchmark 1.6.0, 5.14',
      'OWASP Docker Security Cheat Sheet, rule 5a',
    ],
    equivalents: {
      kics: ['451d79dc-0588-476a-ad03-3c7f0320abb3'],
      composeLint: ['CL-0005'],
      dclint: ['no-unbound-port-interfaces'],
      cis: ['5.9', '5.14'],
    },
    examples: [
      {
        name: 'a database',
        bad: 'services:\n  db:\n    image: postgres:17\n    ports:\n      - «"5432:5432"»\n',
        good: 'services:\n  db:\n    image: postgres:17\n    ports:\n      - "127.0.0.1:5432:5432"\n',
      },
      { name: 'on the command line', path: 'run.sh', bad: 'docker run -p «6379:6379» redis:7.4\n' },
      { name: 'a web server', good: 'services:\n  web:\n    image: example/web:1.4\n    ports: ["8080:80"]\n' },
    ],
  },
  'inner',
);
