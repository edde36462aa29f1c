import { mountRule } from './mount-rule.ts';

export default mountRule(
  {
    id: 'container/no-host-root-mount',
    title: 'Container mounts the whole disk of the host',
    severity: 'critical',
    profile: 'default',
    why: 'The root of the host’s file system holds the password hashes, the keys, the disks of all other containers and the engine’s socket. Read-only it gives all of that away; writable it is the host.',
    remedy: 'Mount just the folders that are needed, read-only: `- /var/log/nginx:/logs:ro`.',
    references: [
      'https://docs.docker.com/engine/storage/bind-mounts/',
      'CIS Docker Benchmark 1.6.0, 5.6',
      'OWASP Docker Security Cheat Sheet, rule 8',
    ],
    equivalents: { kics: ['1c1325ff-831d-43a1-973e-839ae57dfcc0'], composeLint: ['CL-0001'], cis: ['5.6'] },
    examples: [
      {
        name: 'the whole disk, read-only',
        bad: 'services:\n  metrics:\n    image: example/metrics:1.9\n    volumes:\n      - «/:/host:ro»\n',
        good: 'services:\n  metrics:\n    image: example/metrics:1.9\n    volumes:\n      - /srv/metrics:/host/metrics:ro\n',
      },
      {
        name: 'spelled in another way',
        bad: 'services:\n  metrics:\n    image: example/metrics:1.9\n    volumes:\n      - «/etc/..:/host»\n',
      },
      { name: 'on the command line', path: 'run.sh', bad: 'docker run -v «/:/host» example/metrics:1.9\n' },
    ],
  },
  {
    grade: 'root',
    consequence: (_, { readOnly }) =>
      readOnly ? 'it reads every key and password hash, and reaches the engine’s socket' : 'it can change everything on the host',
  },
);
