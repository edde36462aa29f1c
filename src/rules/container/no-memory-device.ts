import { deviceRule } from './device-rule.ts';

export default deviceRule(
  {
    id: 'container/no-memory-device',
    title: 'Container is given the memory of the host as a device',
    severity: 'high',
    profile: 'default',
    why: 'Through `/dev/mem`, `/dev/port` and their like a process with `SYS_RAWIO` reads and changes the memory and the hardware of the host. Newer kernels close most of it; older ones do not.',
    remedy: 'Remove the device; for the pins of a Raspberry Pi `/dev/gpiochip0` is enough.',
    references: ['https://docs.docker.com/reference/compose-file/services/#devices', 'CIS Docker Benchmark 1.6.0, 5.18'],
    equivalents: { cis: ['5.18'] },
    examples: [
      {
        name: 'for a pin of a board',
        bad: 'services:\n  pins:\n    image: example/pins:1\n    devices:\n      - «/dev/mem:/dev/mem»\n',
        good: 'services:\n  pins:\n    image: example/pins:1\n    devices:\n      - /dev/gpiomem:/dev/gpiomem\n',
      },
    ],
  },
  'memory',
  'with the capability SYS_RAWIO it reads and changes the machine’s memory',
);
