import type { Place } from '../model/place.ts';
import type { Effective, Entries, Setting } from '../model/setting.ts';
import type { Dockerfile, InstructionOf, Stage } from '../parse/dockerfile/ast.ts';
import type { ImageFacts } from './image-facts.ts';
import type { BuildArgs } from '../parse/dockerfile/scope.ts';

/** A service (or command) that builds a stage. */
export interface Builder {
  readonly service: string;
  readonly at: Place;
}

/** A stage with what it inherits through `FROM stage`, down to its base image. */
export interface StagePosture {
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  /** The stage itself, then the stages it is made from, nearest first. */
  readonly chain: readonly Stage[];
  /** The image at the end of the chain, with variables put in; `scratch` as it is. */
  readonly base: Setting<string>;
  /** What is known of the base image. */
  readonly facts?: ImageFacts;
  /** The last USER of the chain, else what is known of the base image. */
  readonly user: Effective<string>;
  readonly entrypoint?: InstructionOf<'ENTRYPOINT'>;
  readonly command?: InstructionOf<'CMD'>;
  readonly healthCheck?: InstructionOf<'HEALTHCHECK'>;
  /** EXPOSEd ports as text with variables put in, nearest stage first. */
  readonly exposed: readonly { readonly port: string; readonly at: Place }[];
  /** The paths of VOLUME instructions, nearest stage first; unknown ones hang on variables. */
  readonly volumes: Entries<string>;
  /** The build arguments it was looked at with. */
  readonly args: BuildArgs;
  readonly builtBy: readonly Builder[];
}
