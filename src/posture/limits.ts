import type { ContainerSettings } from '../model/container.ts';
import type { Setting } from '../model/setting.ts';

/** What a limit comes to: a number as written, `none`, or `twice the memory` for swap that nobody limits. */
export interface Limit {
  readonly name: 'memory' | 'memory and swap' | 'cpus' | 'pids';
  readonly setting: Setting<string>;
  readonly binds: boolean;
}

/** The limits of a container. Swap is told where memory is limited, for without that it binds nothing. */
export function limitsOf({ memory, memorySwap, cpus, pidsLimit }: ContainerSettings): readonly Limit[] {
  const limit = (name: Limit['name'], setting: Setting<string>): Limit => ({
    name,
    setting,
    binds: setting.state === 'known' && binds(setting.value),
  });
  const first = limit('memory', memory);
  return [first, ...(first.binds ? [limit('memory and swap', memorySwap)] : []), limit('cpus', cpus), limit('pids', pidsLimit)];
}

/** Whether a limit is a number above zero, with or without a unit (`go-units`, RAMInBytes). */
export function binds(limit: string): boolean {
  const number = /^\s*((?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)\s*(?:b|[kmgtp](?:i?b)?|us|ms|s)?\s*$/i.exec(limit)?.[1];
  return number !== undefined && Number(number) > 0;
}
