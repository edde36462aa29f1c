import { posix } from 'node:path';
import type { Mount } from '../../model/container.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';
import { gradeOf } from '../../posture/mount-grade.ts';

/** How many services a message names. */
const shown = 10;

export default defineRule({
  id: 'project/no-shared-volume',
  title: 'Several services write to one volume',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'project',
  why: 'Through a volume that both can write to, whoever breaks into one service changes what the other one reads. Often that is what the volume is for; then only one of them needs to write.',
  remedy: 'Give each service a volume of its own, or mount it with `:ro` where it is only read.',
  references: ['https://docs.docker.com/engine/storage/volumes/#share-data-between-machines'],
  equivalents: { kics: ['8c978947-0ff6-485c-b0c2-0bfca6026466'] },

  *check({ containers }) {
    const users = new Map<string, Set<string>>();
    const writers = new Set<string>();
    for (const { settings } of containers) {
      for (const { value } of settings.mounts.items) {
        const volume = sharable(value);
        if (volume === undefined) continue;
        users.set(volume, (users.get(volume) ?? new Set()).add(settings.name));
        if (!value.readOnly) writers.add(volume);
      }
    }
    for (const { settings } of containers) {
      for (const { value, at } of settings.mounts.items) {
        const volume = sharable(value);
        const all = users.get(volume ?? '');
        if (volume === undefined || all === undefined || all.size < 2 || !writers.has(volume)) continue;
        yield {
          at,
          key: volume,
          subject: { service: settings.name },
          message: `${called(settings)} shares \`${volume}\` with ${named(all, settings.name)}.`,
        };
      }
    }
  },

  examples: [
    {
      name: 'a named volume and a folder',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - «uploads:/uploads»\n      - «./app:/app»\n  worker:\n    image: example/worker:2\n    volumes:\n      - «uploads:/in»\n      - «./app/:/app:ro»\nvolumes: { uploads: {} }\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    volumes: ["web:/uploads"]\n  worker:\n    image: example/worker:2\n    volumes: ["worker:/in"]\nvolumes: { web: {}, worker: {} }\n',
    },
    {
      name: 'a folder of the system',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    volumes: [«/srv/files:/files»]\n  worker:\n    image: example/worker:2\n    volumes: [«/srv/files:/in»]\n  third:\n    image: example/worker:2\n    volumes: [«/srv/files/:/in:ro»]\n',
    },
    {
      name: 'what is shared is no folder with data, or has no name',
      good: 'services:\n  web:\n    image: example/web:1.4\n    volumes: ["/var/run/web.sock:/web.sock", "/dev/shm:/shm", "/etc/localtime:/etc/localtime", "/data"]\n  worker:\n    image: example/worker:2\n    volumes: ["/var/run/web.sock:/web.sock", "/dev/shm:/shm", "/etc/localtime:/etc/localtime", "/data"]\n',
    },
    {
      name: 'nobody writes',
      good: 'services:\n  one:\n    image: example/web:1.4\n    volumes: ["./conf:/conf:ro"]\n  two:\n    image: example/web:1.4\n    volumes: ["./conf:/conf:ro"]\n',
    },
  ],
});

/** The users of a volume but for one of them. */
function named(users: ReadonlySet<string>, but: string): string {
  const others: string[] = [];
  for (const name of users) if (name !== but && others.push(`\`${name}\``) === shown) break;
  const left = users.size - 1 - others.length;
  return `${others.join(', ')}${left === 0 ? '' : ` and ${left} more`}`;
}

/** The volume or folder, where sharing it is a matter of its own and not of what of the host is mounted. */
function sharable(mount: Mount): string | undefined {
  if (mount.source === undefined || mount.type === 'other' || /\.sock$|^\/(?:dev|etc)\//.test(mount.source)) return undefined;
  if (mount.type !== 'bind') return mount.source;
  const grade = gradeOf(mount);
  return grade === 'harmless' || grade === 'system-folder' ? posix.normalize(`${mount.source}/`).slice(0, -1) : undefined;
}
