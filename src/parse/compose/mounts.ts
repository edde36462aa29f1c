import type { Mount } from '../../model/container.ts';
import type { Entries } from '../../model/setting.ts';
import { isHostPath, volumeFromText } from '../container-text.ts';
import { withCleanSource } from '../host-path.ts';
import { entriesOf, joined, valueAt, type Reading } from './fields.ts';
import type { MapValue, ScalarValue, Value } from './project.ts';
import { asBoolean, asText } from './scalar.ts';

const types: ReadonlySet<string> = new Set<Mount['type']>(['bind', 'volume', 'tmpfs']);

/**
 * The mounts of a service, from short and long syntax. A named volume that the project declares as a folder of the host
 * (`driver_opts` with `o: bind`) is the bind mount it comes to.
 */
export function mountsOf(service: MapValue, document: MapValue): Entries<Mount> {
  const declared = valueAt(document, 'volumes');
  const volumes = declared?.kind === 'map' ? declared : undefined;
  const own = entriesOf(
    valueAt(service, 'volumes'),
    (item) => mountOf(item, volumes),
    (item, why) => halfKnown(item, volumes) ?? { why },
  );
  const borrowed = entriesOf<Mount>(valueAt(service, 'volumes_from'), () => ({
    why: 'it takes over the mounts of another container',
  }));
  return joined(own, borrowed, filesOf(service, document, 'secrets'), filesOf(service, document, 'configs'));
}

/**
 * The files of the host that a service is given as secrets or configs, by an absolute path: the engine binds them read-only,
 * a socket among them as it is. A file of the project itself is meant to be one, and left out.
 */
function filesOf(service: MapValue, document: MapValue, kind: 'secrets' | 'configs'): Entries<Mount> {
  return entriesOf<Mount>(valueAt(service, kind), (item) => {
    const name = asText(item.kind === 'map' ? valueAt(item, 'source') : item);
    const source = name === undefined ? undefined : asText(valueAt(document, kind, name, 'file'));
    if (name === undefined || source === undefined || !/^[/~]/.test(source)) return undefined;
    const target = item.kind === 'map' ? asText(valueAt(item, 'target')) : undefined;
    const mount: Mount = { type: 'bind', source, target: target ?? name, readOnly: true, options: [] };
    return { value: withCleanSource(mount) };
  });
}

function mountOf(item: Value, volumes: MapValue | undefined): Reading<Mount> {
  if (item.kind === 'list') return { why: 'it is not a mount' };
  const mount = item.kind === 'map' ? longMount(item) : volumeFromText(asText(item) ?? '');
  if (mount === undefined) return { why: 'it is not a mount' };
  return 'why' in mount ? mount : { value: withCleanSource(hostFolder(mount, volumes)) };
}

/**
 * A mount whose source is known even though its target or options are not; these stay as written. `$HOME` is the home of
 * whoever starts the project, as `~` is.
 */
function halfKnown({ written }: ScalarValue, volumes: MapValue | undefined): Reading<Mount> {
  const [source = '', ...rest] = written.replace(/^\$(?:HOME|\{HOME\})(?=[/:])/, '~').split(':');
  if (source === '' || source.includes('$') || rest.length === 0) return undefined;
  const mount = volumeFromText(`${source}:/`);
  if (mount === undefined) return undefined;
  return { value: withCleanSource(hostFolder({ ...mount, target: rest.join(':'), readOnly: rest.at(-1) === 'ro' }, volumes)) };
}

function longMount(map: MapValue): Mount | { readonly why: string } | undefined {
  for (const key of ['type', 'read_only']) {
    const value = valueAt(map, key);
    if (value?.kind === 'scalar' && value.unknown !== undefined) return { why: value.unknown };
  }
  const from = valueAt(map, 'source');
  const hidden = from?.kind === 'scalar' ? from.unknown : undefined;
  const text = (key: string, ...more: string[]): string | undefined => asText(valueAt(map, key, ...more));
  const source = hidden === undefined ? text('source') : undefined;
  const type = text('type') ?? (source !== undefined && isHostPath(source) ? 'bind' : 'volume');
  const place = valueAt(map, 'target');
  const target = place?.kind === 'scalar' && place.unknown !== undefined ? place.written : (asText(place) ?? source);
  if (target === undefined || target === '') return undefined;
  const propagation = text('bind', 'propagation');
  const selinux = text('bind', 'selinux');
  return {
    type: isMountType(type) ? type : 'other',
    ...(source === undefined || source === '' ? {} : { source }),
    target,
    readOnly: asBoolean(valueAt(map, 'read_only')) ?? false,
    ...(propagation === undefined ? {} : { propagation }),
    ...(hidden === undefined ? {} : { hidden }),
    options: [
      ...(propagation === undefined ? [] : [`bind-propagation=${propagation}`]),
      ...(selinux === undefined ? [] : [selinux]),
    ],
  };
}

function isMountType(type: string): type is Mount['type'] {
  return types.has(type);
}

function hostFolder(mount: Mount, volumes: MapValue | undefined): Mount {
  if (mount.type !== 'volume' || mount.source === undefined || volumes === undefined) return mount;
  if (asBoolean(valueAt(volumes, mount.source, 'external')) === true) return mount;
  const driver = asText(valueAt(volumes, mount.source, 'driver')) ?? 'local';
  const kind = asText(valueAt(volumes, mount.source, 'driver_opts', 'type')) ?? '';
  const device = valueAt(volumes, mount.source, 'driver_opts', 'device');
  const options = (asText(valueAt(volumes, mount.source, 'driver_opts', 'o')) ?? '').split(',');
  const binds = kind === 'bind' || options.some((option) => option === 'bind' || option === 'rbind');
  if (driver !== 'local' || !binds || device?.kind !== 'scalar' || device.unknown !== undefined) return mount;
  const readOnly = mount.readOnly || options.includes('ro');
  return { ...mount, type: 'bind', source: asText(device) ?? '', readOnly, options: [...mount.options, ...options] };
}
