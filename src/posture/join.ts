import type { Sources } from '../model/artifact.ts';
import type { ContainerSettings } from '../model/container.ts';
import type { Gap } from '../model/finding.ts';
import type { SourceFile } from '../model/place.ts';
import { containerOf } from '../parse/command/lower.ts';
import { dockerCommands, type DockerCommand } from '../parse/command/docker.ts';
import { loadProject } from '../parse/compose/load.ts';
import { buildOf, containersOf } from '../parse/compose/lower.ts';
import type { ComposeProject, Service } from '../parse/compose/project.ts';
import type { Dockerfile } from '../parse/dockerfile/ast.ts';
import { parseDockerfile } from '../parse/dockerfile/parse.ts';
import { locate } from '../parse/lines.ts';
import { parseScript } from '../parse/shell/parse.ts';
import { scriptsOf } from '../parse/workflow/scripts.ts';
import type { ReadResult } from '../ports.ts';
import { buildOfCommand } from './command-build.ts';
import type { ContainerPosture } from './container.ts';
import { postureOf } from './containers.ts';
import type { ScannedUsers } from './image-user.ts';
import { imageUses } from './image-uses.ts';
import { imageKey } from './image-key.ts';
import { jobContainers } from './job-container.ts';
import type { Builder, StagePosture } from './stage.ts';
import { postureOfBuild } from './stages.ts';
import type { World } from './world.ts';

/** A wish to build a Dockerfile, and the image name it gives. */
interface Build {
  readonly path: string;
  readonly target?: string;
  readonly args: Readonly<Record<string, string>>;
  readonly builder?: Builder;
  readonly tags: readonly string[];
}

export interface Parsed {
  readonly dockerfiles: ReadonlyMap<string, Dockerfile>;
  readonly projects: readonly {
    readonly project: ComposeProject;
    readonly services: readonly { readonly service: Service; readonly settings: ContainerSettings }[];
  }[];
  readonly commands: readonly DockerCommand[];
  /** The containers of workflows' jobs. */
  readonly jobs: readonly ContainerSettings[];
  readonly scripts: readonly SourceFile[];
  readonly gaps: readonly Gap[];
}

/** Parses what was collected, and the Dockerfiles that Compose files and commands name besides. */
export async function parse(sources: Sources, read: (path: string) => Promise<ReadResult>): Promise<Parsed> {
  const gaps: Gap[] = [];
  const projects: { project: ComposeProject; services: { service: Service; settings: ContainerSettings }[] }[] = [];
  for (const files of sources.composeProjects) {
    const project = await loadProject(files, read, { environment: {} });
    for (const { message, at, kind } of project.problems) {
      gaps.push({ artifact: at.file.path, reason: kind, detail: message, location: locate(at), blocking: kind !== 'unresolved' });
    }
    const settings = containersOf(project);
    projects.push({
      project,
      services: project.services.flatMap((service, index) => {
        const own = settings[index];
        return own === undefined ? [] : [{ service, settings: own }];
      }),
    });
  }
  const commands = sources.scripts.flatMap((file) => scriptsOf(file).flatMap((script) => dockerCommands(parseScript(script))));
  const jobs = sources.scripts.flatMap(jobContainers);
  const dockerfiles = new Map<string, Dockerfile>();
  for (const file of sources.dockerfiles) dockerfiles.set(file.path, parseDockerfile(file));
  const builds = [
    ...projects.flatMap(({ services }) => services.flatMap(({ service }) => composeBuild(service) ?? [])),
    ...commands.flatMap((command) => buildOfCommand(command) ?? []),
  ];
  for (const { path } of builds) {
    if (dockerfiles.has(path)) continue;
    const result = await read(path);
    if (result.ok) dockerfiles.set(path, parseDockerfile({ path, text: result.text }));
  }
  for (const [path, { problems }] of dockerfiles) {
    const [first] = problems;
    if (first !== undefined)
      gaps.push({ artifact: path, reason: 'unparsable', detail: first.message, location: locate(first.at), blocking: true });
  }
  return { dockerfiles, projects, commands, jobs, scripts: sources.scripts, gaps };
}

/** Joins services and commands with the stages that the repository builds for them, and these with their base images. */
export function join(parsed: Parsed, scanned: ScannedUsers): World {
  const builds = [
    ...parsed.projects.flatMap(({ services }) => services.flatMap(({ service }) => composeBuild(service) ?? [])),
    ...parsed.commands.flatMap((command) => buildOfCommand(command) ?? []),
  ];
  const stages = new Map<Build, StagePosture>();
  const dockerfiles = [...parsed.dockerfiles.values()].map((dockerfile) => {
    const own = builds.filter(({ path }) => path === dockerfile.file.path);
    const shipped: StagePosture[] = [];
    for (const [key, group] of groupBuilds(own)) {
      const builders = distinctBuilders(group.flatMap(({ builder }) => builder ?? []));
      const posture = postureOfBuild(dockerfile, key, builders, scanned);
      if (posture === undefined) continue;
      for (const build of group) stages.set(build, posture);
      if (!shipped.some(({ stage }) => stage === posture.stage)) shipped.push(posture);
    }
    if (shipped.length === 0) {
      const last = postureOfBuild(dockerfile, { args: {} }, [], scanned);
      if (last !== undefined) shipped.push(last);
    }
    return { dockerfile, shipped };
  });
  const byTag = new Map<string, StagePosture>();
  for (const [build, stage] of stages) for (const tag of build.tags) byTag.set(imageKey(tag), stage);
  const stageOfService = (service: Service): StagePosture | undefined => {
    const wanted = composeBuild(service);
    return wanted === undefined ? undefined : stages.get(builds.find((build) => sameBuild(build, wanted)) ?? wanted);
  };
  const stageOfImage = (settings: ContainerSettings): StagePosture | undefined =>
    settings.image.state === 'known' ? byTag.get(imageKey(settings.image.value)) : undefined;
  const projects = parsed.projects.map(({ project, services }) => ({
    project,
    containers: services.map(({ service, settings }): ContainerPosture =>
      postureOf(settings, stageOfService(service) ?? stageOfImage(settings), scanned),
    ),
  }));
  const commands = parsed.commands
    .filter(({ verb }) => verb === 'run' || verb === 'create')
    .map((command) => containerOf(command))
    .map((settings) => postureOf(settings, stageOfImage(settings), scanned));
  return {
    dockerfiles,
    projects,
    commands: [...commands, ...parsed.jobs.map((settings) => postureOf(settings, stageOfImage(settings), scanned))],
    images: imageUses(dockerfiles, projects, commands, parsed.scripts, new Set(byTag.keys())),
    builtImages: byTag,
  };
}

function composeBuild(service: Service): Build | undefined {
  const build = buildOf(service);
  if (build === undefined || build.dockerfile.state !== 'known') return undefined;
  const image = service.settings.entries.get('image')?.value;
  const tag = image?.kind === 'scalar' && image.unknown === undefined && typeof image.value === 'string' ? [image.value] : [];
  return {
    path: build.dockerfile.value,
    ...(build.target.state === 'known' ? { target: build.target.value } : {}),
    args: build.args,
    builder: { service: service.name, at: service.at },
    tags: tag,
  };
}

function groupBuilds(builds: readonly Build[]): Map<Pick<Build, 'target' | 'args'>, Build[]> {
  const groups = new Map<string, Build[]>();
  for (const build of builds) {
    const key = JSON.stringify([build.target, build.args]);
    groups.set(key, [...(groups.get(key) ?? []), build]);
  }
  return new Map([...groups.values()].flatMap((group) => (group[0] === undefined ? [] : [[group[0], group] as const])));
}

function sameBuild(one: Build, other: Build): boolean {
  return (
    one.path === other.path &&
    one.target === other.target &&
    one.builder?.service === other.builder?.service &&
    JSON.stringify(one.args) === JSON.stringify(other.args)
  );
}

function distinctBuilders(builders: readonly Builder[]): readonly Builder[] {
  return builders.filter((builder, at) => builders.findIndex(({ service }) => service === builder.service) === at);
}
