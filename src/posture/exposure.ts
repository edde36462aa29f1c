import type { Mount } from '../model/container.ts';
import { gradeOf, hostPath, type MountGrade } from './mount-grade.ts';

const ofHost: Readonly<Record<Exclude<MountGrade, 'harmless' | 'state'>, string>> = {
  root: 'the whole disk of the host',
  engine: 'the engine’s socket, which is root on the host',
  'root-equivalent': 'what the host’s root trusts',
  sensitive: 'secrets of the host',
  administration: 'configuration of the host',
  device: 'a device of the host',
  file: 'a file of the host’s configuration',
  'system-folder': 'a system folder of the host',
};

/** What a mount hands to the container, in words. */
export function exposureOf(mount: Mount): string {
  if (mount.hidden !== undefined) return 'a place that is not known';
  if (mount.type === 'tmpfs') return 'memory';
  if (mount.type !== 'bind') return mount.source === undefined ? 'a volume of its own' : `the volume ${mount.source}`;
  const path = hostPath(mount) ?? '';
  const grade = gradeOf(mount);
  if (path === '/dev') return 'every device of the host';
  if (/^\/sys(?:\/|$)/.test(path)) return 'the host’s hardware and kernel';
  if (grade === 'state') return 'the host’s processes and kernel';
  if (grade !== 'harmless') return ofHost[grade];
  const written = mount.source ?? '';
  if (written === '.' || written === './') return 'the whole source tree';
  if (written.startsWith('.')) return 'part of the source tree';
  if (path.startsWith('~')) return 'the home of whoever starts it';
  return 'a folder of the host';
}
