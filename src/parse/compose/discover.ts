import { posix } from 'node:path';
import type { SourceFile } from '../../model/place.ts';
import { valueAt } from './fields.ts';
import { folderOf } from './paths.ts';
import { referencesOf } from './references.ts';
import { valuesOf } from './values.ts';
import { parseYaml } from './yaml.ts';

/** The files one project is started with, merged in order. */
export interface ProjectFiles {
  readonly files: readonly string[];
  /** How people tell it from the others: the first file, and what is laid on it, counted from its folder. */
  readonly label: string;
}

/** The names Compose looks for, the first one there wins. */
const baseNames = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/** The names Compose lays on the base file by itself, the first one there wins. */
const overrideNames = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/** What a service comes from. */
const origins = ['image', 'build', 'extends', 'provider'];

const composeName = /^(?:(?:docker|podman)-compose.*|compose(?:[-._\d].*)?|.+[-._](?:docker-)?compose)\.ya?ml$/i;

/** Whether Compose finds just these files by itself: its base file, and the override file that it lays on it. */
export function isAutomatic([base = '', override]: readonly string[]): boolean {
  const named = (path: string, names: readonly string[]): boolean => names.includes(posix.basename(path));
  return (
    named(base, baseNames) &&
    (override === undefined || (named(override, overrideNames) && folderOf(base) === folderOf(override)))
  );
}

/** Whether a path is named as people name Compose files. */
export function isComposeName(path: string): boolean {
  return composeName.test(posix.basename(path));
}

/**
 * The projects of a repository from the paths of its Compose files. Per folder the first of Compose's own names is the base
 * and gets the override file as Compose lays it on by itself. Every other file is a project of its own, unless `standsAlone`
 * says that it needs another one or its name says so: then it is laid on the base of its folder or the nearest above.
 */
export function composeProjects(
  paths: readonly string[],
  standsAlone: (path: string) => boolean = () => true,
): readonly ProjectFiles[] {
  const members = new Set(paths);
  const folders = new Map<string, string[]>();
  for (const path of [...members].toSorted()) {
    const beside = folders.get(folderOf(path));
    if (beside === undefined) folders.set(folderOf(path), [path]);
    else beside.push(path);
  }
  const projects: ProjectFiles[] = [];
  for (const [folder, files] of folders) {
    const base = namedIn(folder, baseNames, members);
    const override = namedIn(folder, overrideNames, members);
    if (base !== undefined) projects.push(project(override === undefined ? [base] : [base, override]));
    const below = base ?? baseAbove(folder, members);
    for (const path of files) {
      if (path === base || (path === override && base !== undefined)) continue;
      const alone = below === undefined || (path !== override && standsAlone(path));
      projects.push(project(alone ? [path] : [below, path]));
    }
  }
  return projects;
}

/** The files among these that `composeProjects` asks `standsAlone` about: those with a base file beside or above them. */
export function variantFiles(paths: readonly string[]): readonly string[] {
  const asked: string[] = [];
  composeProjects(paths, (path) => {
    asked.push(path);
    return true;
  });
  return asked;
}

/**
 * Whether a Compose file can be started without another one: it has services or includes some, and each of them has an image,
 * a build or a base of its own and needs no service that is not there.
 */
export function standsAlone(file: SourceFile): boolean {
  const names = new Set<string>();
  const needed = new Set<string>();
  let includes = false;
  for (const document of valuesOf(parseYaml(file)).documents) {
    if (document.kind !== 'map') continue;
    includes ||= document.entries.has('include');
    const section = document.entries.get('services')?.value;
    if (section?.kind !== 'map') continue;
    for (const { key, value } of section.entries.values()) {
      if (value.kind !== 'map' || !origins.some((origin) => valueAt(value, origin) !== undefined)) return false;
      names.add(key);
      for (const { name } of referencesOf(value)) needed.add(name);
    }
  }
  return includes || (names.size > 0 && [...needed].every((name) => names.has(name)));
}

function namedIn(folder: string, names: readonly string[], members: ReadonlySet<string>): string | undefined {
  const before = folder === '.' ? '' : `${folder}/`;
  const name = names.find((one) => members.has(before + one));
  return name === undefined ? undefined : before + name;
}

function baseAbove(folder: string, members: ReadonlySet<string>): string | undefined {
  let above = folder;
  while (above !== folderOf(above)) {
    above = folderOf(above);
    const base = namedIn(above, baseNames, members);
    if (base !== undefined) return base;
  }
  return undefined;
}

function project(files: readonly string[]): ProjectFiles {
  const [first = '', ...others] = files;
  return { files, label: [first, ...others.map((path) => posix.relative(folderOf(first), path))].join(' + ') };
}
