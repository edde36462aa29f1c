import { namespaceRule } from './namespace-rule.ts';

export default namespaceRule(
  {
    id: 'container/no-host-pid',
    title: 'Container shares the host’s processes',
    severity: 'high',
    why: 'The container sees every process of the host with its arguments and environment, can signal them, and reaches the host’s file system through `/proc/1/root` where it runs as root.',
    remedy: 'Remove `pid: host` (`--pid host`); to watch one container share its processes alone (`pid: "container:NAME"`).',
    references: ['https://docs.docker.com/reference/compose-file/services/#pid', 'CIS Docker Benchmark 1.6.0, 5.16'],
    equivalents: {
      kics: ['4f31dd9f-2cc3-4751-9b53-67e4af83dac0'],
      composeLint: ['CL-0010'],
      codePathfinder: ['COMPOSE-SEC-009'],
      cis: ['5.16'],
    },
    examples: [
      {
        name: 'the host’s processes',
        bad: 'services:\n  monitor:\n    image: example/monitor:5\n    pid: «host»\n',
        good: 'services:\n  monitor:\n    image: example/monitor:5\n',
      },
      { name: 'on the command line', path: 'run.sh', bad: 'docker run --pid «host» example/monitor:5\n' },
    ],
  },
  { of: 'pidMode', consequence: 'sees and can signal every process of the host' },
);
