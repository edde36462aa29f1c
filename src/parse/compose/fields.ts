import type { Place } from '../../model/place.ts';
import { noEntries, unset, type Entries, type Entry, type Setting } from '../../model/setting.ts';
import { placeAt } from '../lines.ts';
import type { MapEntry, MapValue, ScalarValue, Value } from './project.ts';
import { asBoolean, asText, isNull } from './scalar.ts';

/** The value at a path of keys; `undefined` where there is none, or `null`. */
export function valueAt(map: MapValue, key: string, ...more: readonly string[]): Value | undefined {
  const value = map.entries.get(key)?.value;
  if (value !== undefined && more.length > 0) return value.kind === 'map' ? below(value, more) : undefined;
  return isNull(value) ? undefined : value;
}

function below(map: MapValue, [key, ...more]: readonly string[]): Value | undefined {
  return key === undefined ? map : valueAt(map, key, ...more);
}

/** A value as a text setting. Nothing and `null` are unset. */
export function textSetting(value: Value | undefined): Setting<string> {
  if (value === undefined || isNull(value)) return unset;
  if (value.kind !== 'scalar') return { state: 'unknown', why: 'it is not a text', at: value.at };
  if (value.unknown !== undefined) return { state: 'unknown', why: value.unknown, at: value.at };
  return { state: 'known', value: String(value.value), at: value.at };
}

/** A value as a boolean setting, with the words Compose takes for one. */
export function booleanSetting(value: Value | undefined): Setting<boolean> {
  const text = textSetting(value);
  if (text.state !== 'known') return text;
  const known = asBoolean(value);
  return known === undefined ? { state: 'unknown', why: 'it is neither true nor false', at: text.at } : { ...text, value: known };
}

/** What one item of a list comes to: a value, nothing at all, or why it cannot be known. */
export type Reading<T> = { readonly value: T } | { readonly why: string } | undefined;

/**
 * A list, or a single text in its place, item by item. Texts that hang on missing variables are unknown, unless `readHidden`
 * makes something of what is written.
 */
export function entriesOf<T>(
  value: Value | undefined,
  read: (item: Value) => Reading<T>,
  readHidden: (item: ScalarValue, why: string) => Reading<T> = (_, why) => ({ why }),
): Entries<T> {
  if (value === undefined || isNull(value)) return noEntries;
  const items: Entry<T>[] = [];
  const unknown: { why: string; at: Place }[] = [];
  for (const item of itemsOf(value)) {
    const reading = item.kind === 'scalar' && item.unknown !== undefined ? readHidden(item, item.unknown) : read(item);
    if (reading === undefined) continue;
    if ('why' in reading) unknown.push({ why: reading.why, at: item.at });
    else items.push({ value: reading.value, at: item.at });
  }
  return { items, unknown };
}

/** The texts of a list, or a single text in its place. */
export function textEntries(value: Value | undefined, change: (text: string) => string = (text) => text): Entries<string> {
  return entriesOf(value, (item) => {
    const text = asText(item);
    return text === undefined ? { why: 'it is not a text' } : { value: change(text) };
  });
}

/** Several lists as one. */
export function joined<T>(...lists: readonly Entries<T>[]): Entries<T> {
  const [first, ...more] = lists.filter(({ items, unknown }) => items.length + unknown.length > 0);
  if (first === undefined || more.length === 0) return first ?? noEntries;
  return { items: lists.flatMap(({ items }) => items), unknown: lists.flatMap(({ unknown }) => unknown) };
}

/** The items of a list, or a single value in its place. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || isNull(value)) return [];
  return value.kind === 'list' ? value.items : [value];
}

/** From a key to the end of its value, where both stand together; else the key. */
export function entryPlace({ keyAt, value }: MapEntry): Place {
  const { at } = value;
  const together = at.file === keyAt.file && at.span.start >= keyAt.span.end;
  return together ? placeAt(keyAt.file, keyAt.span.start, at.span.end) : keyAt;
}
