import type { Place } from '../model/place.ts';
import type { Effective, Setting, TrailStep } from '../model/setting.ts';
import type { Dockerfile, Instruction, InstructionOf, Keyword, Stage } from '../parse/dockerfile/ast.ts';
import { expandWord } from '../parse/dockerfile/expand.ts';
import { baseOf, findStage, environmentAt } from '../parse/dockerfile/scope.ts';
import { textOf } from '../parse/lines.ts';
import { userOfImage, type ScannedUsers } from './image-user.ts';
import type { Builder, StagePosture } from './stage.ts';

/** A wish to build a Dockerfile, from a Compose service or a `docker build` line. */
export interface Build {
  readonly path: string;
  readonly target?: string;
  readonly args: Readonly<Record<string, string>>;
  readonly builder: Builder;
}

/** The stage a build makes, with what it inherits; undefined where the target does not exist. */
export function postureOfBuild(
  dockerfile: Dockerfile,
  build: Pick<Build, 'target' | 'args'>,
  builtBy: readonly Builder[],
  scanned: ScannedUsers,
): StagePosture | undefined {
  const stage = build.target === undefined ? dockerfile.stages.at(-1) : findStage(dockerfile, build.target);
  return stage === undefined ? undefined : postureOfStage(dockerfile, stage, build.args, builtBy, scanned);
}

function postureOfStage(
  dockerfile: Dockerfile,
  stage: Stage,
  args: Readonly<Record<string, string>>,
  builtBy: readonly Builder[],
  scanned: ScannedUsers,
): StagePosture {
  const chain = [stage];
  let base: Setting<string> = { state: 'unset' };
  for (let current: Stage | undefined = stage; current !== undefined;) {
    const from: ReturnType<typeof baseOf> = baseOf(dockerfile, current, args);
    const at: Place = current.from.image.at;
    if (from.kind === 'stage' && !chain.includes(from.stage)) {
      chain.push(from.stage);
      current = from.stage;
      continue;
    }
    if (from.kind === 'image') base = { state: 'known', value: from.reference, at };
    else if (from.kind === 'scratch') base = { state: 'known', value: 'scratch', at };
    else base = { state: 'unknown', why: from.kind === 'unknown' ? from.why : 'the stages refer to each other in a circle', at };
    break;
  }
  const last = <K extends Keyword>(keyword: K): InstructionOf<K> | undefined => {
    for (const link of chain) {
      const found = link.instructions.findLast((instruction): instruction is InstructionOf<K> => instruction.keyword === keyword);
      if (found) return found;
    }
    return undefined;
  };
  const entrypoint = last('ENTRYPOINT');
  const command = last('CMD');
  const healthCheck = last('HEALTHCHECK');
  return {
    dockerfile,
    stage,
    chain,
    base,
    user: effectiveUser(dockerfile, chain, base, args, scanned),
    ...(entrypoint === undefined ? {} : { entrypoint }),
    ...(command === undefined ? {} : { command }),
    ...(healthCheck === undefined ? {} : { healthCheck }),
    exposed: chain.flatMap((link) =>
      link.instructions.flatMap((instruction) =>
        instruction.keyword === 'EXPOSE'
          ? instruction.values.map((word) => ({
              port: expanded(dockerfile, instruction, word.raw, args) ?? word.raw,
              at: word.at,
            }))
          : [],
      ),
    ),
    builtBy,
  };
}

function effectiveUser(
  dockerfile: Dockerfile,
  chain: readonly Stage[],
  base: Setting<string>,
  args: Readonly<Record<string, string>>,
  scanned: ScannedUsers,
): Effective<string> {
  const trail: TrailStep[] = [];
  for (const stage of chain) {
    const user = stage.instructions.findLast(
      (instruction): instruction is InstructionOf<'USER'> => instruction.keyword === 'USER',
    );
    if (user === undefined) {
      trail.push({ note: `stage ${stageLabel(stage)} has no USER`, at: stage.from.at });
      continue;
    }
    const value = expanded(dockerfile, user, user.argument.raw, args);
    const step = { note: `USER ${textOf(user.argument.at)}`, at: user.at };
    if (value === undefined) {
      return {
        setting: { state: 'unknown', why: `USER ${textOf(user.argument.at)} depends on a variable without a value`, at: user.at },
        trail: [...trail, step],
      };
    }
    return { setting: { state: 'known', value, at: user.at }, trail: [...trail, step] };
  }
  if (base.state === 'known' && base.value === 'scratch') {
    return {
      setting: { state: 'known', value: 'root', at: base.at },
      trail: [...trail, { note: 'scratch sets no user', at: base.at }],
    };
  }
  if (base.state === 'known') return userOfImage(base.value, base.at, trail, scanned);
  const why = base.state === 'unknown' ? base.why : 'the stage has no base';
  return { setting: { state: 'unknown', why }, trail: [...trail, { note: why }] };
}

/** A word with the variables of its place put in; undefined where one has no value. */
function expanded(
  dockerfile: Dockerfile,
  instruction: Instruction,
  raw: string,
  args: Readonly<Record<string, string>>,
): string | undefined {
  const result = expandWord(raw, environmentAt(dockerfile, instruction, args), dockerfile.escape);
  return 'error' in result || result.unresolved.length > 0 ? undefined : result.value;
}

/** A stage as people call it: its name, or its number from 0. */
export function stageLabel(stage: Stage): string {
  return stage.name ?? String(stage.index);
}
