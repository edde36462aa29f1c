import type { Dockerfile } from '../parse/dockerfile/ast.ts';
import { imageCommands } from '../posture/build-commands.ts';
import type { ContainerPosture } from '../posture/container.ts';
import type { ContainerThing } from './rule.ts';

/** Picks, of some rules, those that a Dockerfile or a container has something for. */
export class Needs<R extends { readonly needs?: readonly T[] }, T extends string = string> {
  readonly #rules: readonly R[];
  readonly #always: readonly boolean[];
  /** The places in `#rules` of those that need a thing. */
  readonly #byNeed = new Map<string, { readonly thing: T; readonly places: number[] }>();

  constructor(rules: readonly R[]) {
    this.#rules = rules;
    this.#always = rules.map(({ needs }) => needs === undefined);
    for (const [index, { needs = [] }] of rules.entries()) {
      for (const thing of needs) {
        const known = this.#byNeed.get(thing);
        if (known === undefined) this.#byNeed.set(thing, { thing, places: [index] });
        else known.places.push(index);
      }
    }
  }

  /** The rules to ask about what has some things, in their order. */
  metBy(things: Iterable<string>): readonly R[] {
    const asked = [...this.#always];
    for (const thing of things) for (const index of this.#byNeed.get(thing)?.places ?? []) asked[index] = true;
    return this.#rules.filter((_, index) => asked[index]);
  }

  /** The same where it is told of each thing whether it is there. */
  metWhere(has: (thing: T) => boolean): readonly R[] {
    const asked = [...this.#always];
    for (const { thing, places } of this.#byNeed.values()) if (has(thing)) for (const index of places) asked[index] = true;
    return this.#rules.filter((_, index) => asked[index]);
  }
}

/**
 * What stands in a Dockerfile that a rule may need: its keywords and flags, an ONBUILD by what it triggers, `AS` for the name of a
 * stage, `#` for a comment, and the programs and wrappers that its scripts start, with and without the version in the name.
 */
export function thingsIn(dockerfile: Dockerfile): ReadonlySet<string> {
  const things = new Set<string>();
  if (dockerfile.comments.length > 0) things.add('#');
  for (const instruction of dockerfile.instructions) {
    let one = instruction;
    while (one.keyword === 'ONBUILD') one = one.trigger;
    things.add(one.keyword);
    if (one.keyword === 'FROM' && one.alias !== undefined) things.add('AS');
    for (const { name } of one.flags) things.add(`--${name}`);
  }
  for (const { command } of imageCommands(dockerfile)) {
    things.add(command.name);
    for (const wrapper of command.wrappers) things.add(wrapper);
  }
  for (const name of things) if (isVersioned(name)) things.add(name.replace(/[\d.]+$/, ''));
  return things;
}

function isVersioned(name: string): boolean {
  const last = name.charCodeAt(name.length - 1);
  return last >= 48 && last <= 57;
}

/** Whether a container has what a rule may need: a setting that is not left out, known or not, or what posture found beside them. */
export function hasThing({ settings, stage, seccomp }: ContainerPosture, thing: ContainerThing): boolean {
  if (thing === 'stage') return stage !== undefined;
  if (thing === 'seccomp') return seccomp !== undefined;
  const setting = settings[thing];
  return 'state' in setting ? setting.state !== 'unset' : setting.items.length + setting.unknown.length > 0;
}
