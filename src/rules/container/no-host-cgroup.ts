import { namespaceRule } from './namespace-rule.ts';

export default namespaceRule(
  {
    id: 'container/no-host-cgroup',
    title: 'Container sees the control groups of the host',
    severity: 'low',
    why: 'With `cgroup: host` the container sees the control groups of everything on the host. Where it may also write to them, it can lift its limits, and older kernels let it run programs on the host.',
    remedy: 'Remove `cgroup: host` (`--cgroupns host`).',
    references: ['https://docs.docker.com/reference/compose-file/services/#cgroup', 'CIS Docker Benchmark 1.6.0, 5.25'],
    equivalents: { cis: ['5.25'] },
    examples: [
      {
        name: 'the host’s control groups',
        bad: 'services:\n  init:\n    image: example/init:1\n    cgroup: «host»\n',
        good: 'services:\n  init:\n    image: example/init:1\n',
      },
      { name: 'on the command line', path: 'run.sh', bad: 'docker run --cgroupns=«host» example/init:1\n' },
    ],
  },
  { of: 'cgroupMode', consequence: 'sees the control groups of the whole host' },
);
