import { capabilityRule } from './capability-rule.ts';

export default capabilityRule(
  {
    id: 'container/no-tracing-capability',
    title: 'Container may read other processes or any file it can see',
    severity: 'medium',
    why: '`SYS_PTRACE` reads and changes the memory of every process in the same PID namespace, `DAC_READ_SEARCH` passes by file permissions and has been used to read files of the host through a bind mount.',
    references: ['https://man7.org/linux/man-pages/man7/capabilities.7.html', 'CIS Docker Benchmark 1.6.0, 5.4'],
    equivalents: { codePathfinder: ['COMPOSE-SEC-008'], composeLint: ['CL-0027'], cis: ['5.4'] },
    examples: [
      {
        name: 'SYS_PTRACE for a debugger',
        bad: 'services:\n  app:\n    image: example/app:2\n    cap_add: [«SYS_PTRACE»]\n',
        good: 'services:\n  app:\n    image: example/app:2\n',
      },
    ],
  },
  {
    SYS_PTRACE: 'read and change the memory of every process it sees',
    DAC_READ_SEARCH: 'read files whatever their permissions say',
  },
);
