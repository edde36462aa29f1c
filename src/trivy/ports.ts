import type { GuardError } from '../errors.ts';
import type { Console, Processes } from '../ports.ts';

/** What the machine is, and the environment a program may be given parts of. */
export interface Machine {
  /** As Node names them: `linux`, `darwin`, `win32`. */
  readonly platform: string;
  /** As Node names them: `x64`, `arm64`. */
  readonly arch: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Why a download did not arrive. */
export class DownloadFailure extends Error {
  override readonly name = 'DownloadFailure';
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** It came, but there was no place for it. */
  readonly disk: boolean;

  constructor(message: string, { status, disk = false }: { status?: number; disk?: boolean } = {}, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.disk = disk;
  }
}

/** Where a file is fetched from: an address, or an artifact in a registry that holds it under a title. */
export type DownloadSource =
  | { readonly kind: 'web'; readonly address: string }
  | { readonly kind: 'registry'; readonly reference: string; readonly title: string };

/**
 * Fetches a file, following redirects, with a few tries. Throws only {@link DownloadFailure}, and leaves no file then. What is
 * larger than `maxBytes` is not fetched to its end.
 */
export interface Downloads {
  fetch(source: DownloadSource, file: string, maxBytes: number): Promise<void>;
}

export type ArchiveFormat = 'tar.gz' | 'zip';

/** A folder that is being filled, in the end a tool of the cache. */
export interface Stage<T> {
  readonly folder: string;
  readonly value: T;
}

/** The runner's tool cache, or the user's cache folder where there is no runner. */
export interface ToolCache {
  /** The folder of a tool that was stored whole. */
  find(tool: string, version: string): Promise<string | undefined>;
  /** The versions of a tool that are there, for this machine. */
  versions(tool: string): Promise<readonly string[]>;
  /**
   * Lets the work fill a new folder and puts that into the cache at once, in the place of what was there. Where the work
   * throws, the cache stays as it was. The caller holds the tool exclusively.
   */
  store<T>(tool: string, version: string, fill: (folder: string) => Promise<T>): Promise<Stage<T>>;
  /** Runs the work while no other process of this machine does the same for this tool. */
  exclusively<T>(tool: string, work: () => Promise<T>): Promise<T>;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** Why a signature does not count, in words that follow "the signature …". */
export class SignatureFailure extends Error {
  override readonly name = 'SignatureFailure';
}

/** Sigstore bundles, judged without the network by keys that come with the product. */
export interface Signatures {
  /**
   * Checks that the bundle signs these bytes, with a certificate for exactly this identity from this issuer, and that a
   * transparency log holds it. The answer is when the certificate was issued, in milliseconds since 1970.
   * @throws SignatureFailure
   */
  verify(
    bundle: string,
    bytes: Uint8Array,
    signer: { readonly identity: string; readonly issuer: string },
  ): Promise<{ readonly signedAt: number }>;
}

export interface Marked {
  readonly sha256: string;
  /** At most 64 bytes each, as Latin-1. */
  readonly marked: readonly string[];
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
  /** The same, with what stands behind each occurrence of a mark. */
  sha256AndMarked(path: string, mark: string): Promise<Marked>;
  /** The same of a file that has exactly the bytes of these pieces; undefined where it has others. */
  sha256WhereEqual(path: string, pieces: AsyncIterable<Uint8Array>, mark: string): Promise<Marked | undefined>;
  /** The text of a file; undefined where there is none, or where it is larger than `maxBytes`. */
  readText(path: string, maxBytes: number): Promise<string | undefined>;
  /** The bytes of a file from an offset on. */
  readBytes(path: string, offset: number, length: number): Promise<Uint8Array>;
  size(path: string): Promise<number | undefined>;
  /** What the system notes of a file and nobody can set, so that it is another after each change; undefined where there is none. */
  stamp(path: string): Promise<string | undefined>;
  writeText(path: string, text: string): Promise<void>;
  /** Makes a folder, with those above it. */
  makeFolder(path: string): Promise<void>;
  /** Makes a folder, where there is none, and a link to it, in the place of whatever else has that name. */
  linkFolder(folder: string, link: string): Promise<void>;
  /** Copies a file; answers where to. */
  copy(from: string, to: string): Promise<string>;
  /** Writes a new program, which its owner may run, and answers its SHA-256. */
  writeProgram(path: string, pieces: AsyncIterable<Uint8Array>): Promise<string>;
  /** Copies a program into a folder, which is made, in the place of what had its name; nothing is left where that fails. */
  placeProgram(from: string, folder: string, name: string): Promise<string>;
  /** The names in a folder, sorted; undefined where it is no folder. */
  names(folder: string): Promise<readonly string[] | undefined>;
  /** What is in a folder, links not followed, sorted by name; undefined where it is no folder, or a link to one. */
  entries(folder: string): Promise<readonly FolderEntry[] | undefined>;
  /** Removes a file, a link or a folder with all that is in it; nothing where there is none. */
  remove(path: string): Promise<void>;
  /** The bytes of a gzip file, unpacked, piece by piece; one may be read until the next is asked for. */
  gunzip(path: string): AsyncIterable<Uint8Array>;
  /** Bytes in the middle of a file, unpacked where they are a raw deflate stream, piece by piece, as above. */
  inflate(path: string, offset: number, length: number, method: 'stored' | 'deflated'): AsyncIterable<Uint8Array>;
}

/** One image, or an index over several, in the place where it lies. Digests are those of the bytes. */
export interface ImageStore {
  /** How people name it, for messages. */
  readonly reference: string;
  readonly top: StoredManifest;
  /** @throws GuardError where it is not there, or has other bytes than its digest says. */
  manifest(digest: string): Promise<StoredManifest>;
  /** A blob of at most 16 MiB, compared with its digest. @throws GuardError as above. */
  text(digest: string): Promise<string>;
  /** A blob as its bytes come, which the reader has to compare with the digest. @throws GuardError where it is not there. */
  open(digest: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

export interface StoredManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly text: string;
}

/** An image as a program is shown it. */
export interface ShownImage {
  readonly manifest: StoredManifest;
  /** Small blobs by digest. */
  readonly texts: ReadonlyMap<string, string>;
  /** Layers that are shown unpacked: by the digest of what is in them, that of the blob in the store. */
  readonly unpacked: ReadonlyMap<string, string>;
}

/** A registry on this machine that shows one image at a time to a program, and looks at the bytes that pass through. */
export interface ImageRelay {
  offer(store: ImageStore, shown: ShownImage): OfferedImage;
  close(): Promise<void>;
}

export interface OfferedImage {
  /** What the program is to ask for. */
  readonly reference: string;
  /**
   * Takes the offer back; answers what was wrong with the bytes that passed. Where the program succeeded, what it did not
   * read to the end is looked at first.
   */
  withdraw(succeeded: boolean): Promise<GuardError | undefined>;
}

/** The places that images are read from. */
export interface Images {
  /** @throws GuardError REGISTRY with what to do about it. */
  registry(reference: string): Promise<ImageStore>;
  /** An OCI layout: a folder, or an archive of one that is not compressed; undefined for anything else. */
  layout(path: string): Promise<ImageStore | undefined>;
  /** The id of an image that the local engine holds under this name; undefined where it does not, or none answers. */
  engine(reference: string): Promise<string | undefined>;
  relay(): Promise<ImageRelay>;
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
  readonly signatures: Signatures;
  readonly files: LocalFiles;
  readonly images: Images;
  readonly machine: Machine;
  readonly clock: Clock;
  readonly console: Console;
}
