import { namespaceRule } from './namespace-rule.ts';

export default namespaceRule(
  {
    id: 'container/no-host-ipc',
    title: 'Container shares the host’s shared memory',
    severity: 'medium',
    why: 'Programs of the host keep data in shared memory and trust who can reach it. With `ipc: host` the container can read and change it.',
    remedy:
      'Remove `ipc: host` (`--ipc host`); for more shared memory set `shm_size`, and to share it among containers use `ipc: shareable` on one of them.',
    references: ['https://docs.docker.com/reference/compose-file/services/#ipc', 'CIS Docker Benchmark 1.6.0, 5.17'],
    equivalents: {
      kics: ['baa3890f-bed7-46f5-ab8f-1da8fc91c729'],
      composeLint: ['CL-0010'],
      codePathfinder: ['COMPOSE-SEC-010'],
      cis: ['5.17'],
    },
    examples: [
      {
        name: 'for more shared memory',
        bad: 'services:\n  train:\n    image: example/train:1\n    ipc: «host»\n',
        good: 'services:\n  train:\n    image: example/train:1\n    shm_size: 8gb\n',
      },
    ],
  },
  { of: 'ipcMode', consequence: 'reads and writes the shared memory of the host' },
);
