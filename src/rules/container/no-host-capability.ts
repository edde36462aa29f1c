import { capabilityRule } from './capability-rule.ts';

export default capabilityRule(
  {
    id: 'container/no-host-capability',
    title: 'Container holds a capability that is as good as root on the host',
    severity: 'critical',
    why: 'With these capabilities a process leaves its container by design: it mounts file systems, loads kernel modules or writes to the host’s memory and devices.',
    references: [
      'https://man7.org/linux/man-pages/man7/capabilities.7.html',
      'CIS Docker Benchmark 1.6.0, 5.4',
      'OWASP Docker Security Cheat Sheet, rule 3',
    ],
    equivalents: {
      kics: ['ce76b7d0-9e77-464d-b86f-c5c48e03e22d'],
      composeLint: ['CL-0024'],
      codePathfinder: ['COMPOSE-SEC-008'],
      cis: ['5.4'],
    },
    examples: [
      {
        name: 'SYS_ADMIN for a mount',
        bad: 'services:\n  backup:\n    image: example/backup:1.4\n    cap_add:\n      - «SYS_ADMIN»\n',
        good: 'services:\n  backup:\n    image: example/backup:1.4\n    cap_drop: [ALL]\n',
      },
      {
        name: 'the long name, in lower case',
        bad: 'services:\n  backup:\n    image: example/backup:1.4\n    cap_add: [«cap_sys_module»]\n',
      },
      { name: 'on the command line', path: 'backup.sh', bad: 'docker run --cap-add=«ALL» example/backup:1.4\n' },
      {
        name: 'a name that the engine refuses to start with',
        good: 'services:\n  backup:\n    image: example/backup:1.4\n    cap_add: [CAP_ALL]\n',
      },
      { name: 'a harmless one', good: 'services:\n  web:\n    image: example/web:1.4\n    cap_add: [NET_BIND_SERVICE]\n' },
    ],
  },
  {
    ALL: 'do everything that root on the host can',
    SYS_ADMIN: 'mount file systems and reconfigure the kernel, which is as good as root on the host',
    SYS_MODULE: 'load code into the host’s kernel',
    SYS_RAWIO: 'read and write the host’s memory and devices directly',
  },
);
