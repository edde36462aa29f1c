import { mountRule } from './mount-rule.ts';

export default mountRule(
  {
    id: 'container/no-root-equivalent-mount',
    title: 'Container can write where the host’s root trusts what it finds',
    severity: 'critical',
    profile: 'default',
    why: 'Whoever can write a job to `/etc/cron.d`, a key to `/root/.ssh`, a program to `/usr/bin` or a handler to `/proc/sys/kernel/core_pattern` has the host run it as root. No hole in the container is needed for that.',
    remedy: 'Remove the mount; where the container only reads, add `:ro` and mount the one file that it needs.',
    references: [
      'https://docs.docker.com/engine/storage/bind-mounts/',
      'CIS Docker Benchmark 1.6.0, 5.6',
      'OWASP Docker Security Cheat Sheet, rule 8',
    ],
    equivalents: { kics: ['1c1325ff-831d-43a1-973e-839ae57dfcc0'], composeLint: ['CL-0025'], cis: ['5.6'] },
    examples: [
      {
        name: 'the jobs of the host',
        bad: 'services:\n  jobs:\n    image: example/jobs:2\n    volumes:\n      - «/etc/cron.d:/jobs»\n',
        good: 'services:\n  jobs:\n    image: example/jobs:2\n    volumes:\n      - ./jobs:/jobs\n',
      },
      {
        name: 'the long form, a volume that stands for a folder',
        bad: 'services:\n  jobs:\n    image: example/jobs:2\n    volumes:\n      - «type: bind\n        source: /root\n        target: /x»\n      - «images:/images»\nvolumes:\n  images:\n    driver_opts: { type: none, o: bind, device: /var/lib/docker }\n',
      },
      { name: 'on the command line', path: 'run.sh', bad: 'docker run -v «/proc:/host/proc» example/jobs:2\n' },
      {
        name: 'the time zone',
        good: 'services:\n  jobs:\n    image: example/jobs:2\n    volumes: ["/etc/localtime:/etc/localtime"]\n',
      },
      {
        name: 'data of a program',
        good: 'services:\n  db:\n    image: postgres:17\n    volumes: ["/var/lib/postgresql:/var/lib/postgresql"]\n',
      },
    ],
  },
  { grade: 'root-equivalent', consequence: () => 'what it writes there makes it root on the host' },
);
