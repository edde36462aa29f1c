import type { Mount } from '../../model/container.ts';
import type { Entry } from '../../model/setting.ts';
import type { ContainerPosture } from '../../posture/container.ts';
import { numericUser, type NumericUser } from '../../posture/numeric-user.ts';
import { defineRule } from '../rule.ts';
import { profilesMeet } from './profiles.ts';

export default defineRule({
  id: 'project/volume-users-agree',
  title: 'Services that share a volume write to it as different users',
  severity: 'low',
  confidence: 'likely',
  profile: 'strict',
  subject: 'project',
  why: 'A file belongs to the number of the user that makes it. Another service that runs as another number may read it, but not change or delete it, and cannot write into the folders of the first. What helps quickly is root, or `chmod 777`, and that is how such containers end up.',
  remedy:
    'Give both services the same numeric user (`user: "1000:1000"`), a group that owns the volume and may write to it, or mount it with `:ro` where it is only read.',
  references: [
    'https://docs.docker.com/engine/storage/volumes/#populate-a-volume-using-a-container',
    'https://docs.docker.com/reference/compose-file/services/#user',
  ],
  equivalents: {},

  *check({ project, containers }) {
    const first = new Map<string, Writer>();
    for (const writer of containers.flatMap(writersOf)) {
      const before = first.get(writer.volume);
      if (before === undefined) {
        first.set(writer.volume, writer);
        continue;
      }
      if (before.name === writer.name || before.user.uid === writer.user.uid) continue;
      const { gid } = writer.user;
      if ((gid !== undefined && gid === before.user.gid) || !profilesMeet(project, before.name, writer.name)) continue;
      yield {
        at: writer.mount.at,
        key: writer.volume,
        subject: { service: writer.name },
        message: `Service \`${writer.name}\` writes to \`${writer.volume}\` as user ${writer.user.uid}, and \`${before.name}\` as ${before.user.uid}: neither can change what the other makes.`,
        related: [{ at: before.mount.at, note: `where ${before.name} mounts it` }],
      };
    }
  },

  examples: [
    {
      name: 'two numbers',
      bad: 'services:\n  web:\n    image: example/web:1\n    user: "1000"\n    volumes: ["uploads:/uploads"]\n  worker:\n    build: .\n    volumes: [«"uploads:/in"»]\nvolumes: { uploads: {} }\n',
      good: 'services:\n  web:\n    image: example/web:1\n    user: "1000"\n    volumes: ["uploads:/uploads"]\n  worker:\n    build: .\n    user: "1000"\n    volumes: ["uploads:/in"]\nvolumes: { uploads: {} }\n',
      files: { Dockerfile: 'FROM alpine:3.22\nRUN adduser -D -u 1001 app\nUSER app\n' },
    },
    {
      name: 'one of them reads, one is root, they have a group, or never run at once',
      good: 'services:\n  a: { image: "example/a:1", user: "1000", volumes: ["a:/a", "c:/c", "d:/d"] }\n  b: { image: "example/b:1", user: "1001", volumes: ["a:/a:ro"] }\n  c: { image: "example/c:1", user: root, volumes: ["a:/a"] }\n  e: { image: "example/e:1", user: "1:5", volumes: ["e:/e"] }\n  f: { image: "example/f:1", user: "2:5", volumes: ["e:/e"] }\n  g: { image: "example/g:1", user: "1", profiles: [one], volumes: ["g:/g"] }\n  h: { image: "example/h:1", user: "2", profiles: [two], volumes: ["g:/g"] }\nvolumes: { a: {}, c: {}, d: {}, e: {}, g: {} }\n',
    },
    {
      name: 'names of which nobody knows the numbers',
      good: 'services:\n  a: { image: "example/a:1", user: app, volumes: ["a:/a"] }\n  b: { image: "example/b:1", user: web, volumes: ["a:/a"] }\nvolumes: { a: {} }\n',
    },
  ],
});

interface Writer {
  readonly name: string;
  readonly volume: string;
  readonly user: NumericUser;
  readonly mount: Entry<Mount>;
}

/** The named volumes that a container may write to as a known user that is not root: root changes everything. */
function writersOf(posture: ContainerPosture): readonly Writer[] {
  const { settings } = posture;
  const mounts = settings.mounts.items.filter(({ value }) => value.type === 'volume' && !value.readOnly);
  const user = mounts.length === 0 || settings.groupAdd.items.length > 0 ? undefined : numericUser(posture);
  if (user === undefined || user.uid === 0) return [];
  return mounts.flatMap((mount) =>
    mount.value.source === undefined ? [] : [{ name: settings.name, volume: mount.value.source, user, mount }],
  );
}
