import type { EnvironmentEntry } from '../../model/container.ts';
import type { Place } from '../../model/place.ts';
import { noEntries, type Entries, type Entry } from '../../model/setting.ts';
import { entryPlace, itemsOf } from './fields.ts';
import { interpolate } from './interpolate.ts';
import { keyOf } from './merge.ts';
import type { ScalarValue, Value } from './project.ts';
import { asText, isNull } from './scalar.ts';

/**
 * The variables of a map or of a list of `NAME=value`. `bare` is the source of a name alone. The value of an entry from
 * outside is the text that stands in the file around its variables, defaults included.
 */
export function variablesOf(value: Value | undefined, bare: 'inherited' | 'empty'): Entries<EnvironmentEntry> {
  if (value === undefined) return noEntries;
  if (value.kind !== 'map') return listed(value, bare);
  const items: Entry<EnvironmentEntry>[] = [];
  const unknown: { why: string; at: Place }[] = [];
  for (const entry of value.entries.values()) {
    const at = entryPlace(entry);
    if (entry.value.kind !== 'scalar') unknown.push({ why: `the value of ${entry.key} is not a text`, at });
    else items.push({ value: variable(entry.key, entry.value, '', bare), at });
  }
  return { items, unknown };
}

function listed(value: Value, bare: 'inherited' | 'empty'): Entries<EnvironmentEntry> {
  const items: Entry<EnvironmentEntry>[] = [];
  const unknown: { why: string; at: Place }[] = [];
  for (const item of itemsOf(value)) {
    const text = asText(item);
    if (text === undefined || item.kind !== 'scalar') unknown.push({ why: 'it is not a text', at: item.at });
    else if (keyOf(item.written).includes('$') && item.unknown !== undefined) unknown.push({ why: item.unknown, at: item.at });
    else if (text.includes('=')) items.push({ value: variable(keyOf(text), item, `${keyOf(text)}=`, bare), at: item.at });
    else if (text !== '') items.push({ value: { name: text, source: bare, value: '' }, at: item.at });
  }
  return { items, unknown };
}

function variable(name: string, scalar: ScalarValue, prefix: string, bare: 'inherited' | 'empty'): EnvironmentEntry {
  if (isNull(scalar)) return { name, source: bare, value: '' };
  const value = String(scalar.value ?? '').slice(prefix.length);
  if (scalar.variables.length === 0) return { name, source: value === '' ? 'empty' : 'literal', value };
  if (scalar.unknown === undefined && scalar.variables.every(({ resolved }) => !resolved)) {
    return { name, source: value === '' ? 'empty' : 'fallback', value };
  }
  const inFile = interpolate(scalar.written, () => undefined).value;
  return { name, source: 'outside', value: inFile.slice(inFile.startsWith(prefix) ? prefix.length : 0) };
}
