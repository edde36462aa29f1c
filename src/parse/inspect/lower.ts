import type { ContainerSettings, EnvironmentEntry, Mount } from '../../model/container.ts';
import type { SourceFile } from '../../model/place.ts';
import type { Entries, Setting } from '../../model/setting.ts';
import { capabilityFromText } from '../capability.ts';
import { entriesOf, entryPlace, textEntries, textSetting, valueAt, type Reading } from '../compose/fields.ts';
import type { ComposeProblem, MapValue, Value } from '../compose/project.ts';
import { asBoolean, asText } from '../compose/scalar.ts';
import { valuesOf } from '../compose/values.ts';
import { parseYaml } from '../compose/yaml.ts';
import { cpuShare } from '../cpu-share.ts';
import { withCleanSource } from '../host-path.ts';
import { portsOf } from './ports.ts';

/** The containers of a `docker inspect` or `podman inspect`, in its order, and what of it could not be read. */
export interface Inspected {
  readonly containers: readonly ContainerSettings[];
  readonly problems: readonly ComposeProblem[];
}

/**
 * Live containers as the engine describes them in JSON (Engine API, GET /containers/ID/json), lowered to what a Compose file
 * and a `docker run` line lower to. Some ninety are read at once; that there were more is a problem. What Go writes for nothing (0, an empty text, `null`) is unset. User, environment, command
 * and health check are those of the image where the container set none: the engine does not tell them apart. Never throws.
 */
export function containersOfInspect(file: SourceFile): Inspected {
  // JSON is YAML, whose reader keeps places.
  const { documents, problems } = valuesOf(parseYaml(file));
  const items = documents.flatMap((document) => (document.kind === 'list' ? document.items : [document]));
  return { containers: items.flatMap((item) => (item.kind === 'map' ? [containerOf(item)] : [])), problems };
}

const none = { items: [], unknown: [] };

function containerOf(container: MapValue): ContainerSettings {
  const { at } = container;
  const config = (...keys: string[]): Value | undefined => valueAt(container, 'Config', ...keys);
  const host = (...keys: string[]): Value | undefined => valueAt(container, 'HostConfig', ...keys);
  const name = withText(valueAt(container, 'Name'), (text) => text.replace(/^\//, ''));
  const image = filled(config('Image'));
  return {
    kind: 'live',
    name: name.state === 'known' ? name.value : (asText(valueAt(container, 'Id')) ?? '').slice(0, 12),
    at: valueAt(container, 'Name')?.at ?? at,
    image: image.state === 'unset' ? { state: 'unknown', why: 'the engine names no image', at } : image,
    containerName: name,
    user: filled(config('User')),
    groupAdd: textEntries(host('GroupAdd')),
    privileged: flag(host('Privileged')),
    capAdd: textEntries(host('CapAdd'), capabilityFromText),
    capDrop: textEntries(host('CapDrop'), capabilityFromText),
    securityOptions: securityOptions(host),
    readOnly: flag(host('ReadonlyRootfs')),
    mounts: entriesOf(valueAt(container, 'Mounts'), mount),
    tmpfs: pairs(host('Tmpfs'), (path, options) => (options === '' ? path : `${path}:${options}`)),
    volumesFrom: textEntries(host('VolumesFrom'), (from) => `container:${from}`),
    ports: portsOf(container),
    networkMode: withText(host('NetworkMode'), (mode) => (isDefaultNetwork(mode) ? '' : mode)),
    networks: networks(valueAt(container, 'NetworkSettings', 'Networks')),
    links: textEntries(host('Links'), linked),
    pidMode: filled(host('PidMode')),
    ipcMode: filled(host('IpcMode')),
    utsMode: filled(host('UTSMode')),
    usernsMode: filled(host('UsernsMode')),
    cgroupMode: filled(host('CgroupnsMode')),
    cgroupParent: filled(host('CgroupParent')),
    memory: counted(host('Memory')),
    memorySwap: counted(host('MemorySwap')),
    cpus: cpusOf(host),
    pidsLimit: counted(host('PidsLimit')),
    limitsAt: at,
    memoryReservation: counted(host('MemoryReservation')),
    ulimits: entriesOf(host('Ulimits'), ulimit),
    sysctls: pairs(host('Sysctls'), (key, value) => `${key}=${value}`),
    devices: entriesOf(host('Devices'), device),
    deviceRules: textEntries(host('DeviceCgroupRules')),
    gpus: entriesOf(host('DeviceRequests'), deviceRequest),
    environment: entriesOf(config('Env'), variable),
    labels: labels(config('Labels')),
    entrypoint: textEntries(config('Entrypoint')),
    command: textEntries(config('Cmd')),
    buildArguments: none,
    buildSecrets: none,
    restart: restartOf(host),
    healthCheck: healthCheck(config('Healthcheck', 'Test')),
    healthTest: healthTest(config('Healthcheck', 'Test')),
    loggingDriver: filled(host('LogConfig', 'Type')),
    usesApiSocket: { state: 'unset' },
  };
}

/** A text that is not empty. */
function filled(value: Value | undefined): Setting<string> {
  return withText(value, (text) => text);
}

/** A number that is not zero. */
function counted(value: Value | undefined): Setting<string> {
  return withText(value, (text) => (text === '0' ? '' : text));
}

function withText(value: Value | undefined, change: (text: string) => string): Setting<string> {
  const setting = textSetting(value);
  if (setting.state !== 'known') return setting;
  const text = change(setting.value);
  return text === '' ? { state: 'unset' } : { ...setting, value: text };
}

function flag(value: Value | undefined): Setting<boolean> {
  return value !== undefined && asBoolean(value) === true ? { state: 'known', value: true, at: value.at } : { state: 'unset' };
}

/**
 * The options without the `label=disable` that the engine adds by itself, and with the `systempaths=unconfined` that it keeps as
 * an empty list of what is masked.
 */
function securityOptions(host: (...keys: string[]) => Value | undefined): Entries<string> {
  const { items, unknown } = textEntries(host('SecurityOpt'));
  const masked = host('MaskedPaths');
  const isPrivileged = asBoolean(host('Privileged')) === true;
  const unlabelled = isPrivileged || ['PidMode', 'IpcMode'].some((key) => asText(host(key)) === 'host');
  const own = unlabelled ? items.filter(({ value }) => value !== 'label=disable') : items;
  const isOpen = masked?.kind === 'list' && masked.items.length === 0 && !isPrivileged;
  return { items: isOpen ? [...own, { value: 'systempaths=unconfined', at: masked.at }] : own, unknown };
}

function mount(item: Value): Reading<Mount> {
  const text = (key: string): string => (item.kind === 'map' ? (asText(valueAt(item, key)) ?? '') : '');
  if (item.kind !== 'map' || text('Destination') === '') return { why: 'it is not a mount' };
  const type = text('Type');
  const name = text('Name');
  const source = type === 'volume' ? (/^[0-9a-f]{64}$/.test(name) ? '' : name) : text('Source');
  const propagation = text('Propagation');
  return {
    value: withCleanSource({
      type: type === 'bind' || type === 'volume' || type === 'tmpfs' ? type : 'other',
      ...(source === '' ? {} : { source }),
      target: text('Destination'),
      readOnly: asBoolean(valueAt(item, 'RW')) === false,
      // What the engine does by itself.
      ...(propagation === '' || propagation === 'rprivate' ? {} : { propagation }),
      options: text('Mode') === '' ? [] : text('Mode').split(','),
    }),
  };
}

/** The engine writes the network that a container gets by itself in two ways. */
function isDefaultNetwork(mode: string): boolean {
  return mode === 'default' || mode === 'bridge';
}

function networks(value: Value | undefined): Entries<string> {
  if (value?.kind !== 'map') return none;
  const own = [...value.entries.values()].filter(({ key }) => !/^(?:bridge|default|host|none)$/.test(key));
  return { items: own.map(({ key, keyAt }) => ({ value: key, at: keyAt })), unknown: [] };
}

/** `/db:/web/database` as `db:database`. */
function linked(text: string): string {
  const [to = '', alias = ''] = text.split(':');
  return [to, alias].map((path) => path.slice(path.lastIndexOf('/') + 1)).join(':');
}

function cpusOf(host: (...keys: string[]) => Value | undefined): Setting<string> {
  const nano = counted(host('NanoCpus'));
  if (nano.state === 'known') return { ...nano, value: String(Number(nano.value) / 1e9) };
  const quota = counted(host('CpuQuota'));
  if (quota.state !== 'known') return quota;
  const period = counted(host('CpuPeriod'));
  const share = cpuShare(Number(quota.value), period.state === 'known' ? Number(period.value) : undefined);
  return share === undefined
    ? { state: 'unknown', why: 'the quota is not a number', at: quota.at }
    : { ...quota, value: String(share) };
}

function ulimit(item: Value): Reading<string> {
  if (item.kind !== 'map') return { why: 'it is not a limit' };
  const [name = '', soft = '', hard = ''] = ['Name', 'Soft', 'Hard'].map((key) => asText(valueAt(item, key)) ?? '');
  return { value: `${name}=${soft}:${hard}` };
}

function device(item: Value): Reading<string> {
  if (item.kind !== 'map') return { why: 'it is not a device' };
  const parts = ['PathOnHost', 'PathInContainer', 'CgroupPermissions'].map((key) => asText(valueAt(item, key)) ?? '');
  return { value: parts.join(':').replace(/:+$/, '') };
}

function deviceRequest(item: Value): Reading<string> {
  if (item.kind !== 'map') return { why: 'it is no request for a device' };
  const [capabilities] = valueAt(item, 'Capabilities')?.kind === 'list' ? itemsAt(item, 'Capabilities') : [];
  const words = [asText(valueAt(item, 'Driver')), ...textEntries(capabilities).items.map(({ value }) => value)];
  return { value: words.find((word) => word !== undefined && word !== '') ?? 'all' };
}

function itemsAt(map: MapValue, key: string): readonly Value[] {
  const value = valueAt(map, key);
  return value?.kind === 'list' ? value.items : [];
}

function pairs(value: Value | undefined, words: (key: string, value: string) => string): Entries<string> {
  if (value?.kind !== 'map') return none;
  const items = [...value.entries.values()].map((entry) => ({
    value: words(entry.key, asText(entry.value) ?? ''),
    at: entryPlace(entry),
  }));
  return { items, unknown: [] };
}

function variable(item: Value): Reading<EnvironmentEntry> {
  const text = asText(item);
  if (text === undefined) return { why: 'it is not a text' };
  const equals = text.indexOf('=');
  return { value: entryOf(equals < 0 ? text : text.slice(0, equals), equals < 0 ? '' : text.slice(equals + 1)) };
}

function labels(value: Value | undefined): Entries<EnvironmentEntry> {
  if (value?.kind !== 'map') return none;
  const items = [...value.entries.values()].map((entry) => ({
    value: entryOf(entry.key, asText(entry.value) ?? ''),
    at: entryPlace(entry),
  }));
  return { items, unknown: [] };
}

function entryOf(name: string, value: string): EnvironmentEntry {
  return { name, source: value === '' ? 'empty' : 'literal', value };
}

function restartOf(host: (...keys: string[]) => Value | undefined): Setting<string> {
  const policy = filled(host('RestartPolicy', 'Name'));
  const attempts = counted(host('RestartPolicy', 'MaximumRetryCount'));
  if (policy.state !== 'known' || attempts.state !== 'known') return policy;
  return { ...policy, value: `${policy.value}:${attempts.value}` };
}

function healthCheck(test: Value | undefined): Setting<boolean> {
  if (test?.kind !== 'list' || test.items.length === 0) return { state: 'unset' };
  return { state: 'known', value: asText(test.items[0]) !== 'NONE', at: test.at };
}

/** The words behind `CMD-SHELL`, as a command line gives them; those of a list with its `CMD`, as a Compose file does. */
function healthTest(test: Value | undefined): Entries<string> {
  const { items, unknown } = textEntries(test);
  return { items: /^(?:CMD-SHELL|NONE)$/.test(items[0]?.value ?? '') ? items.slice(1) : items, unknown };
}
