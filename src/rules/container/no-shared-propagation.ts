import { propagationRule } from './propagation-rule.ts';

export default propagationRule(
  {
    id: 'container/no-shared-propagation',
    title: 'Mounts made in the container appear on the host',
    severity: 'medium',
    profile: 'default',
    why: 'What the container mounts appears on the host, over what is there: a program that is broken into can cover files that the host trusts. With shared propagation mounts are passed on in both directions.',
    remedy:
      'Remove the propagation mode, which leaves `rprivate`; where the container has to see mounts of the host, use `rslave`.',
    references: [
      'https://docs.docker.com/engine/storage/bind-mounts/#configure-bind-propagation',
      'CIS Docker Benchmark 1.6.0, 5.20',
    ],
    equivalents: { kics: ['baa452f0-1f21-4a25-ace5-844e7a5f410d'], composeLint: ['CL-0017'], cis: ['5.20'] },
    examples: [
      {
        name: 'short and long form',
        bad: 'services:\n  storage:\n    image: example/storage:2\n    volumes:\n      - «/srv/data:/data:rshared»\n      - «type: bind\n        source: $DISKS\n        target: /disks\n        bind: { propagation: shared }»\n',
        good: 'services:\n  storage:\n    image: example/storage:2\n    volumes:\n      - /srv/data:/data\n',
      },
      {
        name: 'on the command line',
        path: 'run.sh',
        bad: 'docker run --mount «type=bind,source=/srv,target=/srv,bind-propagation=rshared» example/storage:2\n',
      },
      {
        name: 'private',
        good: 'services:\n  storage:\n    image: example/storage:2\n    volumes: ["/srv/data:/data:rprivate"]\n',
      },
    ],
  },
  ['shared', 'rshared'],
  'what it mounts there is mounted on the host',
);
