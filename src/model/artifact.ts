import type { Gap } from './finding.ts';
import type { Place, SourceFile } from './place.ts';

/** One way of starting a Compose project. Paths are relative to the scanned root. */
export interface ComposeWay {
  /** In the order in which they are merged. */
  readonly files: readonly string[];
  /** The project directory; that of the first file where it is absent. */
  readonly directory?: string;
  /** What is read instead of `.env`. */
  readonly envFiles?: readonly string[];
  /** The line that starts it so; absent where Compose does by itself. */
  readonly by?: Place;
}

/** The files of a run by what they are, read once. */
export interface Sources {
  readonly dockerfiles: readonly SourceFile[];
  readonly composeProjects: readonly ComposeWay[];
  /** `docker-bake.hcl` and its kin. */
  readonly bakeFiles: readonly SourceFile[];
  /** Workflows, shell scripts, Makefiles: files that may hold `docker run` lines. */
  readonly scripts: readonly SourceFile[];
  /** Every text that was read, by path. */
  readonly texts: ReadonlyMap<string, SourceFile>;
  readonly gaps: readonly Gap[];
}
