import type { Place } from '../../model/place.ts';
import { mergeValues, settle, withoutEqual } from './merge.ts';
import { lookupIn, mergeDocuments, sectionOf, withValue, withoutKey, type Context } from './context.ts';
import { folderOf, isRemote, moveDocument, pathFrom } from './paths.ts';
import type { MapEntry, MapValue, Value } from './project.ts';
import { asText } from './scalar.ts';
import { withoutRepetition } from './unicity.ts';

/** How many services one may extend through. */
const chainLimit = 50;

/** A service with its bases laid below it, and through how many others it extends. */
interface Resolved {
  readonly value: Value;
  readonly depth: number;
}

/** The services of one file, and those of them that are resolved already. */
interface Scope {
  readonly path: string;
  readonly services: MapValue;
  readonly resolved: Map<string, Resolved>;
  /** Whether `!reset` or `!override` occurs in it. */
  readonly directives: boolean;
}

/** The document with `extends` of its services resolved. A service whose base is missing or extends itself stays without one. */
export async function extendServices(document: MapValue, path: string, context: Context, directives: boolean): Promise<MapValue> {
  const services = sectionOf(document, 'services', context);
  if (services === undefined || !extendsAny(services)) return document;
  const scope: Scope = { path, services, resolved: new Map(), directives };
  const scopes = new Map<string, Promise<Scope | undefined>>();
  const entries = new Map<string, MapEntry>();
  for (const [name, entry] of services.entries) {
    const { value } = await new Extension(context, scopes).resolve(name, entry, scope, []);
    entries.set(name, { ...entry, value });
  }
  return withValue(document, 'services', { ...services, entries });
}

function extendsAny(services: MapValue): boolean {
  for (const { value } of services.entries.values()) if (value.kind === 'map' && value.entries.has('extends')) return true;
  return false;
}

class Extension {
  readonly #context: Context;
  readonly #scopes: Map<string, Promise<Scope | undefined>>;

  constructor(context: Context, scopes: Map<string, Promise<Scope | undefined>>) {
    this.#context = context;
    this.#scopes = scopes;
  }

  async resolve(name: string, entry: MapEntry, scope: Scope, chain: readonly string[]): Promise<Resolved> {
    const known = scope.resolved.get(name);
    if (known) return known;
    const service = entry.value;
    const reference = service.kind === 'map' ? service.entries.get('extends') : undefined;
    if (service.kind !== 'map' || reference === undefined || reference.value.directive !== undefined)
      return { value: service, depth: 0 };
    const base = await this.#base(name, reference, scope, [...chain, `${name} of ${scope.path}`]);
    const isWithin = reference.value.kind !== 'map' || !reference.value.entries.has('file');
    const whole = withoutKey(service, 'extends');
    const own = isWithin && base?.value.kind === 'map' ? withoutEqual(whole, base.value) : whole;
    const resolved =
      base?.value.kind === 'map'
        ? { value: mergeValues(base.value, own, ['services', name], this.#context.loading.refuse), depth: base.depth + 1 }
        : { value: own, depth: 0 };
    scope.resolved.set(name, resolved);
    return resolved;
  }

  async #base(
    name: string,
    { value: reference }: MapEntry,
    scope: Scope,
    chain: readonly string[],
  ): Promise<Resolved | undefined> {
    const target = reference.kind === 'map' ? reference.entries.get('service')?.value : reference;
    const wanted = asText(target);
    if (wanted === undefined || wanted === '')
      return this.#fail(reference.at, `the service ${name} extends one without a name`, 'unparsable');
    const file = reference.kind === 'map' ? reference.entries.get('file')?.value : undefined;
    const where = file === undefined ? scope : await this.#scope(file);
    if (where === undefined) return undefined;
    const entry = where.services.entries.get(wanted);
    const at = target?.at ?? reference.at;
    if (entry === undefined)
      return this.#fail(at, `the service ${name} extends ${wanted}, which ${where.path} does not have`, 'unparsable');
    if (chain.includes(`${wanted} of ${where.path}`))
      return this.#fail(at, `the service ${name} extends itself through ${wanted}`, 'unparsable');
    if (chain.length > chainLimit) return this.#fail(at, `the service ${name} extends through too many others`, 'unparsable');
    const base = await this.resolve(wanted, entry, where, chain);
    if (base.depth >= chainLimit) return this.#fail(at, `the service ${name} extends through too many others`, 'unparsable');
    return where.directives ? { ...base, value: settle(base.value) } : base;
  }

  async #scope(file: Value): Promise<Scope | undefined> {
    const named = asText(file);
    const { directory } = this.#context;
    if (named === undefined || named === '' || (file.kind === 'scalar' && file.unknown !== undefined)) {
      return this.#fail(file.at, 'the file that a service extends is not known');
    }
    const path = isRemote(named) ? undefined : pathFrom(directory, named);
    if (path === undefined) return this.#fail(file.at, `${named} is outside of what is scanned`);
    const scope = this.#scopes.get(path) ?? this.#load(path, file.at);
    this.#scopes.set(path, scope);
    return scope;
  }

  async #load(path: string, from: Place): Promise<Scope | undefined> {
    const { loading, directory, environment } = this.#context;
    const loaded = await loading.yaml(path, lookupIn(environment), from);
    if (loaded === undefined) return undefined;
    // Compose settles what a file repeats before another file extends it, and within one only behind `extends`.
    const whole = withoutRepetition(mergeDocuments(loaded, this.#context));
    const document = moveDocument(whole, folderOf(path), directory);
    const services = sectionOf(document, 'services', this.#context);
    if (services === undefined) return this.#fail(from, `${path} has no services to extend`, 'unparsable');
    return { path, services, resolved: new Map(), directives: loaded.directives };
  }

  #fail(at: Place, message: string, kind: 'unresolved' | 'unparsable' = 'unresolved'): undefined {
    this.#context.loading.refuse({ message, at, kind });
  }
}
