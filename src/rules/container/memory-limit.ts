import { limitRule } from './limit-rule.ts';

export default limitRule(
  {
    id: 'container/memory-limit',
    title: 'Container has no memory limit',
    why: 'One leak takes all memory of the host, and the kernel then kills whatever it likes. With a limit only the container at fault is killed, with exit code 137.',
    remedy:
      'Set `mem_limit: 512m` or `deploy.resources.limits.memory` (`--memory 512m`), with room above what the program needs.',
    references: [
      'https://docs.docker.com/engine/containers/resource_constraints/#memory',
      'CIS Docker Benchmark 1.6.0, 5.11',
      'OWASP Docker Security Cheat Sheet, rule 7',
    ],
    equivalents: { kics: ['bb9ac4f7-e13b-423d-a010-c74a1bfbe492'], composeLint: ['CL-0026'], cis: ['5.11'] },
    examples: [
      {
        name: 'no limit',
        bad: 'services:\n  «web»:\n    image: example/web:1.4\n',
        good: 'services:\n  web:\n    image: example/web:1.4\n    deploy:\n      resources:\n        limits:\n          memory: 256M\n',
      },
      { name: 'the older form', good: 'services:\n  web:\n    image: example/web:1.4\n    mem_limit: 256m\n' },
      {
        name: 'a reservation is not a limit',
        bad: 'services:\n  web:\n    image: example/web:1.4\n    deploy: { «resources»: { reservations: { memory: 64M } } }\n',
      },
      { name: 'zero is no limit', bad: 'services:\n  «web»:\n    image: example/web:1.4\n    mem_limit: 0\n' },
      { name: 'what is no amount is no limit', bad: 'services:\n  «web»:\n    image: example/web:1.4\n    mem_limit: 512Mi\n' },
      {
        name: 'on the command line',
        path: 'run.sh',
        bad: '«docker run --rm -d example/web:1.4»\n',
        good: 'docker run --rm -d --memory=512m example/web:1.4\n',
      },
      {
        name: 'a container that ends with its command, or with its job',
        path: '.github/workflows/ci.yml',
        good: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: docker run --rm example/tool:1.4 check\n      - run: docker run -d example/db:8\n',
      },
      {
        name: 'a pipeline that starts what stays',
        path: '.github/workflows/deploy.yml',
        bad: 'on: push\njobs:\n  deploy:\n    runs-on: self-hosted\n    steps:\n      - run: «docker run -d --restart=always example/web:1.4»\n',
      },
    ],
  },
  {
    of: (container) => container.memory,
    noun: 'memory',
    lookalike: ({ memoryReservation }) =>
      memoryReservation.state === 'known'
        ? { at: memoryReservation.at, words: 'its reservation keeps memory free for it and limits nothing' }
        : undefined,
  },
);
