import { mountRule } from './mount-rule.ts';

export default mountRule(
  {
    id: 'container/no-host-configuration-mount',
    title: 'Container can change configuration of the host',
    severity: 'medium',
    profile: 'default',
    why: 'A program of the host reads what lies in `/etc`, often as root. Whoever breaks into the container can change how it behaves, and has a place on the host that survives the container.',
    remedy: 'Keep the configuration beside the Compose file or in a named volume; where the container only reads it, add `:ro`.',
    references: ['https://docs.docker.com/engine/storage/bind-mounts/', 'CIS Docker Benchmark 1.6.0, 5.6'],
    equivalents: { kics: ['1c1325ff-831d-43a1-973e-839ae57dfcc0'], composeLint: ['CL-0025'], cis: ['5.6'] },
    examples: [
      {
        name: 'a folder of /etc',
        bad: 'services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - «/etc/nginx:/etc/nginx»\n',
        good: 'services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - ./nginx:/etc/nginx:ro\n',
      },
    ],
  },
  { grade: 'configuration', consequence: () => 'it can change how programs of the host behave' },
);
