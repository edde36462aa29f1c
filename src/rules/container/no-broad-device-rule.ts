import type { ContainerSettings } from '../../model/container.ts';
import { capabilityName } from '../../posture/capabilities.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';
import { hostPath } from '../../posture/mount-grade.ts';

/** Character devices as good as a disk, by their numbers (Linux, Documentation/admin-guide/devices.txt). */
const characters: readonly (readonly [major: string, minor: string, name: string])[] = [
  ['1', '11', 'the log of its kernel'],
  ['10', '237', 'its loop devices'],
];

/** What `TYPE MAJOR:MINOR ACCESS` opens, in the words of a finding; undefined where it opens nothing that matters. */
function opens(rule: string): string | undefined {
  const parts = /^(?<type>[abc])\s+(?<major>\*|\d+):(?<minor>\*|\d+)\s+(?<access>[rwm]{1,3})$/.exec(rule.trim())?.groups;
  if (parts === undefined || !/[rw]/.test(parts['access'] ?? '')) return undefined;
  if (parts['type'] === 'a') return 'every device';
  if (parts['type'] === 'b') return parts['major'] === '*' ? 'every disk' : `the disks of kind ${parts['major'] ?? ''}`;
  const named = characters.filter(([major, minor]) => matches(parts['major'], major) && matches(parts['minor'], minor));
  return named.length === 0 ? undefined : named.map(([, , name]) => name).join(' and ');
}

function matches(pattern: string | undefined, number: string): boolean {
  return pattern === '*' || pattern === number;
}

/** Whether it can make a device file, or is given those of the host: a rule alone is no way to a device. */
function reachesNodes(container: ContainerSettings): boolean {
  const [added, dropped] = [container.capAdd, container.capDrop].map(
    ({ items }) => new Set(items.map(({ value }) => capabilityName(value))),
  );
  const given = added?.has('ALL') === true || added?.has('MKNOD') === true;
  const kept = given || (dropped?.has('ALL') !== true && dropped?.has('MKNOD') !== true);
  return kept || container.mounts.items.some(({ value }) => /^\/dev(?:\/|$)/.test(hostPath(value) ?? ''));
}

export default defineRule({
  id: 'container/no-broad-device-rule',
  title: 'Container may open the disks of the host',
  severity: 'critical',
  confidence: 'certain',
  profile: 'default',
  subject: 'container',
  needs: ['deviceRules'],
  why: 'A rule under `device_cgroup_rules` says which devices the container may open. Every container may make device files by default: with a rule for block devices (`b *:* rwm`) a process makes itself the file of a disk, and reads and writes all of the host.',
  remedy: 'Name the one device under `devices` instead; where numbers change at run time, allow its own major number only.',
  references: [
    'https://docs.docker.com/reference/compose-file/services/#device_cgroup_rules',
    'CIS Docker Benchmark 1.6.0, 5.18',
    'OWASP Docker Security Cheat Sheet, rule 3',
  ],
  equivalents: { composeLint: ['CL-0016'], cis: ['5.18'] },

  *check({ container }) {
    if (container.deviceRules.items.length === 0 || !reachesNodes(container)) return;
    for (const { value, at } of container.deviceRules.items) {
      const what = opens(value);
      if (what === undefined) continue;
      yield {
        at,
        key: value.replaceAll(/\s+/g, ' ').trim(),
        message: `${called(container)} may open ${what} of the host, whatever the permissions of the files on it say.`,
      };
    }
  },

  examples: [
    {
      name: 'every disk of a kind',
      bad: 'services:\n  backup:\n    image: example/backup:2\n    device_cgroup_rules:\n      - «"b 8:* rmw"»\n',
      good: 'services:\n  backup:\n    image: example/backup:2\n    volumes: ["/srv/data:/data:ro"]\n',
    },
    {
      name: 'no right to make device files, but those of the host',
      bad: 'services:\n  backup:\n    image: example/backup:2\n    cap_drop: [ALL]\n    volumes: ["/dev:/dev:ro"]\n    device_cgroup_rules: [«"b *:* r"»]\n',
    },
    {
      name: 'on the command line',
      path: 'run.sh',
      bad: 'docker run --device-cgroup-rule=«"a *:* rwm"» example/backup:2\n',
    },
    {
      name: 'a camera, whose number changes',
      good: 'services:\n  camera:\n    image: example/camera:1\n    device_cgroup_rules: ["c 81:* rmw"]\n',
    },
    {
      name: 'no way to a device file',
      good: 'services:\n  backup:\n    image: example/backup:2\n    cap_drop: [ALL]\n    device_cgroup_rules: ["b 8:* r"]\n',
    },
  ],
});
