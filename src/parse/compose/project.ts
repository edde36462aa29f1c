import type { Place, SourceFile } from '../../model/place.ts';

/** A `${VARIABLE}` inside a scalar, and what came of it. */
export interface VariableUse {
  readonly name: string;
  /** `:-`, `-`, `:?`, `?`, `:+`, `+`; absent for a plain `${X}` or `$X`. */
  readonly operator?: string;
  /** The text behind the operator, expanded. */
  readonly fallback?: string;
  /** Whether an environment or env file gave a value. */
  readonly resolved: boolean;
}

/** What the tag `!reset` or `!override` does to the value of an earlier file; gone once files are merged. */
export type Directive = 'reset' | 'override';

export interface ScalarValue {
  readonly kind: 'scalar';
  /** After interpolation, with YAML's type. */
  readonly value: string | number | boolean | null;
  /** As it stands in the file, without quotes and escapes, before interpolation. */
  readonly written: string;
  readonly quoted: boolean;
  readonly variables: readonly VariableUse[];
  /**
   * Why the value cannot be known from files alone: a variable without a value or default. Compose itself would put
   * an empty string; `value` holds that.
   */
  readonly unknown?: string;
  readonly directive?: Directive;
  readonly at: Place;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  readonly directive?: Directive;
  readonly at: Place;
}

export interface MapEntry {
  readonly key: string;
  readonly keyAt: Place;
  readonly value: Value;
}

export interface MapValue {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
  readonly directive?: Directive;
  readonly at: Place;
}

/** A YAML value after aliases, merge keys, interpolation, `extends`, `include` and override files. */
export type Value = ScalarValue | ListValue | MapValue;

export interface Service {
  readonly name: string;
  /** The service key in the file that declares it first. */
  readonly at: Place;
  readonly settings: MapValue;
  /** The folder its relative paths count from, relative to the scanned root: that of its project. */
  readonly directory: string;
}

/** What Compose would refuse or cannot be read, and where. */
export interface ComposeProblem {
  readonly message: string;
  readonly at: Place;
  readonly kind: 'unparsable' | 'unresolved' | 'unreadable';
}

/** One way a project is started: its files merged in order. */
export interface ComposeProject {
  readonly files: readonly SourceFile[];
  /** The folder that relative paths count from, relative to the scanned root, `.` for the root itself. */
  readonly directory: string;
  readonly services: readonly Service[];
  /** The whole merged document. */
  readonly document: MapValue;
  readonly problems: readonly ComposeProblem[];
}
