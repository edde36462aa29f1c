import type { Place } from './place.ts';

/** An image reference in its parts. `name` is the repository with its registry, as written. */
export interface ImageReference {
  readonly written: string;
  readonly name: string;
  /** Normalised for comparison: `node` and `docker.io/library/node` are both `docker.io/library/node`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** What the OCI config of an image says, as far as the product uses it. */
export interface ImageConfig {
  readonly user?: string;
  readonly env: readonly string[];
  readonly exposedPorts: readonly string[];
  /** Paths for which the engine makes a volume where nobody mounts one. */
  readonly volumes: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly hasHealthCheck: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly history: readonly { readonly createdBy: string; readonly empty: boolean }[];
  readonly diffIds: readonly string[];
  readonly architecture?: string;
  readonly os?: string;
}

/** Why a run looks at an image, and where in the repository somebody can act on what is found in it. */
export interface ImageTarget {
  readonly reference: string;
  readonly why: 'asked' | 'list' | 'compose' | 'built' | 'base';
  /** The `image:` or `FROM` line, or the line of the list; absent for an image named on the command line only. */
  readonly anchor?: Place;
  readonly service?: string;
  readonly stage?: string;
  /** What the reference named when the run began; the image is scanned by it, whatever the tag names by then. */
  readonly digest?: string;
  /** `all`, or `os/architecture`, where this image alone is meant for them. */
  readonly platforms?: readonly string[];
  /** Other names of the list for the same digest; the image is scanned once for all of them. */
  readonly twins?: readonly ImageTarget[];
}
