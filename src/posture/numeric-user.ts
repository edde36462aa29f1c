import type { ContainerPosture } from './container.ts';
import { buildCommands } from './build-commands.ts';
import { parseReference } from './reference.ts';
import type { StagePosture } from './stage.ts';
import { isRoot } from './user.ts';

/** The number by which the kernel knows a user, and that of the group where it is written beside it. */
export interface NumericUser {
  readonly uid: number;
  readonly gid?: number;
}

/** The number of the user that a container runs as; undefined where it is a name of which nobody knows the number. */
export function numericUser(posture: ContainerPosture): NumericUser | undefined {
  const { setting } = posture.user;
  if (setting.state !== 'known' || posture.image?.drops !== undefined) return undefined;
  const [user = '', group = ''] = setting.value.trim().split(':');
  const uid = isRoot(user) ? 0 : /^\d+$/.test(user) ? Number(user) : (madeIn(posture, user) ?? wellKnown(posture, user));
  if (uid === undefined) return undefined;
  return /^\d+$/.test(group) ? { uid, gid: Number(group) } : { uid };
}

/** `useradd -u 1001 app` in the stages that the container is built from. */
function madeIn({ stage }: ContainerPosture, user: string): number | undefined {
  if (stage === undefined) return undefined;
  const numbers = made.get(stage) ?? new Map<string, number | undefined>();
  made.set(stage, numbers);
  if (!numbers.has(user)) numbers.set(user, numberIn(stage, user));
  return numbers.get(user);
}

const made = new WeakMap<StagePosture, Map<string, number | undefined>>();

function numberIn(stage: StagePosture, user: string): number | undefined {
  const own = new Set(stage.chain.map(({ index }) => index));
  for (const { instruction, command } of buildCommands(stage.dockerfile)) {
    if (!own.has(instruction.stage) || !/^(?:useradd|adduser)$/.test(command.name)) continue;
    const words = command.words.map(({ value }) => value ?? '$');
    if (words.at(-1) !== user && words.at(-2) !== user) continue;
    const given = words.flatMap((word, index) => {
      if (word === '-u' || word === '--uid') return [words[index + 1] ?? ''];
      return /^(?:--uid=|-u=?)(\d+)$/.exec(word)?.[1] ?? [];
    });
    const [first] = given;
    if (first !== undefined && /^\d+$/.test(first)) return Number(first);
  }
  return undefined;
}

/** Users that images bring, whose numbers do not change: read in their Dockerfiles. */
function wellKnown({ image }: ContainerPosture, user: string): number | undefined {
  const parsed = image === undefined ? undefined : parseReference(image.name);
  const name = parsed?.repository.split('/').at(-1);
  if (user === 'node' && name === 'node') return 1000;
  if (user === 'www-data' && (name === 'php' || name === 'httpd')) return parsed?.tag?.includes('alpine') ? 82 : 33;
  return undefined;
}
