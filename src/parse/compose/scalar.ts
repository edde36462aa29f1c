import type { Value } from './project.ts';

const words = new Map<string, boolean | null>([
  ['', null],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);

const integer = /^[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|0[bB][01_]+|0|[1-9][0-9_]*)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const infinity = /^[-+]?\.(?:inf|Inf|INF)$/;
const notANumber = /^\.(?:nan|NaN|NAN)$/;

/**
 * The value of a plain scalar as Compose's YAML reader types it: YAML 1.2 with octal `0777` and `1_000` as numbers, and
 * with neither `yes` and `on` nor sexagesimal `22:22`.
 */
export function resolvePlain(text: string): string | number | boolean | null {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return numberFrom(text) ?? text;
  if (first === 43 || first === 45 || first === 46) return numberFrom(text) ?? special(text) ?? text;
  if (text.length > 5) return text;
  const word = words.get(text);
  return word === undefined ? text : word;
}

/** The boolean Compose takes a value for: `true`, `yes`, `on` and `y` or their opposites, quoted or not, in any case. */
export function asBoolean(value: Value | undefined): boolean | undefined {
  if (value?.kind !== 'scalar') return undefined;
  if (typeof value.value === 'boolean') return value.value;
  if (typeof value.value !== 'string') return undefined;
  switch (value.value.toLowerCase()) {
    case 'true':
    case 'yes':
    case 'on':
    case 'y':
      return true;
    case 'false':
    case 'no':
    case 'off':
    case 'n':
      return false;
    default:
      return undefined;
  }
}

/** The text of a scalar; empty for `null` and `undefined` for maps and lists. */
export function asText(value: Value | undefined): string | undefined {
  if (value?.kind !== 'scalar') return undefined;
  return value.value === null ? '' : String(value.value);
}

/** Whether nothing is set: no value at all, or `null`. */
export function isNull(value: Value | undefined): boolean {
  return value === undefined || (value.kind === 'scalar' && value.value === null && value.unknown === undefined);
}

function numberFrom(text: string): number | undefined {
  if (integer.test(text)) return integerFrom(text.replaceAll('_', ''));
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  return float.test(plain) ? Number(plain) : undefined;
}

function integerFrom(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  const prefix = digits.slice(0, 2).toLowerCase();
  if (prefix === '0x' || prefix === '0o' || prefix === '0b') {
    const value = Number(digits.toLowerCase());
    return Number.isNaN(value) ? undefined : sign * value;
  }
  if (digits.length > 1 && digits.startsWith('0')) return sign * Number.parseInt(digits, 8);
  return sign * Number(digits);
}

function special(text: string): number | undefined {
  if (infinity.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return notANumber.test(text) ? Number.NaN : undefined;
}
