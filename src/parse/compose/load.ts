import { posix } from 'node:path';
import type { Place, SourceFile } from '../../model/place.ts';
import { Loading, type Read } from './loading.ts';
import { lookupIn, sectionOf, type Context } from './context.ts';
import { loadModel } from './model.ts';
import { folderOf, pathFrom } from './paths.ts';
import type { ComposeProject, MapValue, Service } from './project.ts';
import { referencesOf } from './references.ts';

export interface LoadOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** The project directory; the folder of the first file where it is absent. */
  readonly directory?: string;
  /** Read in order instead of `.env` of the project directory. */
  readonly envFiles?: readonly string[];
  /** What asks for the env files. */
  readonly by?: Place;
}

/**
 * Loads the Compose project that these files make, merged in order as Compose does it, with `.env` of the first file's
 * folder, `include`, `extends`, `!reset` and `!override`. Variables without a value stay `unknown`. Never throws for what
 * files hold or lack: that is in `problems`, and what could be read is in `services`.
 */
export async function loadProject(paths: readonly string[], read: Read, options: LoadOptions): Promise<ComposeProject> {
  const loading = new Loading(read);
  const directory = options.directory ?? folderOf(paths[0] ?? '.');
  const environment = new Map<string, string | null>(Object.entries(options.environment));
  const outside = new Map(environment);
  for (const path of options.envFiles ?? [pathFrom(directory, '.env') ?? '.env']) {
    const from = options.envFiles === undefined ? undefined : options.by;
    for (const [name, value] of await loading.dotenv(path, lookupIn(new Map(environment)), from)) {
      if (!outside.has(name)) environment.set(name, value);
    }
  }
  await nameProject(loading, paths, directory, environment);
  const context: Context = { loading, directory, environment, included: [] };
  const document = await loadModel(
    context,
    paths.map((path) => ({ path })),
  );
  const services = servicesOf(document, context);
  return { files: ordered(loading.files, paths), directory, services, document, problems: loading.problems };
}

/** Compose sets `COMPOSE_PROJECT_NAME` itself, from the name in the files or that of the folder. */
async function nameProject(
  loading: Loading,
  paths: readonly string[],
  directory: string,
  environment: Map<string, string | null>,
): Promise<void> {
  if (environment.has('COMPOSE_PROJECT_NAME')) return;
  let name: string | undefined;
  for (const path of paths) name = (await loading.nameIn(path, lookupIn(environment))) ?? name;
  const folder = posix.basename(directory).toLowerCase();
  const known = name ?? folder.replaceAll(/[^a-z0-9_-]/g, '').replace(/^[_-]+/, '');
  if (known !== '') environment.set('COMPOSE_PROJECT_NAME', known);
}

/** How many services of a project are read. The largest of 1,782 public files has 29. */
const serviceLimit = 2_000;

function servicesOf(document: MapValue, context: Context): readonly Service[] {
  const services: Service[] = [];
  const section = sectionOf(document, 'services', context);
  for (const { key, keyAt, value } of section?.entries.values() ?? []) {
    if (services.length === serviceLimit) {
      const message = `only the first ${serviceLimit} services of this project are read`;
      context.loading.refuse({ message, at: keyAt, kind: 'unreadable' });
      break;
    }
    if (value.kind === 'map') services.push({ name: key, at: keyAt, settings: value, directory: context.directory });
    else context.loading.refuse({ message: `the service ${key} has to be a map`, at: keyAt, kind: 'unparsable' });
  }
  for (const { name, settings } of services) {
    for (const reference of referencesOf(settings)) {
      if (section?.entries.get(reference.name)?.value.kind === 'map') continue;
      const message = `the service ${name} needs ${reference.name}, which this project does not have`;
      context.loading.refuse({ message, at: reference.value.at, kind: 'unresolved' });
    }
  }
  if (!document.entries.has('services')) refuseOldFormat(document, context);
  return services;
}

/** Compose 1 had services at the top of the file; Compose 2 refuses such files. */
function refuseOldFormat(document: MapValue, { loading }: Context): void {
  for (const { key, keyAt, value } of document.entries.values()) {
    if (value.kind !== 'map' || key.startsWith('x-') || !(value.entries.has('image') || value.entries.has('build'))) continue;
    loading.refuse({
      message: `${key} stands outside of services, as in the first format of Compose`,
      at: keyAt,
      kind: 'unparsable',
    });
    return;
  }
}

function ordered(files: readonly SourceFile[], paths: readonly string[]): readonly SourceFile[] {
  const named = paths.flatMap((path) => files.find((file) => file.path === path) ?? []);
  return [...named, ...files.filter((file) => !named.includes(file))];
}
