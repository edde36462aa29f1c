import { posix } from 'node:path';
import { defineRule, type RuleDefinition } from '../rule.ts';
import { called } from '../wording.ts';

type Texts = Pick<
  RuleDefinition<'container'>,
  'id' | 'title' | 'severity' | 'profile' | 'why' | 'remedy' | 'references' | 'equivalents' | 'examples'
>;

/** Disks, what disks are made of, and the log of the kernel. */
const raw =
  /^\/dev(?:$|\/(?:(?:[sv]|xv)d[a-z]+\d*|hd[a-z]\d*|nvme\d.*|mmcblk\d.*|md(?:\d.*|\/.+)|(?:disk|block|mapper|zvol|bsg)\/.+|loop(?:\d.*|-control)|dm-\d+|mtdblock\d+|zfs|zd\d.*|[rn]bd.*|bcache.*|drbd.*|dasd[a-z]+\d*|sg\d+|kmsg|char\/(?:1:11|10:237))$)/;
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
    needs: ['devices'],
    *check({ container }) {
      for (const { value, at } of container.devices.items) {
        const { source, permissions } = partsOf(value, container.kind === 'command');
        if (!source.startsWith('/') || (permissions !== undefined && !/[rwW]/.test(permissions))) continue;
        const path = posix.normalize(source.replace(/^\/+/, '/')).replace(/(?<=.)\/$/, '');
        if (gradeOf(path) !== grade) continue;
        yield { at, key: path, message: `${called(container)} is given the device \`${path}\` of the host: ${consequence}.` };
      }
    },
  });
}

interface DeviceParts {
  readonly source: string;
  readonly permissions?: string;
}

/**
 * `SOURCE[:TARGET[:PERMISSIONS]]`, and on a command line `SOURCE:PERMISSIONS` too. The source of a link such as
 * `/dev/block/8:0` has a colon of its own.
 */
function partsOf(device: string, onCommandLine: boolean): DeviceParts {
  const parts = /^(?<source>\/+dev\/(?:block|char)\/\d+:\d+|[^:]*)(?::(?<second>[^:]*))?(?::(?<third>.*))?$/.exec(device)?.groups;
  const second = parts?.['second'];
  const short = onCommandLine && second !== undefined && /^[rwm]{1,3}$/.test(second) ? second : undefined;
  const permissions = parts?.['third'] ?? short;
  return { source: parts?.['source'] ?? '', ...(permissions === undefined ? {} : { permissions }) };
}
