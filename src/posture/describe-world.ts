import { posix } from 'node:path';
import type { Posture } from '../model/report.ts';
import { describePosture } from './describe.ts';
import type { World } from './world.ts';

/**
 * The postures of all containers in words. A service that comes to the same in every way of starting its project is there
 * once; `when` says what it takes otherwise: a profile, an override file.
 */
export function describeWorld({ projects, commands }: World): readonly Posture[] {
  const bases = new Map<
    string,
    {
      readonly posture: Posture;
      readonly files: readonly string[];
      readonly options: readonly string[];
      readonly profiles: readonly string[];
    }[]
  >();
  for (const { files, options, containers, project } of projects) {
    const around = { containers, document: project.document };
    for (const container of containers) {
      const posture = describePosture(container, around);
      const key = `${files[0] ?? ''}\0${posture.subject}`;
      const known = bases.get(key);
      const told = { posture, files, options, profiles: container.profiles ?? [] };
      if (known === undefined) bases.set(key, [told]);
      else {
        const at = known.findIndex((other) => isAlike(other.posture, posture));
        if (at < 0) known.push(told);
        else if (isMore(posture, known[at]?.posture)) known.splice(at, 1, told);
      }
    }
  }
  const services = [...bases.values()].flatMap((ways) =>
    ways.map(({ posture, files, options, profiles }) => {
      const when = [
        ...(profiles.length === 0 ? [] : [`profile ${profiles.join(' or ')}`]),
        ...(ways.length === 1 ? [] : [laidOn(files, options)]),
      ].join(', ');
      return when === '' ? posture : { ...posture, when };
    }),
  );
  // What a line adds to a service is no container of its own.
  const own = commands.filter(({ settings }) => settings.image.state !== 'unset');
  const strangers = { containers: own };
  return [...services, ...own.map((command) => describePosture(command, strangers))];
}

/** Whether two ways come to the same for a service itself, whoever else is on its networks. */
function isAlike(one: Posture, other: Posture): boolean {
  const { networks: _, ...own } = one;
  const { networks: __, ...others } = other;
  return JSON.stringify(own) === JSON.stringify(others);
}

function isMore({ networks }: Posture, other: Posture | undefined): boolean {
  return (networks.items ?? []).join('').length > (other?.networks.items ?? []).join('').length;
}

function laidOn([base = '', ...files]: readonly string[], options: readonly string[]): string {
  const names = [...files.map((file) => posix.relative(posix.dirname(base), file)), ...options];
  return names.length === 0 ? `${posix.basename(base)} alone` : `with ${names.join(' + ')}`;
}
