import type { BuildArgs } from '../parse/dockerfile/scope.ts';
import type { Dockerfile } from '../parse/dockerfile/ast.ts';
import type { Builder } from './stage.ts';

/** What somebody builds: a service, a command, a step of a workflow or a target of a bake file. */
export interface BuildWish {
  /** Where the Dockerfile may lie, likeliest first; empty where that is not known. */
  readonly paths: readonly string[];
  /** Absent: the last stage. */
  readonly target?: string;
  /** Which stage it builds is not known. */
  readonly anyTarget?: boolean;
  readonly args: BuildArgs;
  readonly builder?: Builder;
  /** The image names it gives. */
  readonly tags: readonly string[];
}

/** A wish whose Dockerfile was read. */
export interface Build extends BuildWish {
  readonly dockerfile: Dockerfile;
}
