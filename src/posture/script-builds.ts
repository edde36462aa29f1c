import type { Gap } from '../model/finding.ts';
import type { Place, SourceFile } from '../model/place.ts';
import type { BakeTarget } from '../parse/bake/targets.ts';
import { dockerCommand, type DockerCommand } from '../parse/command/docker.ts';
import { folderOf, isRemote, pathFrom } from '../parse/compose/paths.ts';
import { isElsewhere, type ScriptProblem, type SimpleCommand } from '../parse/shell/script.ts';
import type { WorkflowBuild } from '../parse/workflow/builds.ts';
import { isMarkdown } from '../parse/workflow/fences.ts';
import type { BuildPlace, BuildWish } from './build.ts';
import { buildOfCommand } from './command-build.ts';
import { limitGap, parsedScripts } from './file-scripts.ts';
import { namedContexts, type ContextPair } from './named-context.ts';
import { gapsOfHost, gapsOfScripts } from './script-gaps.ts';
import { scriptStarts } from './script-starts.ts';
import { commandFolders } from './shell-folder.ts';

/** How many commands of a file are looked at closely: those of docker, podman and nerdctl, and those that a pipe feeds. */
export const callLimit = 2_000;

/**
 * The commands of docker, podman and nerdctl in a file, what they build, and the other commands that a pipe feeds. Where there
 * are more than are looked at, what stands behind them is not read, and a blocking gap says so.
 */
export function commandsOf(file: SourceFile): {
  readonly commands: readonly DockerCommand[];
  readonly builds: readonly BuildWish[];
  readonly fed: readonly SimpleCommand[];
  readonly gaps: readonly Gap[];
} {
  const commands: DockerCommand[] = [];
  const builds: BuildWish[] = [];
  const fed: SimpleCommand[] = [];
  const gaps: Gap[] = [];
  const starts = scriptStarts(file);
  const problems: ScriptProblem[] = [];
  // What a text for people shows holds `<names>` and output, which no shell reads.
  const shown = isMarkdown(file.path);
  for (const { script, parsed } of parsedScripts(file, gaps)) {
    problems.push(...(shown ? parsed.problems.filter(({ unread }) => unread) : parsed.problems));
    const own: DockerCommand[] = [];
    let next: SimpleCommand | undefined;
    for (const command of parsed.commands) {
      const docker = dockerCommand(command);
      if (docker === undefined && command.position === 0) continue;
      if (commands.length + own.length + fed.length === callLimit) {
        next = command;
        break;
      }
      if (docker === undefined) fed.push(command);
      else own.push(docker);
    }
    commands.push(...own);
    const first = own.find(({ verb, command }) => verb === 'build' && !isElsewhere(command));
    if (first !== undefined) {
      const folders = commandFolders(script, { starts: starts(first.at.span.start), own: folderOf(file.path) });
      builds.push(
        ...own.flatMap((docker) =>
          isElsewhere(docker.command) ? [] : (buildOfCommand(docker, folders.get(docker.command) ?? []) ?? []),
        ),
      );
    }
    if (next === undefined) continue;
    gaps.push(limitGap(next.at, `only the first ${callLimit} container commands of this file are looked at`));
    break;
  }
  const unread = gapsOfScripts(file.path, problems).map((gap) => (shown ? { ...gap, blocking: false } : gap));
  return { commands, builds, fed, gaps: [...gaps, ...gapsOfHost(file), ...unread] };
}

/** A context that the action makes of the commit, and the folder in it. */
const ofCommit = /^\{\{\s*defaultContext\s*\}\}(?::(.*))?$/;

/** What a step of a workflow builds. Without a context it is what the commit holds. */
export function buildOfStep({
  context,
  dockerfile,
  target,
  args,
  contexts,
  tags,
  grants,
  secrets,
  at,
}: WorkflowBuild): BuildWish {
  const commit = context.state === 'unset' ? [''] : context.state === 'known' ? ofCommit.exec(context.value) : null;
  const folder = commit === null ? (context.state === 'known' ? context.value : undefined) : commit[1] || '.';
  const hidden = dockerfile.state === 'unknown' || folder === undefined || isRemote(folder);
  const path = hidden ? undefined : pathFrom('.', dockerfile.state === 'known' ? dockerfile.value : `${folder}/Dockerfile`);
  const place = path === undefined || folder === undefined ? undefined : placeOf(path, pathFrom('.', folder), contexts, '.');
  const checkout = commit === null ? {} : { checkout: true };
  return {
    places: place === undefined ? [] : [{ ...place, ...checkout }],
    ...targetOf(target),
    args,
    tags,
    grants,
    ...givesOf(secrets, at),
  };
}

/** What a target of a bake file builds, whose folder or the top of the repository its context counts from. */
export function buildOfBake(
  { name, at, context, dockerfile, target, args, contexts, inline, tags, grants, secrets }: BakeTarget,
  folders: readonly string[],
  group: string,
): BuildWish {
  const from =
    context.state === 'unset' ? '.' : context.state === 'known' && !isRemote(context.value) ? context.value : undefined;
  const file = dockerfile.state === 'unset' ? 'Dockerfile' : dockerfile.state === 'known' ? dockerfile.value : undefined;
  const places = folders.flatMap((folder) => {
    const path = from === undefined || file === undefined ? undefined : pathFrom(folder, `${from}/${file}`);
    return path === undefined || from === undefined ? [] : [placeOf(path, pathFrom(folder, from), contexts, folder)];
  });
  const gives = givesOf(secrets, at);
  return { places, ...targetOf(target), args, tags, grants, group, name, ...gives, ...(inline === undefined ? {} : { inline }) };
}

function placeOf(dockerfile: string, context: string | undefined, contexts: readonly ContextPair[], folder: string): BuildPlace {
  return {
    dockerfile,
    ...(context === undefined ? {} : { context }),
    ...(contexts.length === 0 ? {} : { names: namedContexts(contexts, folder) }),
  };
}

function givesOf(secrets: readonly string[] | undefined, at: Place): Pick<BuildWish, 'gives'> {
  return secrets === undefined ? {} : { gives: { at, secrets } };
}

function targetOf(target: WorkflowBuild['target']): Pick<BuildWish, 'target' | 'anyTarget'> {
  if (target.state === 'unset') return {};
  return target.state === 'known' ? { target: target.value } : { anyTarget: true };
}
