import type { Location } from './place.ts';
import type { Confidence, Severity } from './severity.ts';

/** What a finding is about, beside its line. */
export interface Subject {
  readonly service?: string;
  readonly stage?: string;
  readonly image?: string;
  /** Those of the image that have it, where more than one was looked at. */
  readonly platforms?: readonly string[];
  readonly package?: string;
  readonly version?: string;
  readonly fixedVersion?: string;
  readonly advisory?: string;
}

/**
 * How much a vulnerability can be used where its image runs, most first. `open`: strangers reach the container, and get root in
 * a writable file system or power over the host; `closed`: nobody reaches it; `shielded`: something stands in between.
 */
export const exposureLevels = ['open', 'shielded', 'closed'] as const;
export type ExposureLevel = (typeof exposureLevels)[number];

/** The most open of the containers that run an image. */
export interface Exposure {
  readonly level: ExposureLevel;
  /** The service or container. */
  readonly container: string;
  /** A sentence without its full stop. */
  readonly why: string;
}

export interface RelatedLocation {
  readonly location: Location;
  readonly note: string;
}

/** A replacement of text; several make a fix. Offsets count in the file at `path` as it was scanned. */
export interface Edit {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `safe` keeps the behaviour; `suggest` needs a look by a person. */
export interface Fix {
  readonly title: string;
  readonly safety: 'safe' | 'suggest';
  readonly edits: readonly Edit[];
}

/** A person's acceptance of a finding, until a day. */
export interface Waiver {
  readonly rule: string;
  readonly path?: string;
  readonly subject?: string;
  readonly reason: string;
  readonly owner?: string;
  /** The last day on which it counts, `YYYY-MM-DD`. */
  readonly until?: string;
  /** Where it was written, for people: `container-guard.yaml:14`. */
  readonly source: string;
}

/** Findings are classified, never dropped. `lapsed`: a waiver covers it, but its day has passed. */
export type Standing = 'new' | 'known' | 'waived' | 'lapsed';

/** A stamped statement that a rule holds against a line where somebody can act. */
export interface Finding {
  /** `dockerfile/…`, `container/…`, `image/…`, `project/…`; an advisory is `image/CVE-…`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  /** What to do, in a sentence. */
  readonly remedy: string;
  readonly location: Location;
  readonly subject: Subject;
  readonly related: readonly RelatedLocation[];
  /** The way from here to where it is decided, step by step; those that lie elsewhere are among `related`. */
  readonly trail?: readonly RelatedLocation[];
  /** Names the problem (rule, path, subject), never the line, tag or digest: 16 hexadecimal digits. */
  readonly fingerprint: string;
  readonly standing: Standing;
  readonly waiver?: Waiver;
  /** Of what is found in an image, where the repository says how it is run. It changes no severity. */
  readonly exposure?: Exposure;
  /** Who found it: `container-guard`, `trivy`, or both where two said the same. */
  readonly sources: readonly string[];
  readonly fix?: Fix;
}

/** Why something could not be looked at. */
export const gapReasons = ['unreadable', 'unparsable', 'unresolved', 'unreachable', 'unsupported', 'scanner', 'rule'] as const;
export type GapReason = (typeof gapReasons)[number];

/** What could not be looked at. A run with gaps never reads as clean. */
export interface Gap {
  readonly artifact: string;
  readonly reason: GapReason;
  readonly detail: string;
  readonly location?: Location;
  /** A gap that leaves the verdict open; others are told and change nothing. */
  readonly blocking: boolean;
}
