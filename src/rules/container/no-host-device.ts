import { deviceRule } from './device-rule.ts';

export default deviceRule(
  {
    id: 'container/no-host-device',
    title: 'Container is given a device of the host',
    severity: 'low',
    profile: 'strict',
    why: 'Whoever breaks into the container gets at the device and at the driver behind it, and drivers are where many kernel holes are found. Some programs are there for a device; others do not need it.',
    remedy: 'Give just the device that the program is there for, with the fewest permissions (`:r` instead of `:rwm`).',
    references: ['https://docs.docker.com/reference/compose-file/services/#devices', 'CIS Docker Benchmark 1.6.0, 5.18'],
    equivalents: { cis: ['5.18'] },
    examples: [
      {
        name: 'a graphics card',
        bad: 'services:\n  media:\n    image: example/media:4\n    devices:\n      - «/dev/dri:/dev/dri»\n',
        good: 'services:\n  media:\n    image: example/media:4\n',
      },
    ],
  },
  'other',
  'the driver behind it is open to the container',
);
