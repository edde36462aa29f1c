import type { Annotations, CodeScanning, Console, PullRequest } from '../ports.ts';
import type { RunLinks } from './run-context.ts';

/** Writes reports to disk. */
export interface ReportFiles {
  /** Makes the folders above `path` and writes the text. @throws GuardError OUTPUT naming the path. */
  write(path: string, text: string | Iterable<string>): Promise<void>;
}

/** Annotations of a job, and a word about those that found no room. */
export interface JobAnnotations extends Annotations {
  notice(message: string): void;
}

/** The page that GitHub shows for a finished step. */
export interface JobSummary {
  write(markdown: string): Promise<void>;
}

/** The outputs of a step. */
export interface JobOutputs {
  set(name: string, value: string): void;
}

export interface WrittenComment {
  readonly url: string;
  readonly changed: boolean;
}

/** A pull request whose comment can also be left unmade. */
export interface Conversation extends PullRequest {
  /** As `upsertComment`, but where there is no comment none is made. Throws a Refusal where it may not. */
  refreshComment(marker: string, body: string): Promise<WrittenComment | undefined>;
}

export interface UploadOutcome {
  readonly state: 'pending' | 'complete' | 'failed';
  readonly errors: readonly string[];
}

/** Code scanning that tells what became of an upload. */
export interface ScanningService extends CodeScanning {
  outcome(id: string): Promise<UploadOutcome>;
}

/** Where the reports of a run go. What is absent is not there: a terminal has no job summary, a push no pull request. */
export interface Outlets {
  readonly files: ReportFiles;
  readonly console: Console;
  readonly annotations?: JobAnnotations;
  readonly summary?: JobSummary;
  readonly outputs?: JobOutputs;
  readonly pullRequest?: Conversation;
  readonly codeScanning?: ScanningService;
  /** For reports that are read on GitHub. */
  readonly links?: RunLinks;
  /** The Trivy binary of the run, for the step's outputs. */
  readonly trivyPath?: string;
}
