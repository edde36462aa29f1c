import type { ContainerSettings } from '../model/container.ts';
import type { Effective, TrailStep } from '../model/setting.ts';
import { capabilityFromText as capabilityName } from '../parse/capability.ts';

export { capabilityName };

/** What Docker gives a container that asks for nothing, in the order of the alphabet (moby, daemon/pkg/oci/caps/defaults.go). */
export const defaultCapabilities: readonly string[] = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/** All that Linux knows since 5.9, in the order of the alphabet. */
export const allCapabilities: readonly string[] = [
  'AUDIT_CONTROL',
  'AUDIT_READ',
  'AUDIT_WRITE',
  'BLOCK_SUSPEND',
  'BPF',
  'CHECKPOINT_RESTORE',
  'CHOWN',
  'DAC_OVERRIDE',
  'DAC_READ_SEARCH',
  'FOWNER',
  'FSETID',
  'IPC_LOCK',
  'IPC_OWNER',
  'KILL',
  'LEASE',
  'LINUX_IMMUTABLE',
  'MAC_ADMIN',
  'MAC_OVERRIDE',
  'MKNOD',
  'NET_ADMIN',
  'NET_BIND_SERVICE',
  'NET_BROADCAST',
  'NET_RAW',
  'PERFMON',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYSLOG',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_CHROOT',
  'SYS_MODULE',
  'SYS_NICE',
  'SYS_PACCT',
  'SYS_PTRACE',
  'SYS_RAWIO',
  'SYS_RESOURCE',
  'SYS_TIME',
  'SYS_TTY_CONFIG',
  'WAKE_ALARM',
];

/**
 * The capabilities that a container's processes may hold, by Docker's own rule: `ALL` added gives all but the dropped,
 * `ALL` dropped leaves the added, otherwise the defaults with both applied.
 */
export function effectiveCapabilities(container: ContainerSettings): Effective<readonly string[]> {
  const trail: TrailStep[] = [];
  if (container.privileged.state === 'known' && container.privileged.value) {
    return {
      setting: { state: 'known', value: ['ALL'], at: container.privileged.at },
      trail: [{ note: 'privileged', at: container.privileged.at }],
    };
  }
  const added = container.capAdd.items.map((entry) => capabilityName(entry.value));
  const dropped = new Set(container.capDrop.items.map((entry) => capabilityName(entry.value)));
  for (const entry of container.capAdd.items) trail.push({ note: `adds ${capabilityName(entry.value)}`, at: entry.at });
  for (const entry of container.capDrop.items) trail.push({ note: `drops ${capabilityName(entry.value)}`, at: entry.at });
  if (container.privileged.state === 'unknown') return { setting: container.privileged, trail };
  const unclear = [...container.capAdd.unknown, ...container.capDrop.unknown][0];
  if (unclear) return { setting: { state: 'unknown', why: unclear.why, at: unclear.at }, trail };
  if (trail.length === 0) trail.push({ note: 'neither adds nor drops any: the engine’s default set', at: container.at });
  return { setting: { state: 'known', value: resulting(new Set(added), dropped), at: container.at }, trail };
}

function resulting(added: ReadonlySet<string>, dropped: ReadonlySet<string>): readonly string[] {
  if (added.size + dropped.size === 0) return defaultCapabilities;
  if (added.has('ALL')) {
    const left = allCapabilities.filter((name) => !dropped.has(name));
    return left.length === allCapabilities.length ? ['ALL'] : left;
  }
  const base = dropped.has('ALL') ? [] : defaultCapabilities.filter((name) => !dropped.has(name));
  return [...new Set([...base, ...added])].toSorted();
}
