import type { ContainerSettings, Port } from '../../model/container.ts';
import type { Place } from '../../model/place.ts';
import { unset, type Entries, type Entry, type Setting } from '../../model/setting.ts';
import { capabilityFromText } from '../capability.ts';
import { buildSecret } from './build.ts';
import { variablesOf } from './environment.ts';
import { booleanSetting, entriesOf, entryPlace, joined, textEntries, textSetting, valueAt, type Reading } from './fields.ts';
import { cpusOf, limitsPlace, memoryOf, pidsOf, reservationOf, restartOf, ulimitsOf } from './limits.ts';
import { mountsOf } from './mounts.ts';
import { networkModeOf } from './network-mode.ts';
import { exposedPort, parsePort } from './ports.ts';
import type { ComposeProject, MapValue, Service, Value } from './project.ts';
import { asText } from './scalar.ts';
import { splitWords } from './words.ts';

export { buildOf, type BuildSettings } from './build.ts';

/** The containers of a project, one per service in the order of `project.services`, every spelling lowered to one form. */
export function containersOf(project: ComposeProject): readonly ContainerSettings[] {
  return project.services.map((service) => containerOf(service, project.document));
}

function containerOf({ name, at, settings }: Service, document: MapValue): ContainerSettings {
  const value = (key: string): Value | undefined => valueAt(settings, key);
  const text = (key: string): Setting<string> => textSetting(value(key));
  return {
    kind: 'service',
    name,
    at,
    image: text('image'),
    containerName: text('container_name'),
    user: text('user'),
    groupAdd: textEntries(value('group_add')),
    privileged: booleanSetting(value('privileged')),
    capAdd: textEntries(value('cap_add'), capabilityFromText),
    capDrop: textEntries(value('cap_drop'), capabilityFromText),
    securityOptions: textEntries(value('security_opt')),
    readOnly: booleanSetting(value('read_only')),
    mounts: mountsOf(settings, document),
    tmpfs: textEntries(value('tmpfs')),
    volumesFrom: textEntries(value('volumes_from')),
    ports: portsOf(settings),
    networkMode: networkModeOf(settings, document),
    networks: names(value('networks')),
    links: joined(textEntries(value('links')), textEntries(value('external_links'))),
    pidMode: text('pid'),
    ipcMode: text('ipc'),
    utsMode: text('uts'),
    usernsMode: text('userns_mode'),
    cgroupMode: text('cgroup'),
    cgroupParent: text('cgroup_parent'),
    memory: memoryOf(settings),
    memorySwap: text('memswap_limit'),
    cpus: cpusOf(settings),
    pidsLimit: pidsOf(settings),
    limitsAt: limitsPlace(settings) ?? at,
    memoryReservation: reservationOf(settings),
    ulimits: ulimitsOf(value('ulimits')),
    sysctls: pairs(value('sysctls')),
    devices: entriesOf(value('devices'), device),
    deviceRules: textEntries(value('device_cgroup_rules')),
    gpus: gpusOf(settings),
    environment: joined(variablesOf(value('environment'), 'inherited'), fromFiles(value('env_file'))),
    labels: joined(variablesOf(value('labels'), 'empty'), fromFiles(value('label_file'))),
    entrypoint: commandOf(value('entrypoint')),
    command: commandOf(value('command')),
    buildArguments: variablesOf(valueAt(settings, 'build', 'args'), 'inherited'),
    buildSecrets: entriesOf(valueAt(settings, 'build', 'secrets'), buildSecret),
    restart: restartOf(settings),
    healthCheck: healthCheckOf(settings),
    healthTest: textEntries(valueAt(settings, 'healthcheck', 'test')),
    loggingDriver: textSetting(valueAt(settings, 'logging', 'driver') ?? value('log_driver')),
    usesApiSocket: booleanSetting(value('use_api_socket')),
  };
}

/** The names of a list, or the keys of a map. */
function names(value: Value | undefined): Entries<string> {
  if (value?.kind !== 'map') return textEntries(value);
  return { items: [...value.entries.values()].map(({ key, keyAt }) => ({ value: key, at: keyAt })), unknown: [] };
}

function portsOf(settings: MapValue): Entries<Port> {
  const read =
    (parse: (item: Value) => Port | undefined) =>
    (item: Value): Reading<Port> => {
      const port = parse(item);
      return port ? { value: port } : { why: hiddenIn(item) ?? 'it is not a port' };
    };
  return joined(
    entriesOf(valueAt(settings, 'ports'), read(parsePort)),
    entriesOf(valueAt(settings, 'expose'), read(exposedPort)),
  );
}

function hiddenIn(item: Value): string | undefined {
  if (item.kind !== 'map') return undefined;
  for (const { value } of item.entries.values()) if (value.kind === 'scalar' && value.unknown !== undefined) return value.unknown;
  return undefined;
}

/** `name=value` from a map or a list of such texts. */
function pairs(value: Value | undefined): Entries<string> {
  if (value?.kind !== 'map') return textEntries(value);
  const items: Entry<string>[] = [];
  const unknown: { why: string; at: Place }[] = [];
  for (const entry of value.entries.values()) {
    const text = textSetting(entry.value);
    const at = entryPlace(entry);
    if (text.state === 'unknown') unknown.push({ why: text.why, at });
    else items.push({ value: `${entry.key}=${text.state === 'known' ? text.value : ''}`, at });
  }
  return { items, unknown };
}

/** `HOST[:CONTAINER[:PERMISSIONS]]`. */
function device(item: Value): Reading<string> {
  if (item.kind !== 'map') {
    const text = asText(item);
    return text === undefined ? { why: 'it is not a device' } : { value: text };
  }
  const hidden = hiddenIn(item);
  if (hidden !== undefined) return { why: hidden };
  const parts = ['source', 'target', 'permissions'].map((key) => asText(valueAt(item, key)) ?? '');
  return { value: parts.join(':').replace(/:+$/, '') };
}

/** `all`, or what is asked for in words: `nvidia`, `gpu`. Both places that can ask for them count. */
function gpusOf(settings: MapValue): Entries<string> {
  const read = (item: Value): Reading<string> => {
    if (item.kind !== 'map') return { value: asText(item) ?? 'all' };
    const parts = [
      asText(valueAt(item, 'driver')),
      ...textEntries(valueAt(item, 'capabilities')).items.map(({ value }) => value),
    ];
    return { value: parts.find((part) => part !== undefined && part !== '') ?? 'all' };
  };
  return joined(
    entriesOf(valueAt(settings, 'gpus'), read),
    entriesOf(valueAt(settings, 'deploy', 'resources', 'reservations', 'devices'), read),
  );
}

function fromFiles(value: Value | undefined): Entries<never> {
  return entriesOf<never>(value, (item) => {
    const path = asText(item.kind === 'map' ? valueAt(item, 'path') : item);
    return { why: `more of it comes from the file ${path ?? ''}`.trimEnd() };
  });
}

function commandOf(value: Value | undefined): Entries<string> {
  if (value?.kind !== 'scalar') return textEntries(value);
  if (value.unknown !== undefined) return { items: [], unknown: [{ why: value.unknown, at: value.at }] };
  const words = splitWords(asText(value) ?? '');
  if (words === undefined) return { items: [], unknown: [{ why: 'a quote is left open', at: value.at }] };
  return { items: words.map((word) => ({ value: word, at: value.at })), unknown: [] };
}

function healthCheckOf(settings: MapValue): Setting<boolean> {
  const disable = booleanSetting(valueAt(settings, 'healthcheck', 'disable'));
  if (disable.state === 'unknown') return disable;
  if (disable.state === 'known' && disable.value) return { ...disable, value: false };
  const test = valueAt(settings, 'healthcheck', 'test');
  if (test === undefined || (test.kind === 'list' && test.items.length === 0)) return unset;
  const first = test.kind === 'list' ? test.items[0] : test;
  if (first?.kind === 'scalar' && first.unknown !== undefined && test.kind === 'list')
    return { state: 'unknown', why: first.unknown, at: first.at };
  return { state: 'known', value: asText(first) !== 'NONE', at: test.at };
}
