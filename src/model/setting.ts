import type { Place } from './place.ts';

/** One step of the way on which a value was found: `compose.yaml:12 sets no user`. */
export interface TrailStep {
  readonly note: string;
  readonly at?: Place;
  /** How this is known where no file says it: `table of 2026-08`, `read from the image`. */
  readonly source?: string;
}

/**
 * A value that a file sets, leaves out, or hides from us. A rule that meets `unknown` lowers its confidence or
 * reports a gap; it never passes in silence.
 */
export type Setting<T> =
  | { readonly state: 'known'; readonly value: T; readonly at: Place }
  | { readonly state: 'unset' }
  | { readonly state: 'unknown'; readonly why: string; readonly at?: Place };

/** What is left out, the same everywhere. */
export const unset: Setting<never> = Object.freeze({ state: 'unset' });

/** An entry of a list, with the place it was written at. */
export interface Entry<T> {
  readonly value: T;
  readonly at: Place;
}

/** A list that may hold entries nobody can resolve without running the thing. */
export interface Entries<T> {
  readonly items: readonly Entry<T>[];
  /** Why some of the list could not be read; empty when all of it was. */
  readonly unknown: readonly { readonly why: string; readonly at: Place }[];
}

/** A list of nothing, the same everywhere. */
export const noEntries: Entries<never> = Object.freeze({ items: Object.freeze([]), unknown: Object.freeze([]) });

/** A value together with how it came about, for postures and explanations. */
export interface Effective<T> {
  readonly setting: Setting<T>;
  readonly trail: readonly TrailStep[];
}
