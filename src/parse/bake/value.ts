import type { Place } from '../../model/place.ts';

/** A value of a bake file as it is written; `unknown` is an expression that takes running bake to know. */
export type BakeValue =
  | { readonly kind: 'text'; readonly value: string; readonly at: Place }
  | { readonly kind: 'template'; readonly parts: readonly BakeValue[]; readonly at: Place }
  | { readonly kind: 'variable'; readonly name: string; readonly at: Place }
  | { readonly kind: 'list'; readonly items: readonly BakeValue[]; readonly at: Place }
  | { readonly kind: 'map'; readonly entries: readonly BakeEntry[]; readonly at: Place }
  | { readonly kind: 'null'; readonly at: Place }
  | { readonly kind: 'unknown'; readonly at: Place };

export interface BakeEntry {
  readonly key: string;
  readonly value: BakeValue;
}

/** `target "web" { … }`: a block of a bake file, whether it is written as HCL or as JSON. */
export interface BakeBlock {
  readonly type: string;
  readonly name: string;
  readonly at: Place;
  /** The last of two equal names wins. */
  readonly attributes: ReadonlyMap<string, BakeValue>;
}
