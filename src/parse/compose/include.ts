import type { Place } from '../../model/place.ts';
import { canonical, mergeValues } from './merge.ts';
import { lookupIn, sectionOf, withoutKey, withValue, type Context } from './context.ts';
import { folderOf, isRemote, moveDocument, pathFrom } from './paths.ts';
import type { Variables } from './interpolate.ts';
import type { MapEntry, MapValue, ScalarValue, Value } from './project.ts';
import { asText, isNull } from './scalar.ts';

/** Loads the files of an included project as a project of their own. */
type Load = (context: Context, paths: readonly { readonly path: string; readonly from: Place }[]) => Promise<MapValue>;

const sections = ['services', 'jobs', 'volumes', 'networks', 'secrets', 'configs', 'models'] as const;

/** The document with the projects it includes added; its own resources are laid on those of the same name. */
export async function includeModels(document: MapValue, context: Context, load: Load): Promise<MapValue> {
  const list = document.entries.get('include')?.value;
  if (list === undefined) return document;
  let whole = withoutKey(document, 'include');
  if (isNull(list)) return whole;
  if (list.kind !== 'list') {
    context.loading.refuse({ message: 'include has to be a list', at: list.at, kind: 'unparsable' });
    return whole;
  }
  for (const item of list.items) {
    const model = await includedModel(item, context, load);
    if (model) whole = importInto(whole, model, context);
  }
  return whole;
}

async function includedModel(item: Value, context: Context, load: Load): Promise<MapValue | undefined> {
  const { loading, directory } = context;
  const paths: { readonly path: string; readonly from: Place }[] = [];
  for (const value of texts(item.kind === 'map' ? item.entries.get('path')?.value : item)) {
    const path = located(value, context);
    if (path === undefined) return undefined;
    paths.push({ path, from: value.at });
  }
  const [main] = paths;
  if (main === undefined) {
    loading.refuse({ message: 'this include names no file', at: item.at, kind: 'unparsable' });
    return undefined;
  }
  if (context.included.includes(main.path)) {
    loading.refuse({ message: `${main.path} includes itself`, at: main.from, kind: 'unparsable' });
    return undefined;
  }
  const named = item.kind === 'map' ? item.entries.get('project_directory')?.value : undefined;
  const folder = isNull(named) || named === undefined ? folderOf(main.path) : located(named, context);
  if (folder === undefined) return undefined;
  const environment = await includedEnvironment(item, folder, context);
  const model = await load({ ...context, directory: folder, environment }, paths);
  return moveDocument(withContexts(model), folder, directory);
}

/** What is known outside wins over the env files; without any, `.env` of the included folder is read. */
async function includedEnvironment(item: Value, folder: string, context: Context): Promise<Variables> {
  const files = texts(item.kind === 'map' ? item.entries.get('env_file')?.value : undefined);
  const environment = new Map(context.environment);
  const lookup = lookupIn(environment);
  const read = async (path: string, from: Place | undefined): Promise<void> => {
    const variables = await context.loading.dotenv(path, lookup, from);
    for (const [name, value] of variables) if (!context.environment.has(name)) environment.set(name, value);
  };
  if (files.length === 0) await read(pathFrom(folder, '.env') ?? '.env', undefined);
  for (const file of files) {
    if (asText(file) === '/dev/null') continue;
    const path = located(file, context);
    if (path !== undefined) await read(path, file.at);
  }
  return environment;
}

/** A build that names no context has the folder of its own project. */
function withContexts(model: MapValue): MapValue {
  const services = model.entries.get('services')?.value;
  if (services?.kind !== 'map') return model;
  const entries = new Map<string, MapEntry>(services.entries);
  for (const [name, entry] of services.entries) {
    const build = entry.value.kind === 'map' ? entry.value.entries.get('build')?.value : undefined;
    if (entry.value.kind !== 'map' || build?.kind !== 'map' || build.entries.has('context')) continue;
    const context: ScalarValue = { kind: 'scalar', value: '.', written: '.', quoted: false, variables: [], at: build.at };
    entries.set(name, { ...entry, value: withValue(entry.value, 'build', withValue(build, 'context', context)) });
  }
  return withValue(model, 'services', { ...services, entries });
}

function located(value: Value, { loading, directory }: Context): string | undefined {
  const text = asText(value);
  if (text === undefined || text === '' || (value.kind === 'scalar' && value.unknown !== undefined)) {
    loading.refuse({ message: 'what is included is not known', at: value.at, kind: 'unresolved' });
    return undefined;
  }
  const path = isRemote(text) ? undefined : pathFrom(directory, text);
  if (path === undefined) loading.refuse({ message: `${text} is outside of what is scanned`, at: value.at, kind: 'unresolved' });
  return path;
}

function importInto(document: MapValue, model: MapValue, context: Context): MapValue {
  let whole = document;
  for (const section of sections) {
    const imported = sectionOf(model, section, context);
    if (imported === undefined || imported.entries.size === 0) continue;
    const own = sectionOf(whole, section, context);
    const entries = new Map<string, MapEntry>(own?.entries);
    for (const [name, entry] of imported.entries) {
      const conflict = entries.get(name);
      if (conflict === undefined) entries.set(name, entry);
      else if (canonical(conflict.value) !== canonical(entry.value)) {
        entries.set(name, {
          ...conflict,
          value: mergeValues(entry.value, conflict.value, [section, name], context.loading.refuse),
        });
      }
    }
    whole = withValue(whole, section, { kind: 'map', entries, at: own?.at ?? imported.at });
  }
  return whole;
}

function texts(value: Value | undefined): readonly Value[] {
  if (value === undefined || isNull(value)) return [];
  return value.kind === 'list' ? value.items : [value];
}
