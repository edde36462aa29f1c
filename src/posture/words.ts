import type { PostureValue } from '../model/report.ts';
import type { Effective, Setting, TrailStep } from '../model/setting.ts';
import { lineOf } from '../parse/lines.ts';

/** A value in words, with the way it was found. */
export function inWords<T>({ setting, trail }: Effective<T>, words: (value: T) => string, unset: string): PostureValue {
  const steps = trail.length > 0 ? trail.map(stepInWords) : trailOf(setting, words);
  if (setting.state === 'known') return { value: words(setting.value), state: 'known', trail: steps };
  if (setting.state === 'unset') return { value: unset, state: 'unset', trail: steps };
  return { value: 'unknown', state: 'unknown', why: setting.why, trail: steps };
}

/** A step as people read it: `compose.yaml:12 sets no user`. */
export function stepInWords({ note, at, source }: TrailStep): string {
  return step(note, at, source);
}

function step(note: string, at?: TrailStep['at'], source?: string): string {
  const words = source === undefined ? note : `${note} (${source})`;
  return at === undefined ? words : `${at.file.path}:${lineOf(at)} ${words}`;
}

/** One of several things that make a value. */
export interface Item extends TrailStep {
  /** As it is listed; `note` is what the trail says of it, the same where it is empty. */
  readonly words: string;
}

/**
 * A value made of several things. It is unknown where some of them are, and still tells the others.
 * @param unset what it is where there are none
 */
export function listed(
  items: readonly Item[],
  unknown: readonly { readonly why: string; readonly at?: TrailStep['at'] }[],
  unset: string,
): PostureValue {
  const [first] = unknown;
  if (items.length === 0 && first === undefined) return { value: unset, state: 'unset', trail: [] };
  const words = items.map((item) => item.words);
  const steps: string[] = [];
  for (const { words: own, note, at, source } of items)
    if (at !== undefined || source !== undefined) steps.push(step(note === '' ? own : note, at, source));
  for (const { why, at } of unknown) steps.push(step(why, at));
  const trail = steps.length > 1 ? [...new Set(steps)] : steps;
  const more = words.length === 0 ? {} : { items: words };
  if (first !== undefined) return { value: [...words, 'unknown'].join(', '), state: 'unknown', why: first.why, ...more, trail };
  return { value: words.join(', '), state: 'known', ...more, trail };
}

function trailOf<T>(setting: Setting<T>, words: (value: T) => string): readonly string[] {
  if (setting.state === 'unset') return [];
  return [step(setting.state === 'known' ? words(setting.value) : setting.why, setting.at)];
}
