import type { Place } from '../../model/place.ts';
import { capabilityName } from '../../posture/capabilities.ts';
import type { ContainerPosture } from '../../posture/container.ts';
import { dropsRoot } from '../../posture/image-facts.ts';
import { changerOf } from '../../posture/leaving-root.ts';
import { isRoot } from '../../posture/user.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

const needed = ['SETGID', 'SETUID'];

export default defineRule({
  id: 'container/capabilities-for-entrypoint',
  title: 'The entrypoint lacks the capabilities with which it leaves root',
  severity: 'medium',
  confidence: 'likely',
  profile: 'strict',
  subject: 'container',
  needs: ['capDrop'],
  judges: 'capabilities',
  why: 'Images such as `postgres` and `redis` start as root and change to a user of their own with `gosu` or `setpriv`. For that they need `SETUID` and `SETGID`; with all capabilities dropped the container stops as soon as it starts, or goes on as root.',
  remedy:
    'Add `cap_add: [SETUID, SETGID]`, with `CHOWN` and `DAC_OVERRIDE` where the image also takes over its folders, or set `user:` so that nothing has to be changed.',
  references: [
    'https://docs.docker.com/engine/security/#linux-kernel-capabilities',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  equivalents: {},

  *check({ container, posture }) {
    const all = container.capDrop.items.find(({ value }) => capabilityName(value) === 'ALL');
    const { user } = container;
    if (all === undefined || container.capAdd.unknown.length > 0) return;
    if (user.state === 'unknown' || (user.state === 'known' && user.value !== '' && !isRoot(user.value))) return;
    const way = wayOf(posture);
    if (way === undefined || !/gosu|setpriv|su-exec/.test(way.program)) return;
    const added = new Set(container.capAdd.items.map(({ value }) => capabilityName(value)));
    const missing = needed.filter((name) => !added.has(name) && !added.has('ALL'));
    if (missing.length === 0) return;
    yield {
      at: all.at,
      message: `${called(container)} drops all capabilities, but its image leaves root with ${way.program}, which needs ${missing.join(' and ')}.`,
      related: [{ at: way.at, note: way.note }],
    };
  },

  examples: [
    {
      name: 'a database without any',
      bad: 'services:\n  db:\n    image: postgres:17\n    cap_drop:\n      - «ALL»\n',
      good: 'services:\n  db:\n    image: postgres:17\n    cap_drop:\n      - ALL\n    cap_add: [CHOWN, DAC_OVERRIDE, FOWNER, SETGID, SETUID]\n',
    },
    {
      name: 'an image built here',
      bad: 'services:\n  app:\n    build: .\n    cap_drop:\n      - «ALL»\n  db:\n    build: db\n    cap_drop:\n      - «ALL»\n',
      good: 'services:\n  app:\n    build: .\n    cap_drop:\n      - ALL\n    cap_add: [SETGID, SETUID]\n  db:\n    build: db\n    user: "999"\n    cap_drop:\n      - ALL\n',
      files: {
        Dockerfile:
          'FROM debian:12-slim\nRUN apt-get update && apt-get install -y gosu\nENTRYPOINT ["/usr/sbin/gosu", "app", "/app"]\n',
        'db/Dockerfile': 'FROM postgres:17\nCOPY init.sql /docker-entrypoint-initdb.d/\n',
      },
    },
    {
      name: 'an image built here that starts as another user, or otherwise',
      good: 'services:\n  app:\n    build: .\n    cap_drop: [ALL]\n  job:\n    build: job\n    cap_drop: [ALL]\n',
      files: {
        Dockerfile: 'FROM postgres:17\nUSER postgres\n',
        'job/Dockerfile': 'FROM postgres:17\nENTRYPOINT ["/backup"]\n',
      },
    },
    {
      name: 'another user from the start',
      good: 'services:\n  db:\n    image: postgres:17\n    user: postgres\n    cap_drop: [ALL]\n',
    },
    { name: 'an image that stays as it is', good: 'services:\n  web:\n    image: example/web:1.4\n    cap_drop: [ALL]\n' },
  ],
});

/** How a container leaves root that sets no user: by the stage that the repository builds for it, or else by its image. */
function wayOf({
  settings: { image },
  stage,
}: ContainerPosture): { readonly program: string; readonly at: Place; readonly note: string } | undefined {
  if (stage !== undefined) {
    const { setting } = stage.user;
    const changer = setting.state === 'known' && !isRoot(setting.value) ? undefined : changerOf(stage);
    return changer && { ...changer, note: 'what changes to another user' };
  }
  const program = image.state === 'known' ? dropsRoot(image.value) : undefined;
  return image.state === 'known' && program !== undefined ? { program, at: image.at, note: 'the image' } : undefined;
}
