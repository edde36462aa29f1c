import { posix } from 'node:path';
import { defineRule, type RuleDefinition } from '../rule.ts';
import { called } from '../wording.ts';

type Texts = Pick<
  RuleDefinition<'container'>,
  'id' | 'title' | 'severity' | 'profile' | 'why' | 'remedy' | 'references' | 'equivalents' | 'examples'
>;

/** Disks, what disks are made of, and the log of the kernel. */
const raw =
  /^\/dev(?:$|\/(?:[shv]d[a-z]+\d*|xvd[a-z]+\d*|nvme\d.*|mmcblk\d.*|md(?:\d.*|\/.+)|disk(?:\/.*)?|loop(?:\d.*|-control)|dm-\d+|mapper(?:\/.*)?|zfs|zd\d.*|zvol(?:\/.*)?|[rn]bd.*|bcache.*|drbd.*|sg\d+|bsg(?:\/.*)?|kmsg)$)/;
/** The memory of the machine, and doors to it. */
const memory = /^\/dev\/(?:k?mem|port|raw(?:\/.*|\d*|ctl)?|cpu\/.*|msr)$/;

export type DeviceGrade = 'raw' | 'memory' | 'other';

function gradeOf(path: string): DeviceGrade {
  if (raw.test(path)) return 'raw';
  return memory.test(path) ? 'memory' : 'other';
}

/** A rule against devices of one grade; a device has one grade, so that it is told once. */
export function deviceRule(texts: Texts, grade: DeviceGrade, consequence: string): RuleDefinition<'container'> {
  return defineRule({
    ...texts,
    confidence: 'certain',
    subject: 'container',
    *check({ container }) {
      for (const { value, at } of container.devices.items) {
        const source = value.split(':')[0] ?? '';
        if (!source.startsWith('/')) continue;
        const path = posix.normalize(source.replace(/^\/+/, '/')).replace(/(?<=.)\/$/, '');
        if (gradeOf(path) !== grade) continue;
        yield { at, key: path, message: `${called(container)} is given the device \`${path}\` of the host: ${consequence}.` };
      }
    },
  });
}
