import type { ContainerSettings } from '../model/container.ts';
import type { Setting } from '../model/setting.ts';

/** Whose namespace a container has: its own, the host’s, another container’s, or as the engine is set up. */
export interface Namespace {
  readonly name: 'network' | 'pid' | 'ipc' | 'uts' | 'user' | 'cgroup';
  readonly setting: Setting<string>;
  readonly whose: 'own' | 'host' | 'engine' | 'unknown' | { readonly other: string };
}

type Modes = Pick<ContainerSettings, 'networkMode' | 'pidMode' | 'ipcMode' | 'utsMode' | 'usernsMode' | 'cgroupMode'>;

/**
 * The namespaces of a container. What nobody sets is its own, but for two that the engine decides: that of users, which is the
 * host’s unless the engine maps users, and that of control groups, which is its own where the host has their version 2.
 */
export function namespacesOf(container: Modes): readonly Namespace[] {
  const { networkMode, pidMode, ipcMode, utsMode, usernsMode, cgroupMode } = container;
  return [
    namespace('network', networkMode, 'own'),
    namespace('pid', pidMode, 'own'),
    namespace('ipc', ipcMode, 'own'),
    namespace('uts', utsMode, 'own'),
    namespace('user', usernsMode, 'engine'),
    namespace('cgroup', cgroupMode, 'engine'),
  ];
}

function namespace(name: Namespace['name'], setting: Setting<string>, unset: 'own' | 'engine'): Namespace {
  if (setting.state === 'unset') return { name, setting, whose: unset };
  if (setting.state === 'unknown') return { name, setting, whose: 'unknown' };
  const mode = setting.value.trim();
  const other = /^(?:service|container|ns):(.+)$/.exec(mode)?.[1];
  if (other !== undefined) return { name, setting, whose: { other } };
  if (mode === 'host') return { name, setting, whose: 'host' };
  return { name, setting, whose: mode === '' || mode === 'default' ? unset : 'own' };
}
