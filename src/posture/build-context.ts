import type { Gap } from '../model/finding.ts';
import type { Dockerfile } from '../parse/dockerfile/ast.ts';
import { copySources, type CopySource } from '../parse/dockerfile/copy-source.ts';
import { ignoreFilePaths, ignoredBy, parseIgnoreFile, type IgnoreFile } from '../parse/dockerfile/ignore.ts';
import { folderOf, pathFrom } from '../parse/compose/paths.ts';
import { locate } from '../parse/lines.ts';
import { credentialsIn } from '../parse/secret/credential-file.ts';
import { secretsInEnvText } from '../parse/secret/env-text.ts';
import type { Files, FolderName } from '../ports.ts';
import type { Build, BuildPlace } from './build.ts';
import { namedSources } from './named-sources.ts';

/** The folder a build takes its files from, and what lies in it. */
export interface BuildContext {
  /** Relative to the scanned root. */
  readonly folder: string;
  /** How `--from` names it, as `contextKey` has it; absent for the build's own. */
  readonly name?: string;
  /** False where nobody is known to build with it, and it is only the likeliest. */
  readonly certain: boolean;
  /** The `.dockerignore` that counts. */
  readonly ignoreFile?: IgnoreFile;
  /** What lies in it by paths from the folder, whether ignored or not; a folder that is not looked into ends with `/`. */
  readonly paths: readonly string[];
  /** The files among them that hold credentials by their names, and their texts where these can be read. */
  readonly credentials: readonly { readonly path: string; readonly what: string }[];
}

interface Looked extends Pick<BuildContext, 'paths' | 'credentials'> {
  /** The paths, and the folders on the way to them. */
  readonly all: ReadonlySet<string>;
}

/** What lies in a folder only for the sake of building. */
const ofBuilder = /(?:^|[./])(?:Docker|Container)file|dockerignore$/i;

/** How many env files of a context are read to see whether secrets stand in them. */
const envFileLimit = 50;

/** The parts of a tree that builds are looked at in. */
export type Tree = Pick<Files, 'read' | 'names'>;

/** The contexts that a Dockerfile is built with; none where it takes nothing from one. */
export class Contexts {
  readonly gaps: Gap[] = [];
  readonly #tree: Tree;
  readonly #folders = new Map<string, Promise<Looked>>();
  readonly #told = new Set<string>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  async of(dockerfile: Dockerfile, builds: readonly Build[]): Promise<readonly BuildContext[]> {
    const sources = copySources(dockerfile);
    const named = await this.#named(dockerfile, builds);
    return sources.length === 0 ? named : [...(await this.#own(dockerfile, builds, sources)), ...named];
  }

  /** The folders that builds give names to by which the Dockerfile copies from them. Each has the `.dockerignore` in it alone. */
  async #named(dockerfile: Dockerfile, builds: readonly Build[]): Promise<readonly BuildContext[]> {
    const folders = new Map<string, { readonly name: string; readonly path: string }>();
    for (const { place } of builds)
      for (const [name, context] of place?.names ?? [])
        if (context.kind === 'folder') folders.set(`${name}\0${context.path}`, { name, path: context.path });
    const found: BuildContext[] = [];
    for (const { name, path } of folders.values()) {
      if (!namedSources(dockerfile).has(name)) continue;
      const ignoreFile = await this.#firstIgnoreFile([pathFrom(path, '.dockerignore') ?? '']);
      const { paths, credentials } = await this.#look(path, false);
      found.push({ folder: path, name, certain: true, ...(ignoreFile === undefined ? {} : { ignoreFile }), paths, credentials });
    }
    return found;
  }

  async #own(dockerfile: Dockerfile, builds: readonly Build[], sources: readonly CopySource[]): Promise<readonly BuildContext[]> {
    const places = new Map<string, BuildPlace>();
    for (const { place } of builds) {
      const key = place?.context === undefined ? undefined : `${place.context}\0${place.checkout === true}`;
      if (place !== undefined && key !== undefined) places.set(key, place);
    }
    const found: BuildContext[] = [];
    for (const { context, checkout } of places.values())
      if (context !== undefined) found.push(await this.#context(dockerfile, context, true, checkout === true));
    if (builds.length > 0) return found;
    const { path } = dockerfile.file;
    const named = sources.filter(({ wild, path: source }) => !wild && source !== '').map((source) => source.path);
    const likely = await this.#likeliest(folderOf(path), named);
    return likely === undefined ? [] : [await this.#context(dockerfile, likely, false, false)];
  }

  /**
   * The folder of the Dockerfile, or the nearest above it, that has all that is named: nobody says from where it is built.
   * Where it names nothing, its own folder unless that holds nothing else; undefined where no folder has it all.
   */
  async #likeliest(own: string, named: readonly string[]): Promise<string | undefined> {
    for (let folder = own; ; folder = folderOf(folder)) {
      const { paths, all } = await this.#look(folder, false);
      const fits = named.length === 0 ? paths.some((path) => !ofBuilder.test(path)) : named.every((name) => all.has(name));
      if (fits) return folder;
      if (folder === '.') return named.length === 0 ? folder : undefined;
    }
  }

  async #context(dockerfile: Dockerfile, folder: string, certain: boolean, checkout: boolean): Promise<BuildContext> {
    const ignoreFile = await this.#ignoreFile(dockerfile.file.path, folder);
    const { paths, credentials } = await this.#look(folder, checkout);
    return { folder, certain, ...(ignoreFile === undefined ? {} : { ignoreFile }), paths, credentials };
  }

  async #ignoreFile(dockerfile: string, folder: string): Promise<IgnoreFile | undefined> {
    // Podman asks for a name of its own first.
    const podman = /(?:^|\/)Containerfile[^/]*$/i.test(dockerfile) ? [pathFrom(folder, '.containerignore') ?? ''] : [];
    return this.#firstIgnoreFile([...podman, ...ignoreFilePaths(dockerfile, folder)]);
  }

  async #firstIgnoreFile(places: readonly string[]): Promise<IgnoreFile | undefined> {
    for (const path of places) {
      const result = await this.#tree.read(path);
      if (!result.ok) {
        if (result.reason !== 'missing')
          this.#tell({ artifact: path, reason: 'unreadable', detail: result.detail, blocking: false });
        continue;
      }
      const file = parseIgnoreFile({ path, text: result.text });
      for (const { message, at } of file.problems)
        this.#tell({ artifact: path, reason: 'unparsable', detail: message, location: locate(at), blocking: false });
      return file;
    }
    return undefined;
  }

  #look(folder: string, checkout: boolean): Promise<Looked> {
    const key = `${folder}\0${checkout}`;
    const known = this.#folders.get(key);
    if (known !== undefined) return known;
    const looked = this.#read(folder, checkout);
    this.#folders.set(key, looked);
    return looked;
  }

  async #read(folder: string, checkout: boolean): Promise<Looked> {
    const { entries, complete } = await this.#tree.names(folder);
    if (!complete) {
      const detail = `holds too many files to be listed; what builds take in beyond the first ${entries.length} is not looked at`;
      this.#tell({ artifact: folder, reason: 'unsupported', detail, blocking: false });
    }
    const there = checkout ? entries.filter(({ path, ignored }) => !ignored && !/^\.git(?:\/|$)/.test(path)) : entries;
    const paths = there.map(({ path }) => path);
    return { paths, all: withFolders(paths), credentials: await this.#credentials(folder, there) };
  }

  async #credentials(folder: string, entries: readonly FolderName[]): Promise<BuildContext['credentials']> {
    const found: { readonly path: string; readonly what: string }[] = [];
    let opened = 0;
    for (const { path } of entries) {
      const what = path.endsWith('/') || isSample(path) ? undefined : credentialsIn(path);
      if (what === undefined) continue;
      if (/(?:^|\/)\.env[^/]*$/.test(path)) {
        opened += 1;
        const read = opened > envFileLimit ? undefined : await this.#tree.read(folder === '.' ? path : `${folder}/${path}`);
        if (read?.ok === true && secretsInEnvText(read.text).next().done === true) continue;
      }
      found.push({ path, what });
    }
    return found;
  }

  #tell(gap: Gap): void {
    const key = JSON.stringify(gap);
    if (!this.#told.has(key)) this.gaps.push(gap);
    this.#told.add(key);
  }
}

function withFolders(paths: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>();
  for (const path of paths) {
    for (let end = path.length; end > 0 && !all.has(path.slice(0, end)); end = path.lastIndexOf('/', end - 1))
      all.add(path.slice(0, end));
  }
  return all;
}

/** Keys and variables that are made up for tests and docs. */
function isSample(path: string): boolean {
  return (
    /(?:^|\/)(?:__tests__|docs?|e2e|examples?|fixtures?|mocks?|samples?|spec|testdata|tests?)\//i.test(path) ||
    path.endsWith('.pub')
  );
}

/** Whether a path of a context gets to the builder: a folder that is not looked into does if what is in it does. */
export function comesIn({ ignoreFile }: BuildContext, path: string): boolean {
  if (ignoreFile === undefined) return true;
  return ignoredBy(ignoreFile, path.endsWith('/') ? `${path}${insideOf(path)}` : path) === undefined;
}

/** A file that such a folder has, to ask the patterns about. */
function insideOf(folder: string): string {
  return folder.endsWith('.git/') ? 'config' : 'some-package/index.js';
}
