import type { Finding, Gap, Waiver } from './finding.ts';
import type { Location } from './place.ts';
import type { Profile, Severity } from './severity.ts';

export type Verdict = 'pass' | 'fail' | 'inconclusive';

export interface Gate {
  /** The mildest severity that fails the job; `none` never fails. */
  readonly failOn: Severity | 'none';
  /** `new`: what the baseline knows does not fail; `all`: everything counts. */
  readonly judge: 'new' | 'all';
  /** Whether a vulnerability without a fixed version fails nothing. */
  readonly onlyFixed: boolean;
}

export interface ToolFacts {
  readonly name: string;
  readonly version: string;
  readonly trivy?: {
    readonly version: string;
    readonly sha256: string;
    readonly verified: string;
    /** The same in one word. */
    readonly verifiedBy?: 'digest' | 'signature' | 'digest+signature' | 'version';
    readonly databaseUpdatedAt?: string;
  };
}

export interface ScannedImage {
  readonly reference: string;
  readonly digest?: string;
  /** Of the index that the reference named, where it named one; `digest` is then that of the platform's image. */
  readonly index?: string;
  readonly platform?: string;
  readonly os?: string;
  /** Where in the repository the image is named. */
  readonly location?: Location;
  readonly findings: number;
}

/** One value of a posture, in words, with the way it was found. */
export interface PostureValue {
  /** In short. What is known of a value that is not wholly known stands here too. */
  readonly value: string;
  /** `unset`: nothing says it, so `value` is what the engine does then. */
  readonly state: 'known' | 'unset' | 'unknown';
  /** Why it, or a part of it, is not known. */
  readonly why?: string;
  /** A value that is a list, one by one. */
  readonly items?: readonly string[];
  /** From the container to where it is decided: `compose.yaml:12 sets no user`. */
  readonly trail: readonly string[];
}

/** The values of a posture, in the order in which they are shown. */
export const postureKeys = [
  'image',
  'user',
  'groups',
  'capabilities',
  'noNewPrivileges',
  'readOnly',
  'writable',
  'limits',
  'healthCheck',
  'published',
  'networks',
  'mounts',
  'devices',
  'namespaces',
] as const;
export type PostureKey = (typeof postureKeys)[number];

/** What a service or a `docker run` line really runs as. */
export interface Posture extends Readonly<Record<PostureKey, PostureValue>> {
  readonly subject: string;
  readonly kind: 'service' | 'command' | 'live';
  readonly location: Location;
  /** What it takes for it to be started like this, where that is not always so: a profile, an override file. */
  readonly when?: string;
}

/** Postures, each put into words when it is asked for, or all that thousands of them say would stand in memory. */
export interface Postures extends Iterable<Posture> {
  readonly length: number;
  at(index: number): Posture | undefined;
}

/** What was looked at, so that people can see what was not. */
export interface Coverage {
  readonly dockerfiles: number;
  readonly composeProjects: number;
  readonly commands: number;
  readonly images: number;
  /** Text files that were read in all. */
  readonly files: number;
}

/** What a rule is, as reports show it. */
export interface RuleFacts {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly profile: Profile;
  readonly why: string;
  readonly remedy: string;
  readonly references: readonly string[];
  readonly tags: readonly string[];
  /** The whole page in Markdown, for SARIF help. */
  readonly page: string;
}

/** The immutable whole of a run. Same inputs and same database: byte-equal. */
export interface Report {
  readonly tool: ToolFacts;
  readonly profile: Profile;
  /** In the order of path, line, column, rule, subject. */
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly images: readonly ScannedImage[];
  readonly posture: Postures;
  readonly waivers: { readonly used: readonly Waiver[]; readonly lapsed: readonly Waiver[]; readonly unused: readonly Waiver[] };
  /** How many findings of the baseline are gone; absent without a baseline. */
  readonly baseline?: { readonly known: number; readonly fixed: number };
  readonly gate: Gate;
  readonly verdict: Verdict;
  readonly coverage: Coverage;
  /** What was not checked although nobody asked for it, with the command that would: one sentence each. */
  readonly notes: readonly string[];
  /** The rules that findings name, in the order of their ids. */
  readonly rules: readonly RuleFacts[];
}
