import type { Place } from '../../model/place.ts';
import { noEntries, type Entries, type Entry, type Setting } from '../../model/setting.ts';
import { cpuShare } from '../cpu-share.ts';
import { entryPlace, textSetting, valueAt } from './fields.ts';
import type { MapValue, Value } from './project.ts';
import { isNull } from './scalar.ts';

/** The memory a service may use, as written: the limit of `deploy` binds before `mem_limit`. */
export function memoryOf(service: MapValue): Setting<string> {
  return deployed(service, 'memory', 'mem_limit');
}

/** How many processes a service may have, as written: the limit of `deploy` binds before `pids_limit`. */
export function pidsOf(service: MapValue): Setting<string> {
  return deployed(service, 'pids', 'pids_limit');
}

/** The key below which the limits of a service stand, or would stand: the innermost there is of those of `deploy`. */
export function limitsPlace(service: MapValue): Place | undefined {
  let map: MapValue = service;
  let place: Place | undefined;
  for (const key of ['deploy', 'resources', 'limits']) {
    const entry = map.entries.get(key);
    if (entry === undefined || isNull(entry.value)) return place;
    place = entry.keyAt;
    if (entry.value.kind !== 'map') return place;
    map = entry.value;
  }
  return place;
}

/** How many processors a service may use: the limit of `deploy`, else `cpus`, else what quota and period come to. */
export function cpusOf(service: MapValue): Setting<string> {
  const cpus = deployed(service, 'cpus', 'cpus');
  if (cpus.state !== 'unset') return cpus;
  const quota = textSetting(valueAt(service, 'cpu_quota'));
  if (quota.state !== 'known') return quota;
  const period = textSetting(valueAt(service, 'cpu_period'));
  const share = cpuShare(microseconds(quota.value), period.state === 'known' ? microseconds(period.value) : undefined);
  if (share === undefined) return { state: 'unknown', why: 'the quota is not a number', at: quota.at };
  return { ...quota, value: String(share) };
}

/** The memory that the engine tries to keep for a service: the reservation of `deploy`, else `mem_reservation`. */
export function reservationOf(service: MapValue): Setting<string> {
  const deployed = textSetting(valueAt(service, 'deploy', 'resources', 'reservations', 'memory'));
  return or(deployed, textSetting(valueAt(service, 'mem_reservation')));
}

/** `NAME=LIMIT` or `NAME=SOFT:HARD` of a map of numbers or of maps with `soft` and `hard`. */
export function ulimitsOf(value: Value | undefined): Entries<string> {
  if (value?.kind !== 'map') return noEntries;
  const items: Entry<string>[] = [];
  const unknown: { why: string; at: Place }[] = [];
  for (const entry of value.entries.values()) {
    const at = entryPlace(entry);
    const { value: limit } = entry;
    const parts = limit.kind === 'map' ? ['soft', 'hard'].map((key) => textSetting(valueAt(limit, key))) : [textSetting(limit)];
    const hidden = parts.find((part) => part.state === 'unknown');
    if (hidden?.state === 'unknown') unknown.push({ why: hidden.why, at });
    else {
      const known = parts.flatMap((part) => (part.state === 'known' ? [part.value] : []));
      items.push({ value: `${entry.key}=${known.join(':')}`, at });
    }
  }
  return { items, unknown };
}

/** What restarts a service: the policy of `deploy` wins over `restart`, even one without a condition, with which nothing does. */
export function restartOf(service: MapValue): Setting<string> {
  const policy = valueAt(service, 'deploy', 'restart_policy');
  if (policy === undefined) return textSetting(valueAt(service, 'restart'));
  const condition = textSetting(valueAt(service, 'deploy', 'restart_policy', 'condition'));
  if (condition.state === 'unset') return { state: 'known', value: 'no', at: policy.at };
  if (condition.state === 'unknown') return condition;
  if (condition.value === 'any') return { ...condition, value: 'always' };
  if (condition.value === 'none') return { ...condition, value: 'no' };
  const attempts = textSetting(valueAt(service, 'deploy', 'restart_policy', 'max_attempts'));
  return attempts.state === 'known' ? { ...attempts, value: `${condition.value}:${attempts.value}` } : condition;
}

function deployed(service: MapValue, limit: string, key: string): Setting<string> {
  const bound = textSetting(valueAt(service, 'deploy', 'resources', 'limits', limit));
  return bound.state === 'unset' || (bound.state === 'known' && bound.value === '0')
    ? or(textSetting(valueAt(service, key)), bound)
    : bound;
}

function or(first: Setting<string>, second: Setting<string>): Setting<string> {
  return first.state === 'unset' ? second : first;
}

/** A number of microseconds, or a duration such as `50ms`. */
function microseconds(text: string): number {
  const found = /^(-?\d+(?:\.\d+)?)(us|ms|s)?$/.exec(text.trim());
  const unit = { us: 1, ms: 1000, s: 1_000_000 }[found?.[2] ?? 'us'] ?? Number.NaN;
  return Number(found?.[1] ?? Number.NaN) * unit;
}
