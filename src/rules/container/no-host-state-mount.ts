import { mountRule } from './mount-rule.ts';

export default mountRule(
  {
    id: 'container/no-host-state-mount',
    title: 'Container sees what runs on the host',
    severity: 'medium',
    profile: 'default',
    why: 'Below `/run` lie the sockets of the host’s own services, such as its system bus; `/proc` shows every process of the host with its arguments and, to root, its environment; `/sys` shows its devices and control groups. Monitoring wants that; an intruder does, too.',
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
      {
        name: 'the system bus',
        bad: 'services:\n  hub:\n    image: example/hub:2\n    volumes:\n      - «/run/dbus:/run/dbus:ro»\n',
      },
    ],
  },
  {
    grade: 'state',
    consequence: (path) =>
      /^\/(?:var\/)?run\//.test(path) ? 'sockets of the host’s own services lie there' : 'it sees what runs on the host',
  },
);
