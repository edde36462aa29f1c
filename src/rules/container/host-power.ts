import type { ContainerSettings } from '../../model/container.ts';
import { gradeOf } from '../../posture/mount-grade.ts';

/** Whether the image stands before the engine’s socket and lets through a few requests only. */
function isSocketProxy({ image }: ContainerSettings): boolean {
  return image.state === 'known' && /socket-?proxy/i.test(image.value);
}

/** How a container controls the host, as a sentence goes on; undefined where nothing says that it does. */
export function powerOf(container: ContainerSettings): string | undefined {
  const { mounts, privileged } = container;
  if (privileged.state === 'known' && privileged.value) return 'is privileged';
  const grades = new Set(mounts.items.map(({ value }) => gradeOf(value)));
  if (grades.has('engine') && !isSocketProxy(container)) return 'holds the engine’s socket';
  return grades.has('root') || grades.has('root-equivalent') ? 'can write to the host' : undefined;
}
