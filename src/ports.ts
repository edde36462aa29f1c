import type { Finding } from './model/finding.ts';

/** Reads the tree under judgement. Paths are relative to the scanned root, with `/`; nothing outside it is read. */
export interface Files {
  /**
   * Every file below the folder, ignored and vendored folders left out, in the order of their paths. A folder that
   * cannot be opened stands there itself, with a `/` behind its name.
   */
  list(folder: string): Promise<readonly string[]>;
  /** The text, or why there is none. Never throws. */
  read(path: string): Promise<ReadResult>;
  exists(path: string): Promise<boolean>;
  /** Every name below a folder, what `list` leaves out as well, the shallow ones first. Never throws; links are not followed. */
  names(folder: string): Promise<FolderNames>;
}

/** What lies in a folder: what a build that takes the folder can take in. */
export interface FolderNames {
  readonly entries: readonly FolderName[];
  /** False where the folder holds more than is listed. */
  readonly complete: boolean;
}

export interface FolderName {
  /** Counted from the folder. A folder that is not looked into (`.git`, `node_modules`) has a `/` behind its name. */
  readonly path: string;
  /** Whether git leaves it out: it is on this machine, and in no fresh checkout. */
  readonly ignored: boolean;
}

export type ReadResult =
  /** `malformed`: not all of it is UTF-8; a replacement character stands for what is not. */
  | { readonly ok: true; readonly text: string; readonly malformed?: boolean }
  | {
      readonly ok: false;
      readonly reason: 'missing' | 'not-text' | 'too-large' | 'outside' | 'not-a-file' | 'denied';
      readonly detail: string;
    };

export interface ProcessResult {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** At most `maxBytes` of each stream; `truncated` says that more came. */
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  readonly timedOut: boolean;
}

/** Runs a program without a shell, with just the environment given. Never throws for what the program does. */
export interface Processes {
  run(
    file: string,
    args: readonly string[],
    options: {
      readonly environment: Readonly<Record<string, string>>;
      readonly timeoutSeconds: number;
      readonly maxBytes: number;
      readonly cwd?: string;
      /** What it reads from its standard input; nothing without. */
      readonly input?: string;
    },
  ): Promise<ProcessResult>;
}

/** The places that images are fetched from. */
export interface Registry {
  /**
   * The digest that a reference names at this moment; one with a digest is not asked for.
   * @throws GuardError REGISTRY for what is no reference and whatever the registry refuses, with what to do about it.
   */
  digestOf(reference: string): Promise<{ readonly digest: string }>;
}

/** What people see while a run goes on. Text is escaped by the adapter; secrets must not come here. */
export interface Console {
  /** Progress of long work; nothing on a quiet or piped terminal. */
  progress(message: string): void;
  info(message: string): void;
  warning(message: string): void;
}

export interface Clock {
  /** `YYYY-MM-DD`, UTC. */
  today(): string;
}

/** The pull request a run belongs to. */
export interface PullRequest {
  /** Makes the comment with this marker and our authorship say `body`; tells its address. Throws where it may not. */
  upsertComment(marker: string, body: string): Promise<{ readonly url: string; readonly changed: boolean }>;
}

/** GitHub's code scanning. */
export interface CodeScanning {
  /** Hands over a SARIF text for the commit of this run. Throws where it may not, with the missing permission named. */
  upload(sarif: string): Promise<{ readonly id: string }>;
}

/** Annotations on lines. At most ten of a level are shown by GitHub, so callers choose. */
export interface Annotations {
  annotate(level: 'error' | 'warning' | 'notice', finding: Finding): void;
}
