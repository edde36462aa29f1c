import type { ContainerSettings } from '../model/container.ts';

/** A container as a sentence begins with it: ``Service `web` ``. */
export function called(container: ContainerSettings): string {
  const noun = container.kind === 'service' ? 'Service' : 'Container';
  return `${noun} \`${container.name}\``;
}
