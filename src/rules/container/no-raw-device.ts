import { deviceRule } from './device-rule.ts';

export default deviceRule(
  {
    id: 'container/no-raw-device',
    title: 'Container is given a disk of the host',
    severity: 'critical',
    profile: 'default',
    why: 'Who reads and writes a disk as a device passes by every permission of the files on it: password hashes can be read and programs replaced, with no capability and no hole in the kernel.',
    remedy: 'Remove the device and mount the folder that is needed as a volume; what manages disks belongs on the host.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#devices',
      'CIS Docker Benchmark 1.6.0, 5.18',
      'OWASP Docker Security Cheat Sheet, rule 3',
    ],
    equivalents: { composeLint: ['CL-0016'], cis: ['5.18'] },
    examples: [
      {
        name: 'a disk',
        bad: 'services:\n  smart:\n    image: example/smart:1\n    devices:\n      - «/dev/sda:/dev/sda:r»\n',
        good: 'services:\n  smart:\n    image: example/smart:1\n    volumes:\n      - /srv/data:/data:ro\n',
      },
      { name: 'on the command line', path: 'run.sh', bad: 'docker run --device=«/dev/nvme0n1» example/smart:1\n' },
      {
        name: 'a link to a disk, whose name has a colon',
        bad: 'services:\n  smart:\n    image: example/smart:1\n    devices:\n      - «source: /dev/block/8:0\n        target: /dev/disk»\n',
      },
      {
        name: 'a serial port, and a disk that may be made and not opened',
        good: 'services:\n  zigbee:\n    image: example/zigbee:1\n    devices: ["/dev/ttyUSB0:/dev/ttyACM0", "/dev/sda:/dev/sda:m"]\n',
      },
    ],
  },
  'raw',
  'it can read and change what is stored on it, whatever the permissions of the files say',
);
