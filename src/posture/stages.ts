import type { Place } from '../model/place.ts';
import type { Effective, Entries, Entry, Setting, TrailStep } from '../model/setting.ts';
import type { Dockerfile, Instruction, InstructionOf, Stage } from '../parse/dockerfile/ast.ts';
import { joined } from '../parse/compose/fields.ts';
import { baseOf, findStage, resolveWord, type Base, type BuildArgs } from '../parse/dockerfile/scope.ts';
import { textOf } from '../parse/lines.ts';
import { factsOfImage, userOfImage, type ImageFacts, type ScannedImages } from './image-facts.ts';
import { contextKey, type NamedContext, type NamedContexts } from './named-context.ts';
import type { Builder, StagePosture } from './stage.ts';

/** What a build chooses in a Dockerfile. */
export interface BuildChoice {
  readonly target?: string;
  readonly args: BuildArgs;
  /** What names stand for, before stages and images are asked. */
  readonly names?: NamedContexts;
  /** What another build of the same project or bake file makes. */
  readonly made?: (name: string) => StagePosture | undefined;
}

/** The stage a build makes, with what it inherits; undefined where the target does not exist. */
export function postureOfBuild(
  dockerfile: Dockerfile,
  build: BuildChoice,
  builtBy: readonly Builder[],
  scanned: ScannedImages,
): StagePosture | undefined {
  const stage = build.target === undefined ? dockerfile.stages.at(-1) : findStage(dockerfile, build.target);
  return stage === undefined ? undefined : postureOfStage(dockerfile, stage, build, builtBy, scanned);
}

function postureOfStage(
  dockerfile: Dockerfile,
  stage: Stage,
  { args, names, made }: BuildChoice,
  builtBy: readonly Builder[],
  scanned: ScannedImages,
): StagePosture {
  const chain = [stage];
  const seen = new Set(chain);
  let base: Setting<string> = { state: 'unset' };
  let below: StagePosture | undefined;
  for (let current: Stage | undefined = stage; current !== undefined;) {
    const from: ReturnType<typeof baseOf> = baseOf(dockerfile, current, args);
    const at: Place = current.from.image.at;
    const named = namedBase(from, names);
    if (named !== undefined) {
      below = named.kind === 'build' ? made?.(named.of) : undefined;
      base = below?.base ?? baseOfContext(named, at);
      break;
    }
    if (from.kind === 'stage' && !seen.has(from.stage)) {
      chain.push(from.stage);
      seen.add(from.stage);
      current = from.stage;
      continue;
    }
    if (from.kind === 'image') base = { state: 'known', value: from.reference, at };
    else if (from.kind === 'scratch') base = { state: 'known', value: 'scratch', at };
    else base = { state: 'unknown', why: from.kind === 'unknown' ? from.why : 'the stages refer to each other in a circle', at };
    break;
  }
  const facts = below !== undefined ? below.facts : base.state === 'known' ? factsOfImage(base.value, scanned) : undefined;
  const entrypoint = lastOf(chain, isEntrypoint) ?? below?.entrypoint;
  const command = lastOf(chain, isCommand) ?? below?.command;
  const healthCheck = lastOf(chain, isHealthCheck) ?? below?.healthCheck;
  const volumes = volumesOf(dockerfile, chain, args);
  const exposed = exposedIn(dockerfile, chain, args);
  return {
    dockerfile,
    stage,
    chain,
    base,
    ...(facts === undefined ? {} : { facts }),
    user: effectiveUser(dockerfile, chain, base, args, facts, below),
    ...(entrypoint === undefined ? {} : { entrypoint }),
    ...(command === undefined ? {} : { command }),
    ...(healthCheck === undefined ? {} : { healthCheck }),
    exposed: below === undefined ? exposed : [...exposed, ...below.exposed],
    volumes: below === undefined ? volumes : joined(volumes, below.volumes),
    args,
    builtBy,
  };
}

/** The context that takes the place of what a stage is made from. */
function namedBase(from: Base, names: NamedContexts | undefined): NamedContext | undefined {
  if (names === undefined || (from.kind !== 'image' && from.kind !== 'stage')) return undefined;
  const name = from.kind === 'image' ? from.reference : from.stage.name;
  return name === undefined ? undefined : names.get(contextKey(name));
}

/** A folder is a root file system without any configuration, as `scratch` is. */
function baseOfContext(context: NamedContext, at: Place): Setting<string> {
  switch (context.kind) {
    case 'image':
      return { state: 'known', value: context.reference, at };
    case 'folder':
      return { state: 'known', value: 'scratch', at };
    case 'build':
      return { state: 'unknown', why: `what ${context.of} builds is not known`, at };
    case 'elsewhere':
      return { state: 'unknown', why: `its build context ${context.why}`, at };
  }
}

function exposedIn(dockerfile: Dockerfile, chain: readonly Stage[], args: BuildArgs): StagePosture['exposed'] {
  return chain.flatMap((link) =>
    link.instructions.flatMap((instruction) =>
      instruction.keyword === 'EXPOSE'
        ? instruction.values.map((word) => ({
            port: exposedPort(resolveWord(dockerfile, instruction, word, args), word.raw),
            at: word.at,
          }))
        : [],
    ),
  );
}

function volumesOf(dockerfile: Dockerfile, chain: readonly Stage[], args: BuildArgs): Entries<string> {
  const items: Entry<string>[] = [];
  const unknown: { why: string; at: Place }[] = [];
  for (const instruction of chain.flatMap(({ instructions }) => instructions)) {
    if (instruction.keyword !== 'VOLUME') continue;
    for (const word of instruction.values) {
      const path = resolveWord(dockerfile, instruction, word, args);
      if (path.state === 'known') items.push({ value: path.value, at: word.at });
      else unknown.push({ why: 'the path of a VOLUME depends on a variable', at: word.at });
    }
  }
  return { items, unknown };
}

function effectiveUser(
  dockerfile: Dockerfile,
  chain: readonly Stage[],
  base: Setting<string>,
  args: BuildArgs,
  facts: ImageFacts | undefined,
  below: StagePosture | undefined,
): Effective<string> {
  const trail: TrailStep[] = [];
  for (const stage of chain) {
    const user = lastOf([stage], isUser);
    if (user === undefined) {
      trail.push({ note: `${stageInWords(stage, dockerfile)} has no USER`, at: stage.from.at });
      continue;
    }
    const step = { note: `USER ${textOf(user.argument.at)}`, at: user.at };
    const value = resolveWord(dockerfile, user, user.argument, args);
    const setting: Setting<string> =
      value.state === 'known'
        ? { state: 'known', value: value.value, at: user.at }
        : { state: 'unknown', why: `the user of \`USER ${user.argument.raw}\` depends on a variable`, at: user.at };
    return { setting, trail: [...trail, step] };
  }
  if (below !== undefined) return { setting: below.user.setting, trail: [...trail, ...below.user.trail] };
  if (base.state === 'known') return userOfImage(base.value, base.at, trail, facts);
  const why = base.state === 'unknown' ? base.why : 'the stage has no base';
  return { setting: { state: 'unknown', why }, trail: [...trail, { note: why }] };
}

const isEntrypoint = (instruction: Instruction): instruction is InstructionOf<'ENTRYPOINT'> =>
  instruction.keyword === 'ENTRYPOINT';
const isCommand = (instruction: Instruction): instruction is InstructionOf<'CMD'> => instruction.keyword === 'CMD';
const isHealthCheck = (instruction: Instruction): instruction is InstructionOf<'HEALTHCHECK'> =>
  instruction.keyword === 'HEALTHCHECK';
const isUser = (instruction: Instruction): instruction is InstructionOf<'USER'> => instruction.keyword === 'USER';

/** The last instruction of its kind in the nearest stage that has one. */
function lastOf<T extends Instruction>(
  chain: readonly Stage[],
  is: (instruction: Instruction) => instruction is T,
): T | undefined {
  for (const stage of chain) {
    const found = stage.instructions.findLast(is);
    if (found !== undefined) return found;
  }
  return undefined;
}

function exposedPort(port: Setting<string>, raw: string): string {
  return port.state === 'known' ? port.value : raw;
}

/** A stage as a sentence names it: ``stage `build` ``, `the last stage`, `stage 0`. */
export function stageInWords(stage: Stage, { stages }: Pick<Dockerfile, 'stages'>): string {
  if (stage.name !== undefined) return `stage \`${stage.name}\``;
  return stage.index === stages.length - 1 ? 'the last stage' : `stage ${stage.index}`;
}

/** A stage as people call it: its name, or its number from 0. */
export function stageLabel(stage: Stage): string {
  return stage.name ?? String(stage.index);
}
