import type { Dockerfile } from '../parse/dockerfile/ast.ts';
import { imageCommands } from '../posture/build-commands.ts';
import type { Rule } from './rule.ts';

/** Picks, of some rules about Dockerfiles, those that a file has something for. */
export class Needs<R extends Pick<Rule, 'needs'>> {
  readonly #rules: readonly R[];
  readonly #always: readonly boolean[];
  /** The places in `#rules` of those that need a thing. */
  readonly #byNeed = new Map<string, number[]>();

  constructor(rules: readonly R[]) {
    this.#rules = rules;
    this.#always = rules.map(({ needs }) => needs === undefined);
    for (const [index, { needs = [] }] of rules.entries()) {
      for (const need of needs) {
        const known = this.#byNeed.get(need);
        if (known === undefined) this.#byNeed.set(need, [index]);
        else known.push(index);
      }
    }
  }

  /** The rules to ask about a file, in their order. */
  metBy(things: Iterable<string>): readonly R[] {
    const asked = [...this.#always];
    for (const thing of things) for (const index of this.#byNeed.get(thing) ?? []) asked[index] = true;
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
