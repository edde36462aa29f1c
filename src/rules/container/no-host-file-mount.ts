import { mountRule } from './mount-rule.ts';

export default mountRule(
  {
    id: 'container/no-host-file-mount',
    title: 'Container uses a configuration file of the host',
    severity: 'low',
    profile: 'default',
    why: 'The container knows more about the host than it needs, behaves differently on every machine, and with a writable file such as `/etc/localtime` can change the host’s.',
    remedy:
      'Put a copy of the file beside the Compose file, set the same by an environment variable (`TZ=Europe/Berlin`), or add `:ro`.',
    references: ['https://docs.docker.com/engine/storage/bind-mounts/', 'CIS Docker Benchmark 1.6.0, 5.6'],
    equivalents: { kics: ['1c1325ff-831d-43a1-973e-839ae57dfcc0'], composeLint: ['CL-0013'], cis: ['5.6'] },
    examples: [
      {
        name: 'the users of the host, and its writable time zone',
        bad: 'services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - «/etc/passwd:/etc/passwd:ro»\n      - «/etc/localtime:/etc/localtime»\n',
        good: 'services:\n  web:\n    image: example/web:1.4\n    environment:\n      TZ: Europe/Berlin\n    volumes:\n      - /etc/localtime:/etc/localtime:ro\n',
      },
    ],
  },
  {
    grade: 'file',
    consequence: (_, { readOnly }) => (readOnly ? 'it knows more of the host than it needs' : 'it can change the host’s'),
  },
);
