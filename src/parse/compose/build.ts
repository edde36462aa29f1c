import type { Place } from '../../model/place.ts';
import type { Setting } from '../../model/setting.ts';
import { variablesOf } from './environment.ts';
import { booleanSetting, entriesOf, itemsOf, textEntries, textSetting, valueAt, type Reading } from './fields.ts';
import { isRemote, pathFrom } from './paths.ts';
import type { MapValue, Service, Value } from './project.ts';
import { asText } from './scalar.ts';

/** How a service is built. Paths are relative to the scanned root. */
export interface BuildSettings {
  readonly context: Setting<string>;
  /** The Dockerfile, Compose's own `Dockerfile` of the context included; unset where it stands in the Compose file itself. */
  readonly dockerfile: Setting<string>;
  readonly dockerfileInline: Setting<string>;
  readonly target: Setting<string>;
  /** Names for other contexts, and what they stand for as it is written. */
  readonly contexts: readonly { readonly name: string; readonly value: Setting<string>; readonly at: Place }[];
  /** The build arguments whose values are known from files. */
  readonly args: Readonly<Record<string, string>>;
  /** The names of the build arguments whose values are not. */
  readonly unknownArgs: readonly string[];
  /** What its steps may have that ask for it: `security.insecure`, which `privileged` gives too. */
  readonly grants: readonly { readonly name: string; readonly at: Place }[];
  /** The ids of the secrets it is given; absent where some are not known. */
  readonly secrets?: readonly string[];
  /** The value of `build`. */
  readonly at: Place;
}

/** What `build` of a service comes to; `undefined` where it has none. */
export function buildOf(service: Service): BuildSettings | undefined {
  const build = valueAt(service.settings, 'build');
  if (build === undefined) return undefined;
  const map = build.kind === 'map' ? build : undefined;
  const context = contextOf(map ? valueAt(map, 'context') : build, build.at, service.directory);
  const dockerfileInline = textSetting(map && valueAt(map, 'dockerfile_inline'));
  const { args, unknownArgs } = argumentsOf(map);
  return {
    context,
    dockerfile: dockerfileInline.state === 'unset' ? dockerfileOf(map, context, build.at) : { state: 'unset' },
    dockerfileInline,
    target: textSetting(map && valueAt(map, 'target')),
    contexts: contextsOf(map && valueAt(map, 'additional_contexts')),
    args,
    unknownArgs,
    grants: map === undefined ? [] : grantsOf(map),
    ...secretsOf(map && valueAt(map, 'secrets')),
    at: build.at,
  };
}

function grantsOf(build: MapValue): BuildSettings['grants'] {
  const named = textEntries(valueAt(build, 'entitlements')).items.map(({ value, at }) => ({ name: value, at }));
  const privileged = booleanSetting(valueAt(build, 'privileged'));
  return privileged.state === 'known' && privileged.value ? [...named, { name: 'security.insecure', at: privileged.at }] : named;
}

function secretsOf(value: Value | undefined): Pick<BuildSettings, 'secrets'> {
  const { items, unknown } = entriesOf(value, buildSecret);
  return unknown.length > 0 ? {} : { secrets: items.map(({ value: id }) => id) };
}

/** The id of a build secret: its `target`, else its name. */
export function buildSecret(item: Value): Reading<string> {
  const id = item.kind === 'map' ? (asText(valueAt(item, 'target')) ?? asText(valueAt(item, 'source'))) : asText(item);
  return id === undefined ? { why: 'it is not a secret' } : { value: id };
}

/** A map of names, or a list of `name=value`. */
function contextsOf(value: Value | undefined): BuildSettings['contexts'] {
  if (value?.kind === 'map')
    return [...value.entries.values()].map((entry) => ({ name: entry.key, value: textSetting(entry.value), at: entry.keyAt }));
  return itemsOf(value).flatMap((item) => {
    const text = textSetting(item);
    const [, name, rest] = text.state === 'known' ? (/^([^=]+)=(.*)$/s.exec(text.value) ?? []) : [];
    return name === undefined || rest === undefined || text.state !== 'known'
      ? []
      : [{ name, value: { ...text, value: rest }, at: item.at }];
  });
}

function contextOf(value: Value | undefined, at: Place, directory: string): Setting<string> {
  const written = textSetting(value);
  if (written.state === 'unknown') return written;
  const context = written.state === 'known' ? written : { state: 'known' as const, value: '.', at };
  if (isRemote(context.value) || /\.git(?:#|$)/.test(context.value)) {
    return { state: 'unknown', why: 'the build context is on another machine', at: context.at };
  }
  const path = pathFrom(directory, context.value);
  if (path === undefined) return { state: 'unknown', why: 'the build context is outside of what is scanned', at: context.at };
  return { ...context, value: path };
}

function dockerfileOf(map: MapValue | undefined, context: Setting<string>, at: Place): Setting<string> {
  const written = textSetting(map && valueAt(map, 'dockerfile'));
  if (written.state === 'unknown' || context.state !== 'known') return written.state === 'unknown' ? written : context;
  const dockerfile = written.state === 'known' ? written : { state: 'known' as const, value: 'Dockerfile', at };
  const path = pathFrom(context.value, dockerfile.value);
  if (path === undefined) return { state: 'unknown', why: 'the Dockerfile is outside of what is scanned', at: dockerfile.at };
  return { ...dockerfile, value: path };
}

function argumentsOf(map: MapValue | undefined): Pick<BuildSettings, 'args' | 'unknownArgs'> {
  const args: Record<string, string> = {};
  const unknownArgs: string[] = [];
  for (const { value } of variablesOf(map && valueAt(map, 'args'), 'inherited').items) {
    if (value.source === 'outside' || value.source === 'inherited') unknownArgs.push(value.name);
    else args[value.name] = value.value;
  }
  return { args, unknownArgs };
}
