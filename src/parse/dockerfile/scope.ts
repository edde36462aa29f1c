import type { Setting } from '../../model/setting.ts';
import type { Dockerfile, Instruction, InstructionOf, Stage, Word } from './ast.ts';
import { expandWord, isPlain } from './expand.ts';

/** Build arguments as given to a build. One that is there without a value is given, but nobody knows with which. */
export type BuildArgs = Readonly<Record<string, string | undefined>>;

/** What a stage is made from. */
export type Base =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'scratch' }
  | { readonly kind: 'image'; readonly reference: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** ARGs that BuildKit sets for every build, with values that depend on where and for what it builds. */
export const platformArgs: ReadonlySet<string> = new Set([
  'BUILDPLATFORM',
  'BUILDOS',
  'BUILDOSVERSION',
  'BUILDARCH',
  'BUILDVARIANT',
  'TARGETPLATFORM',
  'TARGETOS',
  'TARGETOSVERSION',
  'TARGETARCH',
  'TARGETVARIANT',
  'TARGETSTAGE',
]);

/** ARGs that a RUN sees without a declaration when they are given to the build; they stay out of the image's history. */
export const proxyArgs: ReadonlySet<string> = new Set(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]),
);

/** `isSet`: there is a value for certain, though the file does not tell it, so that a default never applies. */
type Value = { readonly known: string } | { readonly why: string; readonly isSet: boolean };

/** The value of a variable from one instruction on. */
interface Binding {
  readonly from: number;
  readonly value: Value;
}

/** So many stages below are asked for a variable; a hostile file has thousands. */
const DEPTH = 250;

/** The variables of a stage, or those before the first FROM; each variable's bindings are in the order of the file. */
class Scope {
  readonly parent: Scope | undefined;
  readonly #bindings = new Map<string, Binding[]>();

  constructor(parent: Scope | undefined) {
    this.parent = parent;
  }

  /** The value in force in front of an offset of the file. A stage below sees its parent as it ended. */
  at(name: string, offset: number): Value | undefined {
    const own = this.#bindings.get(name);
    if (own) {
      let low = 0;
      let high = own.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((own[middle]?.from ?? 0) < offset) low = middle + 1;
        else high = middle;
      }
      const found = own[low - 1];
      if (found) return found.value;
    }
    let depth = 0;
    for (let scope = this.parent; scope; scope = scope.parent) {
      const last = scope.#bindings.get(name)?.at(-1);
      if (last) return last.value;
      depth += 1;
      if (depth === DEPTH) return { why: 'too many stages stand on each other', isSet: true };
    }
    return undefined;
  }

  bind(name: string, from: number, value: Value): void {
    const own = this.#bindings.get(name);
    if (own) own.push({ from, value });
    else this.#bindings.set(name, [{ from, value }]);
  }
}

interface Scopes {
  readonly global: Scope;
  readonly stages: readonly Scope[];
  readonly bases: readonly Base[];
}

const known = new WeakMap<Dockerfile, WeakMap<BuildArgs, Scopes>>();
const noArgs: BuildArgs = {};

/** The stage that a name (in any case) or an index means; the last stage without a target. */
export function findStage(dockerfile: Dockerfile, target?: string): Stage | undefined {
  if (target === undefined || target === '') return dockerfile.stages.at(-1);
  return stageNamed(dockerfile.stages, target) ?? (/^\d+$/u.test(target) ? dockerfile.stages[Number(target)] : undefined);
}

/** What a stage is made from, with variables put in. */
export function baseOf(dockerfile: Dockerfile, stage: Stage, buildArgs: BuildArgs = noArgs): Base {
  return scopesOf(dockerfile, buildArgs).bases[stage.index] ?? { kind: 'unknown', why: 'the stage is not in this file' };
}

/** The variables that an instruction sees, before it sets its own: ENV and ARG of its stage and of the stages below it. */
export function environmentAt(
  dockerfile: Dockerfile,
  instruction: Instruction,
  buildArgs: BuildArgs = noArgs,
): (name: string) => string | undefined {
  const see = sight(dockerfile, instruction, buildArgs);
  return (name) => {
    const value = see(name);
    return value && 'known' in value ? value.known : undefined;
  };
}

/** A word of an instruction with variables put in; unknown where it needs one whose value the file does not tell. */
export function resolveWord(
  dockerfile: Dockerfile,
  instruction: Instruction,
  word: Word,
  buildArgs: BuildArgs = noArgs,
): Setting<string> {
  if (isPlain(word.raw, dockerfile.escape)) return { state: 'known', value: word.raw, at: word.at };
  const value = expandIn(word.raw, dockerfile.escape, sight(dockerfile, instruction, buildArgs));
  return 'known' in value
    ? { state: 'known', value: value.known, at: word.at }
    : { state: 'unknown', why: value.why, at: word.at };
}

type Sight = (name: string) => Value | undefined;

function sight(dockerfile: Dockerfile, instruction: Instruction, buildArgs: BuildArgs): Sight {
  const { global, stages } = scopesOf(dockerfile, buildArgs);
  const isGlobal = instruction.keyword === 'FROM' || instruction.stage < 0;
  const scope = isGlobal ? global : stages[instruction.stage];
  return (name) => scope?.at(name, instruction.at.span.start) ?? (isGlobal ? platformValue(name, buildArgs) : undefined);
}

function scopesOf(dockerfile: Dockerfile, given: BuildArgs): Scopes {
  const buildArgs = isEmpty(given) ? noArgs : given;
  let ofFile = known.get(dockerfile);
  if (!ofFile) known.set(dockerfile, (ofFile = new WeakMap()));
  let scopes = ofFile.get(buildArgs);
  if (!scopes) ofFile.set(buildArgs, (scopes = readScopes(dockerfile, buildArgs)));
  return scopes;
}

function isEmpty(args: BuildArgs): boolean {
  for (const _ in args) return false;
  return true;
}

function readScopes(dockerfile: Dockerfile, buildArgs: BuildArgs): Scopes {
  const global = new Scope(undefined);
  for (const arg of dockerfile.globalArgs) bindArgs(global, arg, dockerfile, buildArgs, undefined);
  const stages: Scope[] = [];
  const bases: Base[] = [];
  const named = new Map<string, Stage>();
  for (const stage of dockerfile.stages) {
    const base = readBase(dockerfile, stage, named, (name) => inGlobal(global, name, buildArgs));
    const scope = new Scope(base.kind === 'stage' ? stages[base.stage.index] : undefined);
    for (const instruction of stage.instructions) {
      if (instruction.keyword === 'ARG') bindArgs(scope, instruction, dockerfile, buildArgs, global);
      else if (instruction.keyword === 'ENV') bindEnvironment(scope, instruction, dockerfile);
    }
    stages.push(scope);
    bases.push(base);
    if (stage.name !== undefined) named.set(stage.name, stage);
  }
  return { global, stages, bases };
}

function readBase(dockerfile: Dockerfile, stage: Stage, named: ReadonlyMap<string, Stage>, see: Sight): Base {
  const image = expandIn(stage.from.image.raw, dockerfile.escape, see);
  if ('why' in image) return { kind: 'unknown', why: image.why };
  const reference = image.known;
  if (reference === '') return { kind: 'unknown', why: 'FROM names no image' };
  const below = named.get(reference.toLowerCase());
  if (below) return { kind: 'stage', stage: below };
  return reference === 'scratch' ? { kind: 'scratch' } : { kind: 'image', reference };
}

/** Every ARG sees those in front of it, in the same instruction too. A value given to the build beats the default. */
function bindArgs(
  scope: Scope,
  arg: InstructionOf<'ARG'>,
  { escape }: Dockerfile,
  buildArgs: BuildArgs,
  global: Scope | undefined,
): void {
  for (const { name, value } of arg.pairs) {
    const from = name.at.span.start;
    const given = givenValue(name.raw, buildArgs);
    const see: Sight = (wanted) => (global ? scope.at(wanted, from) : inGlobal(scope, wanted, buildArgs));
    if (given) scope.bind(name.raw, from, given);
    else if (value) scope.bind(name.raw, from, expandIn(value.raw, escape, see));
    else {
      const inherited = global && inGlobal(global, name.raw, buildArgs);
      if (inherited) scope.bind(name.raw, from, inherited);
      else if (!scope.at(name.raw, from)) scope.bind(name.raw, from, { why: `ARG ${name.raw} has no default`, isSet: false });
    }
  }
}

/** The pairs of one ENV do not see each other. */
function bindEnvironment(scope: Scope, env: InstructionOf<'ENV'>, { escape }: Dockerfile): void {
  const { start } = env.at.span;
  const see: Sight = (wanted) => scope.at(wanted, start);
  for (const { name, value } of env.pairs) {
    const key = expandIn(name.raw, escape, see);
    if ('known' in key) scope.bind(key.known, start, value ? expandIn(value.raw, escape, see) : { known: '' });
  }
}

function inGlobal(global: Scope, name: string, buildArgs: BuildArgs): Value | undefined {
  return global.at(name, Number.POSITIVE_INFINITY) ?? platformValue(name, buildArgs);
}

function platformValue(name: string, buildArgs: BuildArgs): Value | undefined {
  if (!platformArgs.has(name)) return undefined;
  return givenValue(name, buildArgs) ?? { why: `${name} depends on the platform of the build`, isSet: true };
}

function givenValue(name: string, buildArgs: BuildArgs): Value | undefined {
  if (!Object.hasOwn(buildArgs, name)) return undefined;
  const value = buildArgs[name];
  return value === undefined ? { why: `the value of the build argument ${name} is not known`, isSet: true } : { known: value };
}

function expandIn(raw: string, escape: '\\' | '`', see: Sight): Value {
  if (isPlain(raw, escape)) return { known: raw };
  let set: Value | undefined;
  let unset: string | undefined;
  const expansion = expandWord(
    raw,
    (name) => {
      const value = see(name);
      if (value === undefined || 'known' in value) return value?.known;
      if (value.isSet) set ??= value;
      else unset ??= value.why;
      return undefined;
    },
    escape,
  );
  if (set) return set;
  if ('error' in expansion) return { why: expansion.error, isSet: true };
  const [missing] = expansion.unresolved;
  return missing === undefined ? { known: expansion.value } : { why: unset ?? `nothing sets ${missing}`, isSet: true };
}

function stageNamed(stages: readonly Stage[], name: string): Stage | undefined {
  const lower = name.toLowerCase();
  return stages.findLast((stage) => stage.name === lower);
}

export { mountsOf, type MountOption, type RunMount } from './mounts.ts';
