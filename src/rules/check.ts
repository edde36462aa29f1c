import { messageOf } from '../errors.ts';
import type { Finding, Fix, Gap, RelatedLocation, Subject } from '../model/finding.ts';
import type { Location } from '../model/place.ts';
import type { TrailStep } from '../model/setting.ts';
import { locate } from '../parse/lines.ts';
import { scriptGaps } from '../posture/build-commands.ts';
import type { ContainerPosture } from '../posture/container.ts';
import { stageLabel } from '../posture/stages.ts';
import type { World } from '../posture/world.ts';
import { commentWaivers } from '../parse/comments/waiver.ts';
import { ruleNames } from './choice.ts';
import { fingerprint } from './fingerprint.ts';
import { hasThing, Needs, thingsIn } from './needs.ts';
import type { ContainerThing, Draft, Rule, RuleDefinition, SubjectKind, Subjects } from './rule.ts';

export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
}

/**
 * Asks every rule about everything it judges. A rule that throws becomes a gap that names it, and the others go on.
 * A thing met twice, in two ways of starting one project, is told once.
 */
export function check(world: World, rules: readonly Rule[]): CheckResult {
  const run = new Run();
  const by = byKind(rules);
  const ofDockerfiles = new Needs(by.dockerfile);
  const ofStages = new Needs(by.stage);
  const ofContainers = new Needs<RuleDefinition<'container'>, ContainerThing>(by.container);
  for (const whole of world.dockerfiles) {
    const { dockerfile, shipped } = whole;
    const { path } = dockerfile.file;
    const things = thingsIn(dockerfile);
    run.ask(ofDockerfiles.metBy(things), whole, path);
    run.gaps.push(...scriptGaps(dockerfile));
    const asked = ofStages.metBy(things);
    for (const stage of shipped)
      run.ask(asked, { stage, dockerfile, demands: world.demands }, path, { stage: stageLabel(stage.stage) });
  }
  for (const way of world.projects) {
    run.ask(by.project, way, way.project.files[0]?.path ?? way.project.directory);
    for (const posture of way.containers) run.askOfContainer(ofContainers, posture);
  }
  for (const posture of world.commands) run.askOfContainer(ofContainers, posture);
  for (const use of world.images) run.ask(by.image, { use, demands: world.demands }, use.at.file.path);
  for (const call of world.calls) run.ask(by.command, call, call.command.at.file.path);
  for (const workflow of world.workflows) run.ask(by.workflow, { workflow }, workflow.file.path);
  if (by.waiver.length > 0) run.askOfWaivers(by.waiver, world);
  return { findings: run.findings, gaps: run.gaps };
}

type RulesByKind = { readonly [K in SubjectKind]: RuleDefinition<K>[] };

function byKind(rules: readonly Rule[]): RulesByKind {
  const by: RulesByKind = {
    stage: [],
    dockerfile: [],
    container: [],
    image: [],
    project: [],
    command: [],
    workflow: [],
    waiver: [],
  };
  for (const rule of rules) {
    switch (rule.subject) {
      case 'stage':
        by.stage.push(rule);
        break;
      case 'dockerfile':
        by.dockerfile.push(rule);
        break;
      case 'container':
        by.container.push(rule);
        break;
      case 'image':
        by.image.push(rule);
        break;
      case 'project':
        by.project.push(rule);
        break;
      case 'command':
        by.command.push(rule);
        break;
      case 'workflow':
        by.workflow.push(rule);
        break;
      case 'waiver':
        by.waiver.push(rule);
        break;
    }
  }
  return by;
}

/** How many findings one rule may have in one file. The loudest of 4,000 public files has 45. */
const findingLimit = 1_000;

/** How many other places of one secret a finding names. */
const sameLimit = 20;

class Run {
  readonly findings: Finding[] = [];
  readonly gaps: Gap[] = [];
  /** What is told, by path and rule. */
  readonly #told = new Map<string, Map<string, Finding[]>>();
  /** How many problems have one name, where several do. */
  readonly #numbers = new Map<string, number>();
  /** What stands beside the finding about each secret, by rule, path and secret. */
  readonly #secrets = new Map<string, RelatedLocation[]>();
  readonly #full = new Set<readonly Finding[]>();

  askOfContainer(rules: Needs<RuleDefinition<'container'>, ContainerThing>, posture: ContainerPosture): void {
    const { settings } = posture;
    const subject = settings.kind === 'service' ? { service: settings.name } : {};
    const asked = rules.metWhere((thing) => hasThing(posture, thing));
    this.ask(asked, { container: settings, posture }, settings.at.file.path, subject);
  }

  askOfWaivers(rules: readonly RuleDefinition<'waiver'>[], { texts }: World): void {
    const known = ruleNames();
    for (const text of texts) for (const waiver of commentWaivers(text)) this.ask(rules, { waiver, known }, text.file.path);
  }

  /** @param about what a finding is about where the rule does not say more */
  ask<K extends SubjectKind>(rules: readonly RuleDefinition<K>[], subject: Subjects[K], path: string, about: Subject = {}): void {
    for (const rule of rules) {
      try {
        for (const draft of rule.check(subject)) this.#stamp(rule, draft, about);
      } catch (error) {
        this.gaps.push({
          artifact: path,
          reason: 'rule',
          detail: `rule ${rule.id} failed on this file: ${messageOf(error)}`,
          blocking: true,
        });
      }
    }
  }

  #stamp(rule: Pick<Rule, 'id' | 'severity' | 'confidence' | 'remedy'>, draft: Draft, about: Subject): void {
    const { path } = draft.at.file;
    const told = this.#told.get(path)?.get(rule.id) ?? none;
    if (this.#full.has(told)) return;
    const location = locate(draft.at);
    if (told.some((finding) => isSame(finding, location, draft.message)) || this.#isFull(told, rule.id, path)) return;
    const subject = draft.subject === undefined ? about : { ...about, ...draft.subject };
    const secret = draft.secret === undefined ? undefined : `${rule.id}\0${path}\0${draft.secret}`;
    const same = secret === undefined ? undefined : this.#secrets.get(secret);
    if (same !== undefined) {
      if (same.length < sameLimit && !same.some((other) => isAt(other.location, location)))
        same.push({ location, note: noteOfSame(draft, subject) });
      return;
    }
    const trail = draft.trail === undefined ? none : trailOf(draft.trail, location);
    const names = [subject.service ?? subject.stage ?? subject.image ?? '', draft.key ?? ''];
    const others = relatedOf(draft, location, trail);
    const related = secret === undefined ? others : this.#openedFor(secret, others);
    const stamped: Finding = {
      rule: rule.id,
      severity: rule.severity,
      confidence: draft.confidence ?? rule.confidence,
      message: draft.message,
      remedy: rule.remedy,
      location,
      subject,
      related,
      fingerprint: this.#fingerprint(told, rule.id, path, names),
      standing: 'new',
      sources,
    };
    const led = trail.length === 0 ? stamped : { ...stamped, trail };
    const finding = draft.fix === undefined ? led : { ...led, fix: fixOf(draft.fix) };
    this.findings.push(finding);
    this.#tell(finding);
  }

  /** What stands beside a finding about a secret, to which the other places of it will come. */
  #openedFor(secret: string, related: readonly RelatedLocation[]): readonly RelatedLocation[] {
    const open = [...related];
    this.#secrets.set(secret, open);
    return open;
  }

  #tell(finding: Finding): void {
    const { rule, location } = finding;
    const ofPath = this.#told.get(location.path) ?? new Map<string, Finding[]>();
    if (ofPath.size === 0) this.#told.set(location.path, ofPath);
    const told = ofPath.get(rule);
    if (told === undefined) ofPath.set(rule, [finding]);
    else told.push(finding);
  }

  #isFull(told: readonly Finding[], rule: string, path: string): boolean {
    if (told.length < findingLimit) return false;
    if (!this.#full.has(told)) {
      this.#full.add(told);
      const detail = `only the first ${findingLimit} findings of ${rule} in this file are told`;
      this.gaps.push({ artifact: path, reason: 'rule', detail, blocking: true });
    }
    return true;
  }

  /** The second problem with one name in a file gets its number, so that no two findings share a fingerprint. */
  #fingerprint(told: readonly Finding[], rule: string, path: string, names: readonly string[]): string {
    const print = fingerprint(rule, path, ...names);
    if (told.every((finding) => finding.fingerprint !== print)) return print;
    const count = (this.#numbers.get(print) ?? 1) + 1;
    this.#numbers.set(print, count);
    return fingerprint(rule, path, ...names, `#${count}`);
  }
}

function noteOfSame({ key }: Draft, { service }: Subject): string {
  return `the same value${key === undefined ? '' : ` in \`${key}\``}${service === undefined ? '' : ` of \`${service}\``}`;
}

const none: readonly never[] = Object.freeze([]);
const sources = Object.freeze(['container-guard']);

function relatedOf(
  { related }: Draft,
  { path, startLine }: Location,
  trail: readonly RelatedLocation[],
): readonly RelatedLocation[] {
  if (trail.length === 0 && related === undefined) return none;
  return [
    ...trail.filter(({ location }) => location.path !== path || location.startLine !== startLine),
    ...(related ?? none).map(({ at, note }) => ({ location: locate(at), note })),
  ];
}

function fixOf({ title, safety, edits }: NonNullable<Draft['fix']>): Fix {
  return { title, safety, edits: edits.map(({ file, span, text }) => ({ path: file.path, ...span, text })) };
}

function isSame({ location, message }: Finding, at: Location, words: string): boolean {
  return isAt(location, at) && message === words;
}

function isAt(one: Location, other: Location): boolean {
  return (
    one.startLine === other.startLine &&
    one.startColumn === other.startColumn &&
    one.endLine === other.endLine &&
    one.endColumn === other.endColumn
  );
}

/** Steps with their lines; one that has none stands where the step before it does. */
function trailOf(trail: readonly TrailStep[], start: Location): readonly RelatedLocation[] {
  let location = start;
  return trail.map(({ note, at, source }) => {
    if (at !== undefined) location = locate(at);
    return { location, note: source === undefined ? note : `${note} (${source})` };
  });
}
