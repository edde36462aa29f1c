import type { ContainerSettings } from '../model/container.ts';
import type { JudgedText } from '../parse/comments/reach.ts';
import type { Dockerfile } from '../parse/dockerfile/ast.ts';
import { textEntries, valueAt } from '../parse/compose/fields.ts';
import type { Service } from '../parse/compose/project.ts';
import { byDockerfile, type Build } from './build.ts';
import type { ContainerPosture } from './container.ts';
import { postureOf } from './containers.ts';
import { isMarkdown } from '../parse/workflow/fences.ts';
import { imageKey } from './image-key.ts';
import type { ScannedImages } from './image-facts.ts';
import { madeBy, type Made } from './made.ts';
import { imageUses } from './image-uses.ts';
import type { Parsed } from './parsed.ts';
import type { Builder, StagePosture } from './stage.ts';
import { postureOfBuild } from './stages.ts';
import type { Demands, KnownBuild, World, WorldDockerfile } from './world.ts';

export { parse, type Parsed } from './parsed.ts';

/** Joins services and commands with the stages that the repository builds for them, and these with their base images. */
export function join(parsed: Parsed, scanned: ScannedImages, demands: Demands = { registries: [], labels: [] }): World {
  const buildsOf = byDockerfile(parsed.builds);
  const stages = new Map<Build, StagePosture>();
  const made = madeBy(parsed.builds, scanned);
  const dockerfiles = [...parsed.dockerfiles.values(), ...parsed.inline].map((dockerfile) => ({
    dockerfile,
    shipped: shippedStages(dockerfile, buildsOf.get(dockerfile) ?? [], stages, scanned, made),
    named: new Set((buildsOf.get(dockerfile) ?? []).flatMap(({ place }) => [...(place?.names?.keys() ?? [])])),
    contexts: (parsed.contexts.get(dockerfile) ?? []).filter(({ name }) => name === undefined),
    namedFolders: (parsed.contexts.get(dockerfile) ?? []).filter(({ name }) => name !== undefined),
    builds: (buildsOf.get(dockerfile) ?? []).flatMap((build) => knownBuild(build, stages.get(build))),
    ...(buildsOf.get(dockerfile)?.some(({ anyTarget }) => anyTarget) === true ? { anyStage: true as const } : {}),
    ...grantsOf(buildsOf.get(dockerfile)),
  }));
  const byTag = new Map<string, StagePosture>();
  for (const [build, stage] of stages) for (const tag of build.tags) byTag.set(imageKey(tag), stage);
  const stageOfImage = ({ image }: ContainerSettings): StagePosture | undefined =>
    image.state === 'known' ? byTag.get(imageKey(image.value)) : undefined;
  const seccompOf = (settings: ContainerSettings): Pick<ContainerPosture, 'seccomp'> => {
    const seccomp = parsed.seccomp.get(settings);
    return seccomp === undefined ? {} : { seccomp };
  };
  const projects = parsed.projects.map(({ project, files, options, services, envFiles, variableFiles, secretFiles }) => ({
    project,
    files,
    options,
    envFiles,
    variableFiles,
    secretFiles,
    containers: services.map(({ service, settings, build }): ContainerPosture => {
      const stage = (build === undefined ? undefined : stages.get(build)) ?? stageOfImage(settings);
      return { ...postureOf(settings, stage, scanned), ...seccompOf(settings), profiles: profilesOf(service) };
    }),
  }));
  const posturesOf = (containers: readonly ContainerSettings[]): readonly ContainerPosture[] =>
    containers.map((settings) => ({ ...postureOf(settings, stageOfImage(settings), scanned), ...seccompOf(settings) }));
  const commands = posturesOf(parsed.commands);
  const built = new Set([...byTag.keys(), ...parsed.tags.map(imageKey)]);
  return {
    dockerfiles,
    projects,
    commands: [...commands, ...posturesOf(parsed.jobs)],
    images: imageUses(dockerfiles, projects, commands, parsed.workflowImages, built),
    calls: parsed.calls,
    workflows: parsed.workflows,
    texts: textsOf(parsed),
    builtImages: byTag,
    inlinePaths: new Set(parsed.inline.map(({ file }) => file.path)),
    demands,
  };
}

/** A Dockerfile that stands in a Compose file is read with that file; what Markdown shows is nobody’s comment. */
function textsOf({ dockerfiles, projects, scripts }: Parsed): readonly JudgedText[] {
  const compose = projects.flatMap(({ project, envFiles, variableFiles }) =>
    [...project.files, ...envFiles, ...variableFiles].map((file) => ({ file })),
  );
  const commented = scripts.filter(({ path }) => !isMarkdown(path));
  const own = [...dockerfiles.values()].map((dockerfile) => ({ file: dockerfile.file, dockerfile }));
  const all: readonly JudgedText[] = [...own, ...compose, ...commented.map((file) => ({ file }))];
  return [...new Map(all.toReversed().map((text) => [text.file.path, text])).values()].toReversed();
}

/** The stages of a Dockerfile that somebody builds, the last one where nobody does; which build makes which is noted in `stages`. */
function shippedStages(
  dockerfile: Dockerfile,
  builds: readonly Build[],
  stages: Map<Build, StagePosture>,
  scanned: ScannedImages,
  made: Made,
): readonly StagePosture[] {
  const shipped = new Map<unknown, StagePosture>();
  for (const group of alike(builds.filter(({ anyTarget }) => anyTarget !== true))) {
    const [first] = group;
    if (first === undefined) continue;
    const posture = postureOfBuild(dockerfile, made.choiceOf(first), distinctBuilders(group), scanned);
    if (posture === undefined) continue;
    for (const build of group) stages.set(build, posture);
    if (!shipped.has(posture.stage)) shipped.set(posture.stage, posture);
  }
  if (shipped.size > 0) return [...shipped.values()];
  const last = postureOfBuild(dockerfile, { args: {} }, [], scanned);
  return last === undefined ? [] : [last];
}

function knownBuild({ gives, builder }: Build, posture: StagePosture | undefined): readonly KnownBuild[] {
  if (posture === undefined) return [];
  return [
    {
      stage: posture.stage,
      ...(gives === undefined ? {} : { gives }),
      ...(builder === undefined ? {} : { service: builder.service }),
    },
  ];
}

function grantsOf(builds: readonly Build[] | undefined): Pick<WorldDockerfile, 'grants'> {
  return builds === undefined ? {} : { grants: builds.flatMap(({ grants }) => grants ?? []) };
}

/** Builds of one target with the same arguments and contexts. */
function alike(builds: readonly Build[]): readonly (readonly Build[])[] {
  const groups = new Map<string, Build[]>();
  for (const build of builds) {
    const key = JSON.stringify([build.target, Object.entries(build.args), namesOf(build)]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [build]);
    else known.push(build);
  }
  return [...groups.values()];
}

function distinctBuilders(builds: readonly Build[]): readonly Builder[] {
  const builders = new Map<string, Builder>();
  for (const { builder } of builds)
    if (builder !== undefined && !builders.has(builder.service)) builders.set(builder.service, builder);
  return [...builders.values()];
}

function profilesOf({ settings }: Service): readonly string[] {
  return textEntries(valueAt(settings, 'profiles')).items.map(({ value }) => value);
}

function namesOf({ group, place }: Build): unknown {
  if (place?.names === undefined) return undefined;
  return [group, [...place.names].map(([name, context]) => [name, { ...context, at: undefined }])];
}
