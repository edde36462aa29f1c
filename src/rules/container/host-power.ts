import type { ContainerSettings } from '../../model/container.ts';
import { gradeOf } from '../../posture/mount-grade.ts';
import { isSocketProxy, openingOf } from './socket-proxy.ts';

/** How a container controls the host, as a sentence goes on; undefined where nothing says that it does. */
export function powerOf(container: ContainerSettings): string | undefined {
  const { mounts, privileged } = container;
  if (privileged.state === 'known' && privileged.value) return 'is privileged';
  const grades = new Set(mounts.items.map(({ value }) => gradeOf(value)));
  if (grades.has('engine')) {
    if (!isSocketProxy(container)) return 'holds the engine’s socket';
    if (openingOf(container) !== undefined) return 'hands the engine’s socket on';
  }
  return grades.has('root') || grades.has('root-equivalent') ? 'can write to the host' : undefined;
}
