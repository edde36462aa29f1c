import { mountRule } from './mount-rule.ts';

export default mountRule(
  {
    id: 'container/no-host-administration-mount',
    title: 'Container can write where the host’s administrator keeps things',
    severity: 'medium',
    profile: 'default',
    why: 'Programs of the host read what lies in `/etc`, often as root, and `/root` is their administrator’s home. Whoever breaks into the container can change how they behave, and has a place on the host that survives the container.',
    remedy: 'Keep the files beside the Compose file or in a named volume; where the container only reads them, add `:ro`.',
    references: ['https://docs.docker.com/engine/storage/bind-mounts/', 'CIS Docker Benchmark 1.6.0, 5.6'],
    equivalents: { kics: ['1c1325ff-831d-43a1-973e-839ae57dfcc0'], composeLint: ['CL-0025'], cis: ['5.6'] },
    examples: [
      {
        name: 'a folder of /etc, a folder in the home of root',
        bad: 'services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - «/etc/nginx:/etc/nginx»\n      - «/root/backups:/backups»\n',
        good: 'services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - ./nginx:/etc/nginx:ro\n      - /srv/backups:/backups\n',
      },
    ],
  },
  { grade: 'administration', consequence: () => 'it can change what the host’s programs and its administrator rely on' },
);
