import { relative } from 'node:path/posix';
import type { ComposeWay, Sources } from '../model/artifact.ts';
import type { ContainerSettings } from '../model/container.ts';
import type { Gap } from '../model/finding.ts';
import type { SourceFile } from '../model/place.ts';
import type { WrittenDockerfile } from '../parse/bake/targets.ts';
import { containerOf } from '../parse/command/lower.ts';
import { dockerCommands, type DockerCommand } from '../parse/command/docker.ts';
import { loadProject } from '../parse/compose/load.ts';
import { folderOf } from '../parse/compose/paths.ts';
import { containersOf } from '../parse/compose/lower.ts';
import type { ComposeProject, Service } from '../parse/compose/project.ts';
import type { Dockerfile } from '../parse/dockerfile/ast.ts';
import { findStage } from '../parse/dockerfile/scope.ts';
import { locate } from '../parse/lines.ts';
import { parseScript } from '../parse/shell/parse.ts';
import { isAction, isWorkflow } from '../parse/workflow/github.ts';
import { imagesOfWorkflow, type WorkflowImage } from '../parse/workflow/images.ts';
import { workflowOf, type Workflow } from '../parse/workflow/steps.ts';
import type { ReadResult } from '../ports.ts';
import { bakeBuilds, gapsOfBake } from './bake-builds.ts';
import { byDockerfile, type Build, type BuildWish } from './build.ts';
import { Contexts, type BuildContext, type Tree } from './build-context.ts';
import { composeBuild, gapOfBuild, gapOfTarget } from './compose-build.ts';
import { envFileGaps, envFilesOf, variableFilesOf } from './env-files.ts';
import { forOneJob } from './job-container.ts';
import { oneOffOf } from './compose-run.ts';
import { Library } from './library.ts';
import { seccompProfileOf, type SeccompProfile } from './seccomp-profile.ts';
import { secretFilesOf, type SecretFile } from './secret-files.ts';
import { commandsOf } from './script-builds.ts';
import { unreadShells } from './unread-shells.ts';
import type { Call } from './world.ts';

/** A service as one way of starting its project has it. */
export interface ParsedService {
  readonly service: Service;
  readonly settings: ContainerSettings;
  readonly build?: Build;
}

/** One way of starting a project. */
export interface ParsedProject {
  readonly project: ComposeProject;
  /** The files it is started with, in the order in which they are merged. */
  readonly files: readonly string[];
  /** What else tells this way from others. */
  readonly options: readonly string[];
  readonly services: readonly ParsedService[];
  readonly envFiles: readonly SourceFile[];
  readonly variableFiles: readonly SourceFile[];
  readonly secretFiles: readonly SecretFile[];
}

export interface Parsed {
  /** The Dockerfiles that are files of their own, by path. */
  readonly dockerfiles: ReadonlyMap<string, Dockerfile>;
  /** Those that stand in Compose files. */
  readonly inline: readonly Dockerfile[];
  /** The folders that each is built with. */
  readonly contexts: ReadonlyMap<Dockerfile, readonly BuildContext[]>;
  readonly projects: readonly ParsedProject[];
  /** What `docker run` and `docker create` lines start. */
  readonly commands: readonly ContainerSettings[];
  /** The seccomp profiles that services and commands name. */
  readonly seccomp: ReadonlyMap<ContainerSettings, SeccompProfile>;
  /** The containers and services of workflow jobs. */
  readonly jobs: readonly ContainerSettings[];
  readonly builds: readonly Build[];
  /** The image names that something builds, whether its Dockerfile was found or not. */
  readonly tags: readonly string[];
  /** The images that workflows and pipelines name, those of their jobs among them. */
  readonly workflowImages: readonly WorkflowImage[];
  readonly calls: readonly Call[];
  readonly workflows: readonly Workflow[];
  /** The files that may hold commands. */
  readonly scripts: readonly SourceFile[];
  readonly gaps: readonly Gap[];
}

type Read = (path: string) => Promise<ReadResult>;

/** Parses what was collected, and the Dockerfiles that Compose files, workflows, bake files and commands name besides. */
export async function parse(sources: Sources, tree: Tree): Promise<Parsed> {
  const read: Read = (path) => tree.read(path);
  const gaps: Gap[] = [];
  const library = new Library(sources.dockerfiles, read);
  const projects: ParsedProject[] = [];
  const seccomp = new Map<ContainerSettings, SeccompProfile>();
  for (const way of sources.composeProjects) {
    const { files } = way;
    const project = await loadProject(files, read, { ...way, environment: {} });
    const options = optionsOf(way);
    for (const { message, at, kind } of project.problems) {
      gaps.push({ artifact: at.file.path, reason: kind, detail: message, location: locate(at), blocking: kind !== 'unresolved' });
    }
    const settings = containersOf(project);
    const services: ParsedService[] = [];
    for (const [index, service] of project.services.entries()) {
      const own = settings[index];
      if (own === undefined) continue;
      const profile = await seccompProfileOf(own, project.directory, tree, gaps);
      if (profile !== undefined) seccomp.set(own, profile);
      const build = await buildOfService(service, [...files, ...options].join('\n'), library, gaps);
      services.push({ service, settings: own, ...(build === undefined ? {} : { build }) });
    }
    gaps.push(...(await envFileGaps(project, sources.texts, read)));
    const envFiles = envFilesOf(project, sources.texts);
    const variableFiles = variableFilesOf(project, way.envFiles, sources.texts);
    const secretFiles = await secretFilesOf(project, tree);
    projects.push({ project, files, options, services, envFiles, variableFiles, secretFiles });
  }
  const { commands, jobs, wishes, gaps: ofLimits, ...ofWorkflows } = ofScripts(sources.scripts);
  gaps.push(...ofLimits);
  for (const command of commands) {
    const profile = await seccompProfileOf(command, undefined, tree, gaps);
    if (profile !== undefined) seccomp.set(command, profile);
  }
  gaps.push(...sources.bakeFiles.flatMap(gapsOfBake));
  wishes.push(...(await bakeBuilds(sources, read)));
  const builds = projects.flatMap(({ services }) => services.flatMap(({ build }) => build ?? []));
  for (const wish of wishes) {
    const found = wish.inline === undefined ? await library.first(wish.places) : library.written(wish.inline, wish.places);
    if (found === undefined && wish.inline !== undefined) gaps.push(gapOfInline(wish.inline, `target ${wish.name ?? ''}`));
    if (found !== undefined) builds.push({ ...wish, ...found });
  }
  const contexts = await contextsOf([...library.files.values(), ...library.inline.values()], builds, tree, gaps);
  for (const dockerfile of [...library.files.values(), ...library.inline.values()]) {
    const { file, problems } = dockerfile;
    gaps.push(...unreadShells(dockerfile));
    const [first] = problems;
    if (first !== undefined)
      gaps.push({ artifact: file.path, reason: 'unparsable', detail: first.message, location: locate(first.at), blocking: true });
  }
  return {
    dockerfiles: library.files,
    inline: [...library.inline.values()],
    contexts,
    projects,
    commands,
    seccomp,
    jobs,
    builds,
    tags: [...builds, ...wishes].flatMap(({ tags }) => tags),
    ...ofWorkflows,
    scripts: sources.scripts,
    gaps,
  };
}

/** The options in words, paths from the folder of the first file. */
function optionsOf({ files: [base = ''], directory, envFiles = [] }: ComposeWay): readonly string[] {
  const from = folderOf(base);
  const shown = (path: string): string => relative(from, path) || '.';
  return [
    ...(directory === undefined ? [] : [`--project-directory ${shown(directory)}`]),
    ...envFiles.map((path) => `--env-file ${shown(path)}`),
  ];
}

async function contextsOf(
  dockerfiles: readonly Dockerfile[],
  builds: readonly Build[],
  tree: Tree,
  gaps: Gap[],
): Promise<ReadonlyMap<Dockerfile, readonly BuildContext[]>> {
  const contexts = new Contexts(tree);
  const by = byDockerfile(builds);
  const found = new Map<Dockerfile, readonly BuildContext[]>();
  for (const dockerfile of dockerfiles) found.set(dockerfile, await contexts.of(dockerfile, by.get(dockerfile) ?? []));
  gaps.push(...contexts.gaps);
  return found;
}

async function buildOfService(service: Service, project: string, library: Library, gaps: Gap[]): Promise<Build | undefined> {
  const build = composeBuild(service, project);
  if (build === undefined) return undefined;
  const { wish, inline } = build;
  const [place] = wish.places;
  const found = place === undefined ? {} : { place };
  if (inline !== undefined) {
    const dockerfile = library.within(inline);
    if (dockerfile !== undefined) return { ...wish, ...found, dockerfile };
    gaps.push(gapOfInline(inline, `service ${service.name}`));
    return undefined;
  }
  const result = place === undefined ? undefined : await library.open(place.dockerfile);
  if (result !== undefined && !('ok' in result)) {
    if (findStage(result, wish.target) === undefined && result.stages.length > 0) gaps.push(gapOfTarget(build));
    return { ...wish, ...found, dockerfile: result };
  }
  gaps.push(gapOfBuild(build, result));
  return undefined;
}

function gapOfInline({ at, why }: WrittenDockerfile, of: string): Gap {
  const detail =
    why === undefined
      ? `the Dockerfile of ${of} is not read; write it as a block, or in a file of its own`
      : `the Dockerfile of ${of} is not read: ${why}`;
  return { artifact: at.file.path, reason: 'unsupported', detail, location: locate(at), blocking: false };
}

/** How many images of a workflow or a pipeline are looked at. */
const imageLimit = 2_000;

/** What scripts and workflows start, build and name. */
function ofScripts(files: readonly SourceFile[]): {
  readonly commands: readonly ContainerSettings[];
  readonly jobs: readonly ContainerSettings[];
  readonly wishes: BuildWish[];
  readonly workflowImages: readonly WorkflowImage[];
  readonly calls: readonly Call[];
  readonly workflows: readonly Workflow[];
  readonly gaps: readonly Gap[];
} {
  const gaps: Gap[] = [];
  const commands: ContainerSettings[] = [];
  const jobs: ContainerSettings[] = [];
  const wishes: BuildWish[] = [];
  const workflowImages: WorkflowImage[] = [];
  const calls: Call[] = [];
  const workflows: Workflow[] = [];
  for (const file of files) {
    const own = commandsOf(file);
    gaps.push(...own.gaps);
    commands.push(...own.commands.filter(({ verb }) => verb === 'run' || verb === 'create').map(containerOf));
    commands.push(...own.commands.flatMap((command) => oneOffOf(command) ?? []));
    wishes.push(...own.builds);
    calls.push(
      ...own.commands.map((docker) => ({ command: docker.command, docker })),
      ...own.fed.map((command) => ({ command })),
    );
    if (isWorkflow(file.path) || isAction(file.path)) workflows.push(workflowOf(file));
    const all = imagesOfWorkflow(file);
    const images = all.slice(0, imageLimit);
    workflowImages.push(...images);
    const next = all[imageLimit];
    if (next !== undefined) {
      const detail = `only the first ${imageLimit} images of this file are looked at`;
      gaps.push({ artifact: file.path, reason: 'unreadable', detail, location: locate(next.at), blocking: true });
    }
    for (const image of images) {
      const command = createdBy(image);
      if (command !== undefined) jobs.push(forOneJob({ ...containerOf(command), name: image.name }));
    }
  }
  return { commands, jobs, wishes, workflowImages, calls, workflows, gaps };
}

function createdBy({ create }: WorkflowImage): DockerCommand | undefined {
  return create === undefined ? undefined : dockerCommands(parseScript(create))[0];
}
