import { namespaceRule } from './namespace-rule.ts';

export default namespaceRule(
  {
    id: 'container/no-host-uts',
    title: 'Container shares the host’s name',
    severity: 'low',
    why: 'The UTS namespace is where Linux keeps the name of the machine. A container that shares the host’s knows that name, which helps whoever breaks in to find out where they are, and with `SYS_ADMIN` can change it under every other program.',
    remedy: 'Remove `uts: host` (`--uts host`); set `hostname` where the program needs a certain name.',
    references: ['https://docs.docker.com/reference/compose-file/services/#uts', 'CIS Docker Benchmark 1.6.0, 5.21'],
    equivalents: { cis: ['5.21'] },
    examples: [
      {
        name: 'the host’s name',
        bad: 'services:\n  web:\n    image: example/web:1.4\n    uts: «host»\n',
        good: 'services:\n  web:\n    image: example/web:1.4\n    hostname: web\n',
      },
    ],
  },
  { of: 'utsMode', consequence: 'shares the host name of the host' },
);
