import { limitRule } from './limit-rule.ts';

export default limitRule(
  {
    id: 'container/pids-limit',
    title: 'Container has no limit of processes',
    why: 'A fork bomb in one container uses up the process table of the host, and nobody can log in to stop it.',
    remedy: 'Set `pids_limit: 200` or `deploy.resources.limits.pids` (`--pids-limit 200`).',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#pids_limit',
      'CIS Docker Benchmark 1.6.0, 5.29',
      'OWASP Docker Security Cheat Sheet, rule 7',
    ],
    equivalents: { kics: ['221e0658-cb2a-44e3-b08a-db96a341d6fa'], cis: ['5.29'] },
    examples: [
      {
        name: 'no limit',
        bad: 'services:\n  «web»:\n    image: example/web:1.4\n',
        good: 'services:\n  web:\n    image: example/web:1.4\n    pids_limit: 200\n',
      },
      { name: 'unlimited on purpose', bad: 'services:\n  web:\n    image: example/web:1.4\n    pids_limit: «-1»\n' },
      { name: 'on the command line', path: 'run.sh', good: 'docker run --pids-limit 200 example/web:1.4\n' },
    ],
  },
  { of: (container) => container.pidsLimit, noun: 'process', chosen: true },
);
