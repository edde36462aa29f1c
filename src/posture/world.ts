import type { ComposeProject } from '../parse/compose/project.ts';
import type { Dockerfile } from '../parse/dockerfile/ast.ts';
import type { ContainerPosture } from './container.ts';
import type { ImageUse } from './image-use.ts';
import type { StagePosture } from './stage.ts';

/** Everything the rules judge, parsed and joined. */
export interface World {
  readonly dockerfiles: readonly { readonly dockerfile: Dockerfile; readonly shipped: readonly StagePosture[] }[];
  readonly projects: readonly WorldProject[];
  /** `docker run` lines, and the containers and services of workflow jobs. */
  readonly commands: readonly ContainerPosture[];
  readonly images: readonly ImageUse[];
  /** What the repository builds, by image name and tag. */
  readonly builtImages: ReadonlyMap<string, StagePosture>;
  /** The Compose files in which Dockerfiles stand. */
  readonly inlinePaths: ReadonlySet<string>;
}

/** One way of starting a project. */
export interface WorldProject {
  readonly project: ComposeProject;
  /** The files it is started with, in the order in which they are merged. */
  readonly files: readonly string[];
  readonly containers: readonly ContainerPosture[];
}
