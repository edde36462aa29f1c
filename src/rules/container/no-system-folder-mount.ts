import { mountRule } from './mount-rule.ts';

export default mountRule(
  {
    id: 'container/no-system-folder-mount',
    title: 'Container mounts a system folder of the host',
    severity: 'low',
    profile: 'strict',
    why: 'The container can read what programs of the host keep there and get in their way, and it runs on this one machine only. Folders such as `/var` and `/usr` belong to the host’s own programs.',
    remedy: 'Keep the data of the container in a named volume or in a folder of its own.',
    references: ['https://docs.docker.com/engine/storage/volumes/', 'CIS Docker Benchmark 1.6.0, 5.6'],
    equivalents: { kics: ['1c1325ff-831d-43a1-973e-839ae57dfcc0'], cis: ['5.6'] },
    examples: [
      {
        name: 'a folder of /var',
        bad: 'services:\n  db:\n    image: postgres:17\n    volumes:\n      - «/var/lib/postgresql:/var/lib/postgresql/data»\n',
        good: 'services:\n  db:\n    image: postgres:17\n    volumes:\n      - data:/var/lib/postgresql/data\nvolumes: { data: {} }\n',
      },
    ],
  },
  { grade: 'system-folder', consequence: () => 'that folder belongs to programs of the host' },
);
