import { mountRule } from './mount-rule.ts';

export default mountRule(
  {
    id: 'container/no-device-folder-mount',
    title: 'Container shares a part of the host’s /dev',
    severity: 'medium',
    profile: 'default',
    why: 'The container gets every device in the folder, those that are plugged in later too, or with `/dev/shm` the memory that programs of the host share.',
    remedy: 'Name the device under `devices`, and for more shared memory set `shm_size`.',
    references: ['https://docs.docker.com/reference/compose-file/services/#devices', 'CIS Docker Benchmark 1.6.0, 5.6 and 5.18'],
    equivalents: { kics: ['1c1325ff-831d-43a1-973e-839ae57dfcc0'], composeLint: ['CL-0013'], cis: ['5.6', '5.18'] },
    examples: [
      {
        name: 'shared memory, a bus',
        bad: 'services:\n  browser:\n    image: example/browser:131\n    volumes:\n      - «/dev/shm:/dev/shm»\n      - «/dev/bus/usb:/dev/bus/usb»\n',
        good: 'services:\n  browser:\n    image: example/browser:131\n    shm_size: 1gb\n    devices: ["/dev/bus/usb/001/004"]\n',
      },
      {
        name: 'nothing, in the place of a file',
        good: 'services:\n  browser:\n    image: example/browser:131\n    volumes: ["/dev/null:/etc/motd:ro"]\n',
      },
    ],
  },
  { grade: 'device', consequence: () => 'it shares what lies there with the host' },
);
