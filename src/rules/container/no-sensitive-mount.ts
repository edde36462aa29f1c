import { mountRule } from './mount-rule.ts';

export default mountRule(
  {
    id: 'container/no-sensitive-mount',
    title: 'Container sees keys, homes or all devices of the host',
    severity: 'high',
    profile: 'default',
    why: 'Password hashes, private keys, cloud credentials and the disks of other containers are worth more to an intruder than the container. Mounted, they are one `cat` away, read-only or not.',
    remedy: 'Mount the one file that is needed instead, read-only; hand credentials over as secrets.',
    references: [
      'https://docs.docker.com/engine/storage/bind-mounts/',
      'CIS Docker Benchmark 1.6.0, 5.6',
      'OWASP Docker Security Cheat Sheet, rule 8',
    ],
    equivalents: { kics: ['1c1325ff-831d-43a1-973e-839ae57dfcc0'], composeLint: ['CL-0013'], cis: ['5.6'] },
    examples: [
      {
        name: 'the keys of whoever starts it',
        bad: 'services:\n  deploy:\n    image: example/deploy:3\n    volumes:\n      - «~/.ssh:/root/.ssh:ro»\n      - «${HOME}/.aws:/root/.aws»\n',
        good: 'services:\n  deploy:\n    image: example/deploy:3\n    secrets: [key]\nsecrets:\n  key: { file: ./deploy.key }\n',
      },
      {
        name: 'all devices, and all homes',
        bad: 'services:\n  probe:\n    image: example/probe:1\n    volumes:\n      - «/dev:/dev»\n      - «/home:/home»\n',
      },
      { name: 'on the command line', path: 'run.sh', bad: 'docker run -v «/etc:/host/etc:ro» example/probe:1\n' },
      {
        name: 'the home of whoever runs the command',
        path: 'deploy.sh',
        bad: 'docker run -v «"$HOME/.ssh:/root/.ssh:ro"» --mount «type=bind,source=$HOME/.aws,target=/root/.aws» example/deploy:3\n',
      },
      { name: 'a folder in a home', good: 'services:\n  web:\n    image: example/web:1.4\n    volumes: ["~/sites/web:/srv"]\n' },
    ],
  },
  { grade: 'sensitive', consequence: () => 'what lies there opens the host or its neighbours' },
);
