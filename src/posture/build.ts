import type { BuildArgs } from '../parse/dockerfile/scope.ts';
import type { Dockerfile } from '../parse/dockerfile/ast.ts';
import type { Place } from '../model/place.ts';
import type { WrittenDockerfile } from '../parse/bake/targets.ts';
import type { NamedContexts } from './named-context.ts';
import type { Builder } from './stage.ts';

/** What a build lets the steps of its Dockerfile have, `security.insecure` or `network.host`, and where it says so. */
export interface Grant {
  readonly name: string;
  readonly at: Place;
}

/** What somebody builds: a service, a command, a step of a workflow or a target of a bake file. */
export interface BuildWish {
  /** Where the Dockerfile may lie, likeliest first; empty where that is not known. */
  readonly places: readonly BuildPlace[];
  /** Absent: the last stage. */
  readonly target?: string;
  /** Which stage it builds is not known. */
  readonly anyTarget?: boolean;
  readonly args: BuildArgs;
  readonly builder?: Builder;
  /** The image names it gives. */
  readonly tags: readonly string[];
  /** The powers that it gives to steps that ask for them. */
  readonly grants?: readonly Grant[];
  /** Which secrets it gives by their ids, and the line that builds; absent where that is not known. */
  readonly gives?: { readonly at: Place; readonly secrets: readonly string[] };
  /** How other builds of its project or bake file call it: `group` and its name. */
  readonly group?: string;
  readonly name?: string;
  /** Where its Dockerfile stands in the file that says how it is built. */
  readonly inline?: WrittenDockerfile;
}

/** Where a build finds its files. Paths are relative to the scanned root. */
export interface BuildPlace {
  readonly dockerfile: string;
  /** The folder of its context; absent where it is none of the scanned folders. */
  readonly context?: string;
  /** What names stand for in it. */
  readonly names?: NamedContexts;
  /** The context is a checkout: no `.git`, and nothing that git leaves out. */
  readonly checkout?: boolean;
}

/** A wish whose Dockerfile was read. */
export interface Build extends BuildWish {
  readonly dockerfile: Dockerfile;
  /** Where it was found. */
  readonly place?: BuildPlace;
}

/** The builds of each Dockerfile, in their order. */
export function byDockerfile(builds: readonly Build[]): ReadonlyMap<Dockerfile, readonly Build[]> {
  const found = new Map<Dockerfile, Build[]>();
  for (const build of builds) {
    const known = found.get(build.dockerfile);
    if (known === undefined) found.set(build.dockerfile, [build]);
    else known.push(build);
  }
  return found;
}
