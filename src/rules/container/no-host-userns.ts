import { namespaceRule } from './namespace-rule.ts';

export default namespaceRule(
  {
    id: 'container/no-host-userns',
    title: 'Container opts out of user namespaces',
    severity: 'low',
    why: 'An engine can map the users of containers to users of the host that may do nothing (`userns-remap`), so that root in a container is nobody outside. `userns_mode: host` switches that off: root in the container is root on the host again.',
    remedy: 'Remove `userns_mode: host` (`--userns host`).',
    references: ['https://docs.docker.com/engine/security/userns-remap/', 'CIS Docker Benchmark 1.6.0, 5.31'],
    equivalents: { kics: ['8af7162d-6c98-482f-868e-0d33fb675ca8'], cis: ['5.31'] },
    examples: [
      {
        name: 'opted out',
        bad: 'services:\n  web:\n    image: example/web:1.4\n    userns_mode: «host»\n',
        good: 'services:\n  web:\n    image: example/web:1.4\n',
      },
    ],
  },
  { of: 'usernsMode', consequence: 'opts out of the user namespaces that the engine may use' },
);
