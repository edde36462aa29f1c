import type { SourceFile } from '../../model/place.ts';
import type { MapEntry, MapValue, ScalarValue, Value } from './project.ts';
import { asText } from './scalar.ts';
import { valuesOf } from './values.ts';
import { parseYaml } from './yaml.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** What a service of the first format can have; Compose 1 refused all else. */
const firstKeys = words(`
  build cap_add cap_drop cgroup_parent command container_name cpu_quota cpu_shares cpuset devices dns dns_search dockerfile
  domainname entrypoint env_file environment expose extends external_links extra_hosts hostname image ipc labels links log_driver
  log_opt mac_address mem_limit mem_swappiness memswap_limit net pid ports privileged read_only restart security_opt shm_size
  stdin_open stop_signal tty ulimits user volume_driver volumes volumes_from working_dir
`);

/** What a service of the later formats can have besides. */
const laterKeys = words(`
  annotations attach blkio_config configs cpu_count cpu_percent cpu_period cpu_rt_period cpu_rt_runtime cpus
  credential_spec depends_on deploy develop device_cgroup_rules dns_opt gpus group_add healthcheck init isolation label_file
  logging mem_reservation models network_mode networks oom_kill_disable oom_score_adj pids_limit platform post_start
  pre_stop profiles provider pull_policy runtime scale secrets stop_grace_period storage_opt sysctls tmpfs use_api_socket
  userns_mode uts
`);

const sections = words('version name services networks volumes configs secrets models include');

/** What a YAML text that is not named for Compose and names no image under `services` may be all the same. */
export type Likeness =
  /** The first format: services at the top. */
  | { readonly kind: 'first' }
  /** Services of the later formats without an image or build: to be laid on another file. */
  | { readonly kind: 'part' }
  /** Nearly the first format, but for this key. */
  | { readonly kind: 'nearly'; readonly service: string; readonly key: string };

/** What a text reads like, by its structure and the names in it; undefined where it is nothing of Compose. */
export function likenessOf(file: SourceFile): Likeness | undefined {
  const { text } = file;
  if (/^(?:apiVersion|default|include|jobs|kind|on|pipeline|stages|steps|variables|workflow)\s*:/m.test(text)) return undefined;
  const isPart = /^["']?services["']?\s*:/m.test(text);
  if (!isPart && !/^[ \t]+["']?(?:image|build)["']?\s*:/m.test(text)) return undefined;
  const [document, ...others] = valuesOf(parseYaml(file)).documents;
  if (document?.kind !== 'map' || others.length > 0) return undefined;
  if (!isPart) return likenessOfServices(document);
  const services = document.entries.get('services')?.value;
  const known = [...document.entries.keys()].every((key) => sections.has(key) || key.startsWith('x-'));
  if (!known || services?.kind !== 'map' || services.entries.size === 0) return undefined;
  const isService = ({ value }: MapEntry): boolean =>
    value.kind === 'map' &&
    value.entries.size > 0 &&
    [...value.entries.keys()].every((key) => isKnown(key) || key.startsWith('x-'));
  return [...services.entries.values()].every(isService) ? { kind: 'part' } : undefined;
}

function likenessOfServices(document: MapValue): Likeness | undefined {
  const services = servicesAtTop(document);
  if (services === undefined) return undefined;
  const foreign = services.flatMap(({ key, value }) =>
    [...value.entries.keys()].filter((name) => !firstKeys.has(name)).map((name) => ({ service: key, key: name })),
  );
  const [first] = foreign;
  if (first === undefined) return { kind: 'first' };
  const names = services.flatMap(({ value }) => [...value.entries.keys()]);
  return foreign.length * 4 <= names.length ? { kind: 'nearly', ...first } : undefined;
}

function isKnown(key: string): boolean {
  return firstKeys.has(key) || laterKeys.has(key);
}

/** The services of a document that has nothing but maps with an image or a build at its top. */
function servicesAtTop(document: MapValue): readonly { readonly key: string; readonly value: MapValue }[] | undefined {
  const services: { readonly key: string; readonly value: MapValue }[] = [];
  for (const { key, value } of document.entries.values()) {
    if (value.kind !== 'map' || !['image', 'build', 'extends'].some((origin) => value.entries.has(origin))) return undefined;
    services.push({ key, value });
  }
  return services.length === 0 ? undefined : services;
}

/**
 * A document of the first format as the later ones say the same: its services under `services`, `net` as `network_mode`,
 * `dockerfile` within `build`, `log_driver` and `log_opt` within `logging`. Any other document as it is.
 */
export function withLaterFormat(document: MapValue): MapValue {
  const services = document.entries.has('services') ? undefined : servicesAtTop(document);
  if (services === undefined || services.some(({ value }) => [...value.entries.keys()].some((key) => !firstKeys.has(key)))) {
    return document;
  }
  const entries = new Map<string, MapEntry>();
  for (const [name, entry] of document.entries)
    if (entry.value.kind === 'map') entries.set(name, { ...entry, value: laterService(entry.value, document) });
  const { at } = document;
  const keyAt = [...document.entries.values()][0]?.keyAt ?? at;
  const section: MapEntry = { key: 'services', keyAt, value: { kind: 'map', entries, at } };
  return { ...document, entries: new Map([['services', section]]) };
}

function laterService(service: MapValue, document: MapValue): MapValue {
  const entries = new Map(service.entries);
  const move = (from: string, into: string, as: string): void => {
    const moved = entries.get(from);
    if (moved === undefined) return;
    entries.delete(from);
    const before = entries.get(into);
    const inner = before?.value.kind === 'map' ? before.value : emptyLike(moved);
    const value: MapValue = { ...inner, entries: new Map(inner.entries).set(as, { ...moved, key: as }) };
    entries.set(into, { key: into, keyAt: before?.keyAt ?? moved.keyAt, value });
  };
  if (entries.has('dockerfile')) move('build', 'build', 'context');
  move('dockerfile', 'build', 'dockerfile');
  move('log_driver', 'logging', 'driver');
  move('log_opt', 'logging', 'options');
  const net = entries.get('net');
  if (net !== undefined) {
    entries.delete('net');
    entries.set('network_mode', { ...net, key: 'network_mode', value: laterNet(net.value, document) });
  }
  return { ...service, entries };
}

/** `container:web` names a service where there is one. */
function laterNet(value: Value, document: MapValue): Value {
  const name = /^container:(.+)$/.exec(asText(value) ?? '')?.[1];
  if (name === undefined || value.kind !== 'scalar' || !document.entries.has(name)) return value;
  const service: ScalarValue = { ...value, value: `service:${name}` };
  return service;
}

function emptyLike({ value }: MapEntry): MapValue {
  return { kind: 'map', entries: new Map(), at: value.at };
}
