import type { SourceFile } from '../model/place.ts';
import type { DockerCommand } from '../parse/command/docker.ts';
import type { JudgedText } from '../parse/comments/reach.ts';
import type { ComposeProject } from '../parse/compose/project.ts';
import type { Dockerfile, Stage } from '../parse/dockerfile/ast.ts';
import type { SimpleCommand } from '../parse/shell/script.ts';
import type { Workflow } from '../parse/workflow/steps.ts';
import type { BuildWish, Grant } from './build.ts';
import type { BuildContext } from './build-context.ts';
import type { ContainerPosture } from './container.ts';
import type { ImageUse } from './image-use.ts';
import type { SecretFile } from './secret-files.ts';
import type { StagePosture } from './stage.ts';

/** What a team asks of images beyond what holds for everybody; empty lists where it asks nothing. */
export interface Demands {
  /** Registries, or paths below them, that images may come from. */
  readonly registries: readonly string[];
  /** Labels that an image must have: `NAME` or `NAME=FORMAT`. */
  readonly labels: readonly string[];
}

/** Everything the rules judge, parsed and joined. */
export interface World {
  readonly dockerfiles: readonly WorldDockerfile[];
  readonly projects: readonly WorldProject[];
  /** `docker run` lines, and the containers and services of workflow jobs. */
  readonly commands: readonly ContainerPosture[];
  readonly images: readonly ImageUse[];
  readonly calls: readonly Call[];
  /** The workflows and actions of GitHub. */
  readonly workflows: readonly Workflow[];
  /** The files that were read for all this, each once. */
  readonly texts: readonly JudgedText[];
  /** What the repository builds, by image name and tag. */
  readonly builtImages: ReadonlyMap<string, StagePosture>;
  /** The Compose files in which Dockerfiles stand. */
  readonly inlinePaths: ReadonlySet<string>;
  readonly demands: Demands;
}

export interface WorldDockerfile {
  readonly dockerfile: Dockerfile;
  /** The stages that somebody builds, the last one where nobody does. */
  readonly shipped: readonly StagePosture[];
  /** The names for which builds of it give contexts of their own, as `contextKey` has them. */
  readonly named: ReadonlySet<string>;
  /** The folders it is built with; none where these are not known or it takes nothing from them. */
  readonly contexts: readonly BuildContext[];
  /** The folders that its builds give it under names. */
  readonly namedFolders: readonly BuildContext[];
  /** Who builds which of its stages, and gives which secrets; empty where nobody is known to. */
  readonly builds: readonly KnownBuild[];
  /** Some build makes a stage of which nobody knows which it is. */
  readonly anyStage?: true;
  /** The powers that its builds give to steps that ask for them; absent where nobody is known to build it. */
  readonly grants?: readonly Grant[];
}

/** A build of a stage. */
export interface KnownBuild extends Pick<BuildWish, 'gives'> {
  readonly stage: Stage;
  readonly service?: string;
}

/** A command of a script: one of docker, podman or nerdctl, or one that a pipe feeds. */
export interface Call {
  readonly command: SimpleCommand;
  readonly docker?: DockerCommand;
}

/** One way of starting a project. */
export interface WorldProject {
  readonly project: ComposeProject;
  /** The files it is started with, in the order in which they are merged. */
  readonly files: readonly string[];
  /** What else tells this way from others, as it is written on a command line: `--env-file prod.env`. */
  readonly options: readonly string[];
  readonly containers: readonly ContainerPosture[];
  /** The env files of its services that are kept with the code. */
  readonly envFiles: readonly SourceFile[];
  /** The files with the values of its variables that are kept with the code: `.env`. */
  readonly variableFiles: readonly SourceFile[];
  /** The files of its secrets that are kept with the code. */
  readonly secretFiles: readonly SecretFile[];
}
