import { propagationRule } from './propagation-rule.ts';

export default propagationRule(
  {
    id: 'container/no-slave-propagation',
    title: 'Mounts made on the host appear in the container',
    severity: 'low',
    profile: 'strict',
    why: 'With slave propagation whatever is mounted on the host later, such as a disk with other data, shows up inside the container, too.',
    remedy: 'Remove the propagation mode unless the container has to follow mounts of the host.',
    references: [
      'https://docs.docker.com/engine/storage/bind-mounts/#configure-bind-propagation',
      'CIS Docker Benchmark 1.6.0, 5.20',
    ],
    equivalents: { kics: ['baa452f0-1f21-4a25-ace5-844e7a5f410d'], cis: ['5.20'] },
    examples: [
      {
        name: 'a watcher of disks',
        bad: 'services:\n  metrics:\n    image: example/metrics:1.9\n    volumes:\n      - «/srv/data:/data:ro,rslave»\n',
        good: 'services:\n  metrics:\n    image: example/metrics:1.9\n    volumes:\n      - /srv/data:/data:ro\n',
      },
    ],
  },
  ['slave', 'rslave'],
  'it sees what is mounted on the host later',
);
