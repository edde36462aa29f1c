import { posix } from 'node:path';
import type { Posture, Postures } from '../model/report.ts';
import type { ContainerPosture } from './container.ts';
import { describePosture } from './describe.ts';
import type { Neighbourhood } from './networks.ts';
import type { World } from './world.ts';

/** A container as one way of starting its project has it. */
interface Told {
  readonly container: ContainerPosture;
  readonly around: Neighbourhood;
  readonly files: readonly string[];
  readonly options: readonly string[];
  /** In words, kept where several ways are compared. */
  posture?: Posture;
}

/**
 * The postures of all containers in words. A service that comes to the same in every way of starting its project is there
 * once; `when` says what it takes otherwise: a profile, an override file.
 */
export function describeWorld({ projects, commands }: World): Postures {
  const services = new Map<string, Told[]>();
  for (const { files, options, containers, project } of projects) {
    const around = { containers, document: project.document };
    for (const container of containers) {
      const key = `${files[0] ?? ''}\0${container.settings.name}`;
      const told = { container, around, files, options };
      const known = services.get(key);
      if (known === undefined) services.set(key, [told]);
      else addWay(known, told);
    }
  }
  // What a line adds to a service is no container of its own.
  const own = commands.filter(({ settings }) => settings.image.state !== 'unset');
  const strangers = { containers: own };
  return new Described([
    ...[...services.values()].flatMap((ways) =>
      ways.map((way): (() => Posture) => {
        const when = whenOf(way, ways.length);
        return () => ({ ...(way.posture ?? wordsOf(way)), ...(when === '' ? {} : { when }) });
      }),
    ),
    ...own.map((command) => () => describePosture(command, strangers)),
  ]);
}

class Described implements Postures {
  readonly #each: readonly (() => Posture)[];

  constructor(each: readonly (() => Posture)[]) {
    this.#each = each;
  }

  get length(): number {
    return this.#each.length;
  }

  at(index: number): Posture | undefined {
    return this.#each.at(index)?.();
  }

  *[Symbol.iterator](): Generator<Posture> {
    for (const describe of this.#each) yield describe();
  }
}

function addWay(known: Told[], told: Told): void {
  const posture = wordsOf(told);
  const others = known.map((other) => (other.posture ??= wordsOf(other)));
  const at = others.findIndex((other) => isAlike(other, posture));
  if (at < 0) known.push({ ...told, posture });
  else if (isMore(posture, others[at])) known.splice(at, 1, { ...told, posture });
}

function wordsOf({ container, around }: Told): Posture {
  return describePosture(container, around);
}

function whenOf({ container: { profiles = [] }, files, options }: Told, ways: number): string {
  return [
    ...(profiles.length === 0 ? [] : [`profile ${profiles.join(' or ')}`]),
    ...(ways === 1 ? [] : [laidOn(files, options)]),
  ].join(', ');
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
