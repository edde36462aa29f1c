import type { ContainerSettings } from '../model/container.ts';
import type { Subject } from '../model/finding.ts';
import type { Place, SourceFile, Span } from '../model/place.ts';
import type { PostureKey } from '../model/report.ts';
import type { TrailStep } from '../model/setting.ts';
import type { Confidence, Profile, Severity } from '../model/severity.ts';
import type { CommentWaiver } from '../parse/comments/waiver.ts';
import type { Dockerfile } from '../parse/dockerfile/ast.ts';
import type { Workflow } from '../parse/workflow/steps.ts';
import type { StagePosture } from '../posture/stage.ts';
import type { ContainerPosture } from '../posture/container.ts';
import type { ImageUse } from '../posture/image-use.ts';
import type { Call, Demands, WorldDockerfile, WorldProject } from '../posture/world.ts';

/** The tools whose rule ids a rule may name as the same policy. */
export const peers = [
  'trivy',
  'hadolint',
  'kics',
  'checkov',
  'semgrep',
  'sonar',
  'buildkit',
  'composeLint',
  'codePathfinder',
  'dclint',
  'dockle',
  'terrascan',
  'dflint',
  'dockerfileSecurity',
  'cis',
] as const;
export type Peer = (typeof peers)[number];
export type Equivalents = Readonly<Partial<Record<Peer, readonly string[]>>>;

/** What a rule yields; the engine stamps rule, severity, location and fingerprint. */
export interface Draft {
  readonly at: Place;
  /** What is wrong here, in one sentence that names the thing and never a secret. */
  readonly message: string;
  /** Lower than the rule's own where a value could not be resolved. */
  readonly confidence?: Confidence;
  readonly subject?: Subject;
  /** Tells two findings of one rule on one subject apart: a capability, a variable, a port. Never a secret, line or tag. */
  readonly key?: string;
  /**
   * The literal that a finding about a secret is about. One that stands in several places of a file is told once, at the first,
   * and the others are named there. It goes into no output.
   */
  readonly secret?: string;
  readonly related?: readonly { readonly at: Place; readonly note: string }[];
  /** The way from here to where it is decided, as a posture tells it. */
  readonly trail?: readonly TrailStep[];
  readonly fix?: { readonly title: string; readonly safety: 'safe' | 'suggest'; readonly edits: readonly DraftEdit[] };
}

/** Replaces the text of a span. */
export interface DraftEdit {
  readonly file: SourceFile;
  readonly span: Span;
  readonly text: string;
}

/** What a rule of each kind is asked about. */
export interface Subjects {
  /** A stage that is built and shipped, with what it inherits. */
  readonly stage: { readonly stage: StagePosture; readonly dockerfile: Dockerfile; readonly demands: Demands };
  /** A whole Dockerfile. */
  readonly dockerfile: WorldDockerfile;
  /** A container as it is started: Compose service, `docker run` line or live container. */
  readonly container: { readonly container: ContainerSettings; readonly posture: ContainerPosture };
  /** A place that names an image: `FROM`, `image:`, a `docker run` argument, a workflow container. */
  readonly image: { readonly use: ImageUse; readonly demands: Demands };
  /** A Compose project as a whole. */
  readonly project: WorldProject;
  /** A command of a script, a makefile or a workflow step. */
  readonly command: Call;
  /** A workflow or composite action of GitHub. */
  readonly workflow: { readonly workflow: Workflow };
  /** A waiver in a comment; `known` are the ids and aliases of all rules. */
  readonly waiver: { readonly waiver: CommentWaiver; readonly known: readonly string[] };
}
export type SubjectKind = keyof Subjects;

/** What a rule of each kind may need, where it may need anything. */
interface Things extends Record<SubjectKind, string> {
  /** Keywords (`EXPOSE`), flags (`--mount`), comments (`#`) and programs (`apt-get`; `pip` for `pip3.11` too) of its Dockerfile. */
  readonly stage: string;
  readonly dockerfile: string;
  /** Settings that somebody has set, whether they are known or not. */
  readonly container: ContainerThing;
  readonly image: never;
  readonly project: never;
  readonly command: never;
  readonly workflow: never;
  readonly waiver: never;
}

/** A setting of a container, the stage that is built for it, or the seccomp profile that it names. */
export type ContainerThing =
  | Exclude<keyof ContainerSettings, 'kind' | 'name' | 'at' | 'limitsAt' | 'passing'>
  | 'stage'
  | 'seccomp';

/** The path of an example that names none. */
export const defaultPaths: Readonly<Record<SubjectKind, string>> = {
  stage: 'Dockerfile',
  dockerfile: 'Dockerfile',
  container: 'compose.yaml',
  image: 'Dockerfile',
  project: 'compose.yaml',
  command: 'run.sh',
  workflow: '.github/workflows/ci.yml',
  waiver: 'compose.yaml',
};

/**
 * A text that shows the rule at work: `«…»` marks where findings must land, exactly. `files` gives neighbours by path.
 * The same data is test, documentation, SARIF help and `explain`.
 */
export interface BadExample {
  readonly name: string;
  readonly bad: string;
  /** The bad text put right; the rule is silent on it. Where the rule has a fix, exactly what the fix makes. */
  readonly good?: string;
  /** The path of the text; the rule's kind gives the default: `defaultPaths`. */
  readonly path?: string;
  readonly files?: Readonly<Record<string, string>>;
}
export interface GoodExample {
  readonly name: string;
  readonly good: string;
  readonly path?: string;
  readonly files?: Readonly<Record<string, string>>;
}
export type Example = BadExample | GoodExample;

export interface RuleDefinition<K extends SubjectKind> {
  readonly id: `${'dockerfile' | 'container' | 'image' | 'project' | 'daemon' | 'command' | 'workflow'}/${string}`;
  /** What is wrong where it fires, without a full stop: `Container runs as root`. */
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly profile: Profile;
  readonly subject: K;
  /** What it can have something to say about; it is not asked about what has none of these. Absent: always asked. */
  readonly needs?: readonly Things[K][];
  /** Why it matters, for somebody who has never heard of it. Markdown. */
  readonly why: string;
  /** What to do, in one imperative sentence. Markdown. */
  readonly remedy: string;
  /** Addresses or `standard, edition, section`. */
  readonly references: readonly string[];
  readonly equivalents: Equivalents;
  /** Old ids of this rule. */
  readonly aliases?: readonly string[];
  readonly fixable?: boolean;
  /** The value of a container’s posture that it judges, whose trail `explain` shows. */
  readonly judges?: PostureKey;
  readonly examples: readonly [BadExample, ...Example[]];
  check(subject: Subjects[K]): Iterable<Draft>;
}

export type Rule = { [K in SubjectKind]: RuleDefinition<K> }[SubjectKind];

/** Checks the shape at compile time and freezes the value. */
export function defineRule<K extends SubjectKind>(rule: RuleDefinition<K>): RuleDefinition<K> {
  return Object.freeze(rule);
}
