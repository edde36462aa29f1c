import { mountRule } from './mount-rule.ts';

export default mountRule(
  {
    id: 'container/no-host-state-mount',
    title: 'Container sees the kernel’s view of the host',
    severity: 'medium',
    profile: 'default',
    why: '`/proc` shows every process of the host with its arguments and, to root, its environment; `/sys` shows its devices and control groups. Monitoring wants that; an intruder does, too.',
    remedy:
      'Remove the mount unless the program is there to watch the host; keep it read-only then, and let nobody but the monitoring reach it.',
    references: ['https://docs.docker.com/engine/storage/bind-mounts/', 'CIS Docker Benchmark 1.6.0, 5.6'],
    equivalents: { kics: ['1c1325ff-831d-43a1-973e-839ae57dfcc0'], composeLint: ['CL-0013'], cis: ['5.6'] },
    examples: [
      {
        name: 'the processes of the host',
        bad: 'services:\n  metrics:\n    image: example/metrics:1.9\n    volumes:\n      - «/proc:/host/proc:ro»\n',
        good: 'services:\n  metrics:\n    image: example/metrics:1.9\n',
      },
    ],
  },
  { grade: 'state', consequence: () => 'it sees what runs on the host' },
);
