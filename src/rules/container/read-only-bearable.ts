import { parseReference, shortRepository } from '../../posture/reference.ts';
import { unwritableFolders } from '../../posture/written-folders.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/read-only-bearable',
  title: 'A read-only container lacks a folder that its image writes to',
  severity: 'medium',
  confidence: 'likely',
  profile: 'strict',
  subject: 'container',
  needs: ['readOnly'],
  why: 'With a read-only root file system `nginx` cannot make its cache and `postgres` not its socket: the container stops as soon as it starts, and the next person takes `read_only` out again.',
  remedy: 'Add the folders to `tmpfs`, or mount a volume on them.',
  references: ['https://docs.docker.com/reference/compose-file/services/#tmpfs', 'CIS Docker Benchmark 1.6.0, 5.13'],
  equivalents: { cis: ['5.13'] },

  *check({ container, posture: { readOnly, stage } }) {
    const { setting } = readOnly;
    const image = stage?.base ?? container.image;
    if (setting.state !== 'known' || !setting.value || image.state !== 'known') return;
    const { entrypoint, mounts, tmpfs } = container;
    // Another program than the image's own has its own habits.
    if (entrypoint.items.length > 0 || entrypoint.unknown.length > 0) return;
    if (tmpfs.unknown.length > 0 || mounts.unknown.length > 0) return;
    const reference = parseReference(image.value);
    if (reference === undefined) return;
    const missing = unwritableFolders(
      reference.repository,
      mounts.items.map(({ value }) => value),
      tmpfs.items.map(({ value }) => value),
    );
    if (missing.length === 0) return;
    yield {
      at: setting.at,
      message: `${called(container)} is read-only, but \`${shortRepository(reference.repository)}\` writes to ${missing.map((folder) => `\`${folder}\``).join(' and ')}.`,
      related: [{ at: image.at, note: 'the image' }],
    };
  },

  examples: [
    {
      name: 'a web server without its cache',
      bad: 'services:\n  web:\n    image: nginx:1.29\n    read_only: «true»\n    tmpfs: [/tmp]\n',
      good: 'services:\n  web:\n    image: nginx:1.29\n    read_only: true\n    tmpfs: [/var/cache/nginx, /run]\n',
    },
    {
      name: 'by the image that it is built from',
      bad: 'services:\n  db:\n    build: .\n    read_only: «true»\n    volumes: ["data:/var/lib/postgresql/data"]\nvolumes: { data: {} }\n',
      files: { Dockerfile: 'FROM postgres:17\nCOPY init.sql /docker-entrypoint-initdb.d/\n' },
    },
    {
      name: 'a folder above it will do',
      good: 'services:\n  db:\n    image: postgres:17\n    read_only: true\n    tmpfs: /var/run\n',
    },
    {
      name: 'another program of the image',
      good: 'services:\n  backup:\n    image: postgres:17\n    read_only: true\n    entrypoint: [pg_dump, --host=db]\n',
    },
    { name: 'an image that nobody read', good: 'services:\n  web:\n    image: example/web:1.4\n    read_only: true\n' },
  ],
});
