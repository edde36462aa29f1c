import type { ContainerSettings } from '../model/container.ts';
import type { Effective, TrailStep } from '../model/setting.ts';

/** What Docker gives a container that asks for nothing (moby, daemon/pkg/oci/caps/defaults.go). */
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

/** A capability as it is compared: upper case, without `CAP_`. */
export function capabilityName(text: string): string {
  return text.trim().toUpperCase().replace(/^CAP_/, '');
}

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
  const unclear = [...container.capAdd.unknown, ...container.capDrop.unknown][0];
  if (unclear) return { setting: { state: 'unknown', why: unclear.why, at: unclear.at }, trail };
  if (trail.length === 0) trail.push({ note: 'neither added nor dropped: Docker’s default set' });
  const base = added.includes('ALL')
    ? ['ALL']
    : dropped.has('ALL')
      ? []
      : defaultCapabilities.filter((name) => !dropped.has(name));
  const value = base.includes('ALL') ? ['ALL'] : [...new Set([...base, ...added])].sort();
  return { setting: { state: 'known', value, at: container.at }, trail };
}
