import type { Gap } from './finding.ts';
import type { SourceFile } from './place.ts';

/** The files of a run by what they are, read once. */
export interface Sources {
  readonly dockerfiles: readonly SourceFile[];
  /** Each one way of starting a project: files in the order in which they are merged. */
  readonly composeProjects: readonly (readonly string[])[];
  /** `docker-bake.hcl` and its kin. */
  readonly bakeFiles: readonly SourceFile[];
  /** Workflows, shell scripts, Makefiles: files that may hold `docker run` lines. */
  readonly scripts: readonly SourceFile[];
  /** Every text that was read, by path. */
  readonly texts: ReadonlyMap<string, SourceFile>;
  readonly gaps: readonly Gap[];
}
