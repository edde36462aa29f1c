import type { PostureValue } from '../model/report.ts';
import type { Effective, Setting, TrailStep } from '../model/setting.ts';
import { locate } from '../parse/lines.ts';

/** A value in words, with the way it was found. */
export function inWords<T>({ setting, trail }: Effective<T>, words: (value: T) => string, unset: string): PostureValue {
  const steps = trail.length > 0 ? trail.map(stepInWords) : trailOf(setting, words);
  if (setting.state === 'known') return { value: words(setting.value), state: 'known', trail: steps };
  if (setting.state === 'unset') return { value: unset, state: 'unset', trail: steps };
  return { value: 'unknown', state: 'unknown', why: setting.why, trail: steps };
}

/** A step as people read it: `compose.yaml:12 sets no user`. */
export function stepInWords({ note, at, source }: TrailStep): string {
  const words = source === undefined ? note : `${note} (${source})`;
  if (at === undefined) return words;
  const { path, startLine } = locate(at);
  return `${path}:${startLine} ${words}`;
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
  const words = items.map((item) => item.words);
  const [first] = unknown;
  const trail = [
    ...items.flatMap(({ words: own, note, ...step }) =>
      step.at === undefined && step.source === undefined ? [] : [stepInWords({ note: note === '' ? own : note, ...step })],
    ),
    ...unknown.map(({ why, at }) => stepInWords({ note: why, ...(at === undefined ? {} : { at }) })),
  ];
  const more = words.length === 0 ? {} : { items: words };
  if (first !== undefined)
    return { value: [...words, 'unknown'].join(', '), state: 'unknown', why: first.why, ...more, trail: once(trail) };
  if (words.length === 0) return { value: unset, state: 'unset', trail: [] };
  return { value: words.join(', '), state: 'known', ...more, trail: once(trail) };
}

function trailOf<T>(setting: Setting<T>, words: (value: T) => string): readonly string[] {
  if (setting.state === 'unset') return [];
  const at = setting.at === undefined ? {} : { at: setting.at };
  return [stepInWords({ note: setting.state === 'known' ? words(setting.value) : setting.why, ...at })];
}

function once(steps: readonly string[]): readonly string[] {
  return [...new Set(steps)];
}
