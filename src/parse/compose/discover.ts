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
  /** How people tell it from the others: the first file, and the names of what is laid on it. */
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

/** Whether a path is named as people name Compose files. */
export function isComposeName(path: string): boolean {
  return composeName.test(posix.basename(path));
}

/**
 * The projects of a repository from the paths of its Compose files. Per folder the first of Compose's own names is the base
 * and gets the override file as Compose lays it on by itself; every other file is a project of its own, laid on the base of
 * its folder where `standsAlone` says that it needs one.
 */
export function composeProjects(
  paths: readonly string[],
  standsAlone: (path: string) => boolean = () => true,
): readonly ProjectFiles[] {
  const folders = new Map<string, string[]>();
  for (const path of [...new Set(paths)].toSorted()) {
    const folder = folderOf(path);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  return [...folders].flatMap(([folder, members]) => projectsIn(folder, members, standsAlone));
}

/** The files among these that `composeProjects` asks `standsAlone` about: those beside a base file. */
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

function projectsIn(folder: string, members: readonly string[], standsAlone: (path: string) => boolean): readonly ProjectFiles[] {
  const named = (names: readonly string[]): string | undefined =>
    names.map((name) => (folder === '.' ? name : `${folder}/${name}`)).find((path) => members.includes(path));
  const base = named(baseNames);
  const override = named(overrideNames);
  const projects: ProjectFiles[] = [];
  if (base !== undefined) projects.push(project(override === undefined ? [base] : [base, override]));
  for (const path of members) {
    if (path === base || (path === override && base !== undefined)) continue;
    projects.push(project(base === undefined || standsAlone(path) ? [path] : [base, path]));
  }
  return projects;
}

function project(files: readonly string[]): ProjectFiles {
  const [first = '', ...others] = files;
  return { files, label: [first, ...others.map((path) => posix.basename(path))].join(' + ') };
}
