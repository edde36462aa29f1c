import type { Place } from '../../model/place.ts';
import { placeAt, textOf } from '../lines.ts';
import type { Flag, InstructionOf, Problem } from './ast.ts';

/** One `key=value` of a mount. `value` is absent for a bare `required` or `readonly`. */
export interface MountOption {
  readonly value?: string;
  readonly at: Place;
}

/** A `--mount` of a RUN. */
export interface RunMount {
  /** `bind` where none is written. Lower case. */
  readonly type: string;
  /** By key in lower case; `src`, `dst`, `destination`, `ro` and `rw` go by their long names `source`, `target`, `readonly`, `readwrite`. */
  readonly options: ReadonlyMap<string, MountOption>;
  readonly at: Place;
}

const LONG_NAMES: ReadonlyMap<string, string> = new Map([
  ['src', 'source'],
  ['dst', 'target'],
  ['destination', 'target'],
  ['ro', 'readonly'],
  ['rw', 'readwrite'],
]);

/** The mounts of a RUN as written; variables stay as they are. The last of two options with one name counts. */
export function mountsOf(run: InstructionOf<'RUN'>): readonly RunMount[] {
  return run.flags.filter(({ name }) => name === 'mount').map(mountOf);
}

const MODES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['network', new Set(['default', 'none', 'host'])],
  ['security', new Set(['insecure', 'sandbox'])],
]);

/** The first flag of a RUN whose value BuildKit refuses before it builds anything. */
export function runFlagProblem(run: InstructionOf<'RUN'>): Problem | undefined {
  for (const { name, value, at } of run.flags) {
    if (value && MODES.get(name)?.has(value.raw) === false) return { message: `--${name} knows no "${value.raw}"`, at };
  }
  for (const { options } of mountsOf(run)) {
    const from = options.get('from');
    const dollar = from?.value?.indexOf('$') ?? -1;
    // A dollar at the end is no variable.
    if (from?.value !== undefined && dollar !== -1 && dollar < from.value.length - 1) {
      return { message: 'The from of a mount takes no variables', at: from.at };
    }
  }
  return undefined;
}

function mountOf(flag: Flag): RunMount {
  const options = new Map<string, MountOption>();
  const source = flag.value ? textOf(flag.value.at) : '';
  const { start } = flag.value?.at.span ?? flag.at.span;
  let searched = 0;
  for (const field of fieldsOf(flag.value?.raw ?? '')) {
    const found = source.indexOf(field, searched);
    // Quotes and line continuations inside a field hide it from the search.
    const at = found === -1 ? flag.at : placeAt(flag.at.file, start + found, start + found + field.length);
    if (found !== -1) searched = found + field.length;
    const equals = field.indexOf('=');
    const key = (equals === -1 ? field : field.slice(0, equals)).toLowerCase();
    options.set(LONG_NAMES.get(key) ?? key, equals === -1 ? { at } : { value: field.slice(equals + 1), at });
  }
  return { type: (options.get('type')?.value ?? 'bind').toLowerCase(), options, at: flag.at };
}

/** The fields of one CSV record: between commas, unless double quotes hold them together. */
function fieldsOf(record: string): readonly string[] {
  const fields: string[] = [];
  let at = 0;
  while (at < record.length) {
    if (record.charAt(at) !== '"') {
      const comma = record.indexOf(',', at);
      const end = comma === -1 ? record.length : comma;
      fields.push(record.slice(at, end));
      at = end + 1;
      continue;
    }
    let field = '';
    at += 1;
    for (; at < record.length; at += 1) {
      if (record.charAt(at) === '"') {
        if (record.charAt(at + 1) !== '"') break;
        at += 1;
      }
      field += record.charAt(at);
    }
    fields.push(field);
    const comma = record.indexOf(',', at);
    at = comma === -1 ? record.length : comma + 1;
  }
  return fields.filter((field) => field !== '');
}
