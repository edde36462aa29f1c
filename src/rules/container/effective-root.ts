import type { ContainerSettings } from '../../model/container.ts';
import type { ContainerPosture } from '../../posture/container.ts';
import { dropsRoot } from '../../posture/image-facts.ts';
import { leavesRoot } from '../../posture/leaving-root.ts';
import { isRoot } from '../../posture/user.ts';
import type { Draft } from '../rule.ts';
import { called } from '../wording.ts';
import { gradeOf } from '../../posture/mount-grade.ts';
import { powerOf } from './host-power.ts';
import { isOnAllInterfaces, publishedPorts, sharesHostNetwork } from '../../posture/published-port.ts';

/**
 * What is found where a container ends up as root because nobody set a user: neither it, nor its image, which is not known
 * to leave root by itself. `more` goes on with the sentence.
 */
export function rootByOmission(container: ContainerSettings, posture: ContainerPosture, more = ''): Draft | undefined {
  if (container.passing) return undefined;
  if (container.user.state !== 'unset' && !(container.user.state === 'known' && container.user.value === '')) return undefined;
  const { setting, trail } = posture.user;
  if (setting.state !== 'known' || !isRoot(setting.value)) return undefined;
  const { stage } = posture;
  const explicit = stage?.chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'USER')) ?? false;
  const { image } = container;
  const leaves =
    stage === undefined ? image.state === 'known' && dropsRoot(image.value) !== undefined : leavesRoot(stage) !== undefined;
  if (!explicit && leaves) return undefined;
  const way = trail.map(({ note }) => note).join(' → ');
  return {
    at: container.at,
    confidence: stage === undefined ? 'likely' : 'certain',
    message: `${called(container)} runs as root: ${way}${more}.`,
    trail,
  };
}

/**
 * What makes root in this container worth an attacker’s while, as a sentence goes on; undefined where nothing does. The
 * ports of a `docker run` do not: most such lines are for a developer’s machine.
 */
export function exposureOf(container: ContainerSettings): string | undefined {
  const power = powerOf(container);
  if (power !== undefined) return `it ${power}`;
  if (sharesHostNetwork(container)) return 'it is in the network of the host';
  if (container.mounts.items.some(({ value }) => !value.readOnly && heldGrades.has(gradeOf(value))))
    return 'it writes to folders of the host';
  if (container.kind === 'command') return undefined;
  const open = publishedPorts(container).some(({ port }) => isOnAllInterfaces(port));
  return open ? 'its ports are open on every interface of the host' : undefined;
}

const heldGrades: ReadonlySet<string> = new Set(['sensitive', 'administration', 'device', 'state', 'system-folder']);
