import type { Flag, Problem } from './ast.ts';

const UNITS: ReadonlyMap<string, number> = new Map([
  ['ns', 1e-6],
  ['us', 1e-3],
  ['\u00b5s', 1e-3],
  ['\u03bcs', 1e-3],
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
]);
const PART = /(\d+\.?\d*|\.\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/uy;
const COUNT = /^[+-]?\d{1,10}$/u;
const LARGEST_COUNT = 2 ** 31 - 1;

/** A duration as Docker writes them (`1m30s`), in milliseconds; undefined where it is none. */
export function durationOf(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  let at = text.startsWith('-') || text.startsWith('+') ? 1 : 0;
  if (text.slice(at) === '0') return 0;
  if (at === text.length) return undefined;
  let sum = 0;
  while (at < text.length) {
    PART.lastIndex = at;
    const part = PART.exec(text);
    if (!part) return undefined;
    sum += Number(part[1]) * (UNITS.get(part[2] ?? '') ?? 0);
    at = PART.lastIndex;
  }
  return sign * sum;
}

/** The first flag of a health check whose value BuildKit refuses. */
export function healthCheckProblem(flags: readonly Flag[]): Problem | undefined {
  for (const { name, value, at } of flags) {
    if (!value || value.raw === '') continue;
    const message = name === 'retries' ? retriesProblem(value.raw) : durationProblem(name, value.raw);
    if (message !== undefined) return { message, at };
  }
  return undefined;
}

function retriesProblem(text: string): string | undefined {
  const count = COUNT.test(text) ? Number(text) : Number.NaN;
  return count >= 0 && count <= LARGEST_COUNT ? undefined : `--retries takes a number from 0 on, not ${text}`;
}

function durationProblem(name: string, text: string): string | undefined {
  const duration = durationOf(text);
  if (duration === undefined) return `--${name} takes a duration such as 30s, not ${text}`;
  return duration === 0 || duration >= 1 ? undefined : `--${name} is shorter than a millisecond`;
}
