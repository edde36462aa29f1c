import type { Console, Processes } from '../ports.ts';

/** What the machine is, and the environment a program may be given parts of. */
export interface Machine {
  /** As Node names them: `linux`, `darwin`, `win32`. */
  readonly platform: string;
  /** As Node names them: `x64`, `arm64`. */
  readonly arch: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Why a download did not arrive. `status` is the HTTP status where there was an answer. */
export class DownloadFailure extends Error {
  override readonly name = 'DownloadFailure';
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** Fetches a file, following redirects, with a few tries. Throws only {@link DownloadFailure}. */
export interface Downloads {
  fetch(address: string, file: string): Promise<void>;
}

export type ArchiveFormat = 'tar.gz' | 'zip';

/** The runner's tool cache, or the user's cache folder where there is no runner. */
export interface ToolCache {
  /** The folder of a tool that was stored whole. */
  find(tool: string, version: string): Promise<string | undefined>;
  /** Copies the contents of a folder in; the answer is the folder in the cache. */
  store(folder: string, tool: string, version: string): Promise<string>;
  /** Unpacks an archive, which the caller has inspected, into a folder. */
  unpack(archive: string, format: ArchiveFormat, folder: string): Promise<void>;
  /** Runs the work while no other process of this machine does the same for this tool. */
  exclusively<T>(tool: string, work: () => Promise<T>): Promise<T>;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** Files outside the tree under judgement: the installed program, reports of a scan, databases. */
export interface LocalFiles {
  /** A new folder that only this user may enter; it is gone when the work is done. */
  within<T>(purpose: string, work: (folder: string) => Promise<T>): Promise<T>;
  /** The real path of a regular file that may be run; undefined where there is none. */
  program(path: string): Promise<string | undefined>;
  /** Programs of that name in the folders of a search path; folders that are not absolute are left out. */
  search(name: string, searchPath: string): Promise<readonly string[]>;
  /** Lower-case hexadecimal SHA-256 of a file's bytes. */
  sha256(path: string): Promise<string>;
  /** The text of a file; undefined where there is none, or where it is larger than `maxBytes`. */
  readText(path: string, maxBytes: number): Promise<string | undefined>;
  /** The bytes of a file from an offset on. */
  readBytes(path: string, offset: number, length: number): Promise<Uint8Array>;
  size(path: string): Promise<number | undefined>;
  writeText(path: string, text: string): Promise<void>;
  /** Makes a folder, with those above it. */
  makeFolder(path: string): Promise<void>;
  /** Makes a folder, where there is none, and a link to it, where there is nothing of that name. */
  linkFolder(folder: string, link: string): Promise<void>;
  /** Copies a file and lets its owner run it. */
  copyProgram(from: string, to: string): Promise<void>;
  /** The names in a folder, sorted; undefined where it is no folder. */
  names(folder: string): Promise<readonly string[] | undefined>;
  /** What is in a folder, links not followed, sorted by name; undefined where it is no folder, or a link to one. */
  entries(folder: string): Promise<readonly FolderEntry[] | undefined>;
  /** Removes a file, a link or a folder with all that is in it; nothing where there is none. */
  remove(path: string): Promise<void>;
  /** The bytes of a gzip file, unpacked, piece by piece. */
  gunzip(path: string): AsyncIterable<Uint8Array>;
}

/** The time at this moment. */
export interface Clock {
  /** Since 1970, UTC. */
  milliseconds(): number;
}

/** What installing and running Trivy needs from the world. */
export interface TrivyPorts {
  readonly processes: Processes;
  readonly downloads: Downloads;
  readonly toolCache: ToolCache;
  readonly files: LocalFiles;
  readonly machine: Machine;
  readonly clock: Clock;
  readonly console: Console;
}
