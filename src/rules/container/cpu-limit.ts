import { limitRule } from './limit-rule.ts';

export default limitRule(
  {
    id: 'container/cpu-limit',
    title: 'Container has no CPU limit',
    why: 'One endless loop takes every core of the host and starves the containers beside it.',
    remedy: 'Set `cpus: 0.5` or `deploy.resources.limits.cpus` (`--cpus 0.5`), to what the program needs at most.',
    references: [
      'https://docs.docker.com/engine/containers/resource_constraints/#cpu',
      'CIS Docker Benchmark 1.6.0, 5.12',
      'OWASP Docker Security Cheat Sheet, rule 7',
    ],
    equivalents: { kics: ['6b610c50-99fb-4ef0-a5f3-e312fd945bc3'], composeLint: ['CL-0026'], cis: ['5.12'] },
    examples: [
      {
        name: 'no limit',
        bad: 'services:\n  «web»:\n    image: example/web:1.4\n',
        good: 'services:\n  web:\n    image: example/web:1.4\n    cpus: 0.5\n',
      },
      {
        name: 'under deploy',
        good: 'services:\n  web:\n    image: example/web:1.4\n    deploy: { resources: { limits: { cpus: "0.5" } } }\n',
      },
      {
        name: 'a limit of something else: the place for this one is there',
        bad: 'services:\n  web:\n    image: example/web:1.4\n    deploy:\n      resources:\n        «limits»:\n          memory: 256M\n',
      },
      { name: 'a quota that is none', bad: 'services:\n  «web»:\n    image: example/web:1.4\n    cpu_quota: -1\n' },
      { name: 'on the command line', path: 'run.sh', good: 'docker run --cpus 0.5 example/web:1.4\n' },
    ],
  },
  { of: (container) => container.cpus, noun: 'CPU' },
);
