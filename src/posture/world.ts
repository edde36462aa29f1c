import type { ComposeProject } from '../parse/compose/project.ts';
import type { Dockerfile } from '../parse/dockerfile/ast.ts';
import type { ContainerPosture } from './container.ts';
import type { ImageUse } from './image-use.ts';
import type { StagePosture } from './stage.ts';

/** Everything the rules judge, parsed and joined. */
export interface World {
  readonly dockerfiles: readonly { readonly dockerfile: Dockerfile; readonly shipped: readonly StagePosture[] }[];
  readonly projects: readonly { readonly project: ComposeProject; readonly containers: readonly ContainerPosture[] }[];
  /** `docker run` lines, and the containers of workflows' jobs. */
  readonly commands: readonly ContainerPosture[];
  readonly images: readonly ImageUse[];
  /** What the repository builds, by image name and tag. */
  readonly builtImages: ReadonlyMap<string, StagePosture>;
}
