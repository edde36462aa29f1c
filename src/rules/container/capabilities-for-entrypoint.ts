import { capabilityName } from '../../posture/capabilities.ts';
import { dropsRoot } from '../../posture/image-facts.ts';
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
    const { image, user } = container;
    if (all === undefined || container.capAdd.unknown.length > 0 || image.state !== 'known' || posture.stage !== undefined)
      return;
    if (user.state === 'unknown' || (user.state === 'known' && user.value !== '' && !isRoot(user.value))) return;
    const way = dropsRoot(image.value);
    if (way === undefined || !/gosu|setpriv|su-exec/.test(way)) return;
    const added = new Set(container.capAdd.items.map(({ value }) => capabilityName(value)));
    const missing = needed.filter((name) => !added.has(name) && !added.has('ALL'));
    if (missing.length === 0) return;
    yield {
      at: all.at,
      message: `${called(container)} drops all capabilities, but its image leaves root with ${way}, which needs ${missing.join(' and ')}.`,
      related: [{ at: image.at, note: 'the image' }],
    };
  },

  examples: [
    {
      name: 'a database without any',
      bad: 'services:\n  db:\n    image: postgres:17\n    cap_drop:\n      - «ALL»\n',
      good: 'services:\n  db:\n    image: postgres:17\n    cap_drop:\n      - ALL\n    cap_add: [CHOWN, DAC_OVERRIDE, FOWNER, SETGID, SETUID]\n',
    },
    {
      name: 'another user from the start',
      good: 'services:\n  db:\n    image: postgres:17\n    user: postgres\n    cap_drop: [ALL]\n',
    },
    { name: 'an image that stays as it is', good: 'services:\n  web:\n    image: example/web:1.4\n    cap_drop: [ALL]\n' },
  ],
});
