import { GuardError, messageOf } from '../errors.ts';
import type { Exposure, Finding, Gap, RelatedLocation } from '../model/finding.ts';
import type { ImageConfig, ImageReference, ImageTarget } from '../model/image.ts';
import type { Location } from '../model/place.ts';
import type { RuleFacts, ScannedImage } from '../model/report.ts';
import type { Profile } from '../model/severity.ts';
import { locate } from '../parse/lines.ts';
import { parseReference } from '../posture/reference.ts';
import { readyDatabase } from './database-use.ts';
import type { DatabaseWishes } from './database-use.ts';
import { imageConfig, imageFindings } from './findings.ts';
import type { ImageContext } from './findings.ts';
import { jobsOf } from './image-jobs.ts';
import type { ImageJob, ImageWish } from './image-jobs.ts';
import { scanImages } from './image-scans.ts';
import type { ImageOutcome, ImageScansOptions } from './image-scans.ts';
import type { MadeBy } from './kept-reports.ts';
import type { TrivyPorts } from './ports.ts';
import type { Program } from './program.ts';
import { ruleFactsOf } from './rule-facts.ts';

export interface TargetWishes extends DatabaseWishes, ImageWish {
  readonly javaRepositories: readonly string[];
  readonly workers: number;
  readonly profile: Profile;
  readonly scope?: string;
  readonly sbom?: ImageScansOptions['sbom'] & {};
}

/** What the images of a run add to it. */
export interface ScannedTargets {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly images: readonly ScannedImage[];
  readonly rules: readonly RuleFacts[];
  /** The configuration of each scanned image, by reference. */
  readonly configs: ReadonlyMap<string, ImageConfig>;
  readonly databaseUpdatedAt?: string;
  /** The Trivy that scanned them, in this run or in an earlier one. */
  readonly madeBy?: MadeBy;
}

/** What the repository says of an image that was scanned. */
export interface ImageStory {
  readonly exposure?: Exposure;
  readonly layers?: ImageContext['layers'] & {};
}

/** Tells of each reference what the repository says of it, once it is known what its images are. */
export type Storyteller = (configs: ReadonlyMap<string, ImageConfig>) => (reference: string) => ImageStory;

/**
 * Scans the images of a run, each for the platforms asked for. What the platforms of one have in common is one finding. An
 * image that cannot be had or scanned is a blocking gap of its own; the others go on. @throws what program.binary() throws.
 */
export async function scanTargets(
  program: Program,
  wishes: TargetWishes,
  plans: readonly PlannedTarget[],
  ports: TrivyPorts,
  tell: Storyteller = () => () => ({}),
): Promise<ScannedTargets> {
  const scanned: Collected = { findings: [], gaps: [], images: [], rules: new Map(), configs: new Map() };
  const jobs: ImageJob[] = [];
  for (const { target, jobs: own, problems } of plans) {
    jobs.push(...own);
    for (const problem of problems)
      for (const name of [target, ...(target.twins ?? [])])
        scanned.gaps.push({ ...problem, artifact: name.reference, ...at(name) });
  }
  if (jobs.length === 0) return { ...scanned, rules: [] };
  let databaseUpdatedAt: string;
  try {
    const database = await readyDatabase(program, wishes, ports);
    databaseUpdatedAt = database.facts.updatedAt;
    scanned.gaps.push(...database.gaps);
  } catch (error) {
    if (program.isWhy(error)) throw error;
    return { ...scanned, gaps: [...scanned.gaps, scannerGap('trivy-db', error)], rules: [] };
  }
  const { outcomes, madeBy } = await scanImages(program, jobs, { ...wishes, databaseReady: true }, ports);
  const byJob = new Map(outcomes.map((outcome) => [outcome.job, outcome]));
  const looked = plans.map(({ target, jobs: own }) => ({ target, outcomes: own.flatMap((job) => byJob.get(job) ?? []) }));
  for (const { target, outcomes: own } of looked) noteConfigs(scanned.configs, target, own);
  const storyOf = tell(scanned.configs);
  const apartOf = apartIn(plans.map(({ target }) => target.reference));
  for (const { target, outcomes: own } of looked) {
    const { reference } = target;
    collect(scanned, target, own, wishes.profile, { ...storyOf(reference), ...apartOf(reference) });
  }
  return { ...scanned, rules: [...scanned.rules.values()], databaseUpdatedAt, ...(madeBy === undefined ? {} : { madeBy }) };
}

/** Tells images of one repository apart by tag or digest, where a run is about several. */
function apartIn(references: readonly string[]): (reference: string) => { readonly apart?: string } {
  const images = new Map<string, ImageReference>();
  for (const reference of references) {
    const image = parseReference(reference);
    if (image !== undefined) images.set(reference, image);
  }
  const repositories = [...images.values()].map(({ repository }) => repository);
  return (reference) => {
    const image = images.get(reference);
    const isOnly = image === undefined || repositories.indexOf(image.repository) === repositories.lastIndexOf(image.repository);
    return isOnly ? {} : { apart: image.tag ?? image.digest ?? 'latest' };
  };
}

interface Collected {
  readonly findings: Finding[];
  readonly gaps: Gap[];
  readonly images: ScannedImage[];
  readonly rules: Map<string, RuleFacts>;
  readonly configs: Map<string, ImageConfig>;
}

/** A target with the images that it names, and why some of them cannot be had. */
export interface PlannedTarget {
  readonly target: ImageTarget;
  readonly jobs: readonly ImageJob[];
  readonly problems: readonly Gap[];
}

/** How many images registries are asked for at a time. */
const askedAtOnce = 4;

/** Finds the images that targets name, for which no Trivy is needed. */
export function planTargets(
  targets: readonly ImageTarget[],
  wish: ImageWish,
  ports: TrivyPorts,
): Promise<readonly PlannedTarget[]> {
  const lanes = Array.from({ length: askedAtOnce }, () => Promise.resolve());
  const all = targets.map((target, number) => {
    const lane = number % askedAtOnce;
    const planned = (lanes[lane] ?? Promise.resolve()).then(() => plan(target, wish, ports));
    lanes[lane] = planned.then(
      () => undefined,
      () => undefined,
    );
    return planned;
  });
  return Promise.all(all);
}

async function plan(target: ImageTarget, wish: ImageWish, ports: TrivyPorts): Promise<PlannedTarget> {
  try {
    const { jobs, missing } = await jobsOf(target, wish, ports);
    const problems = missing.map((detail): Gap => ({
      artifact: target.reference,
      reason: 'unreachable',
      detail,
      blocking: true,
    }));
    return { target, jobs, problems };
  } catch (error) {
    return { target, jobs: [], problems: [scannerGap(target.reference, error)] };
  }
}

/** The first platform that has one says what an image is. */
function noteConfigs(configs: Map<string, ImageConfig>, target: ImageTarget, outcomes: readonly ImageOutcome[]): void {
  const written = outcomes.flatMap((outcome) => (outcome.ok ? (outcome.scan.report.Metadata?.ImageConfig ?? []) : []))[0];
  if (written === undefined) return;
  const config = imageConfig(written);
  for (const { reference } of [target, ...(target.twins ?? [])]) if (!configs.has(reference)) configs.set(reference, config);
}

function collect(
  into: Collected,
  target: ImageTarget,
  outcomes: readonly ImageOutcome[],
  profile: Profile,
  story: ImageStory & Pick<ImageContext, 'apart'>,
): void {
  const names = [target, ...(target.twins ?? [])];
  const related = (target.twins ?? []).map(twinNote);
  const isAlone = outcomes.length === 1 && related.length === 0;
  const found = new Map<string, { readonly finding: Finding; readonly platforms: string[] }>();
  const where = target.anchor === undefined ? {} : { location: anchorLocation(target) };
  for (const outcome of outcomes) {
    const { job } = outcome;
    if (!outcome.ok) {
      const on = outcomes.length > 1 && job.platform !== undefined ? `${job.platform}: ` : '';
      for (const name of names) {
        const gap = scannerGap(name.reference, outcome.error);
        into.gaps.push({ ...gap, detail: `${on}${gap.detail}`, location: anchorLocation(name) });
      }
      continue;
    }
    for (const gap of outcome.scan.gaps) into.gaps.push({ ...gap, artifact: target.reference, ...where });
    const { findings, image } = imageFindings(outcome.scan.report, { ...contextOf(target, job, profile), ...story });
    for (const finding of findings) {
      if (isAlone) {
        into.findings.push(finding);
        continue;
      }
      const known = found.get(finding.fingerprint);
      if (known === undefined) found.set(finding.fingerprint, { finding, platforms: [image.platform ?? ''] });
      else known.platforms.push(image.platform ?? '');
    }
    for (const name of names) {
      const index = job.index === undefined ? {} : { index: job.index };
      into.images.push({ ...image, ...index, ...(name === target ? {} : twinFacts(name)) });
    }
    for (const facts of ruleFactsOf(outcome.scan.report, 'image')) into.rules.set(facts.id, facts);
  }
  for (const { finding, platforms } of found.values())
    into.findings.push({
      ...finding,
      ...(outcomes.length > 1 ? withPlatforms(finding, platforms) : {}),
      related: [...finding.related, ...related],
    });
}

function withPlatforms({ message, subject }: Finding, platforms: readonly string[]): Pick<Finding, 'message' | 'subject'> {
  return { message: `${message} (on ${platforms.join(', ')})`, subject: { ...subject, platforms } };
}

function contextOf(target: ImageTarget, job: ImageJob, profile: Profile): ImageContext {
  const image = job.source?.kind === 'sbom' ? undefined : parseReference(target.reference);
  const digest = job.digest ?? target.digest;
  return {
    image: { ...(image ?? localImage(target.reference)), ...(digest === undefined ? {} : { digest }) },
    anchor: anchorLocation(target),
    ...(target.service === undefined ? {} : { service: target.service }),
    ...(target.stage === undefined ? {} : { stage: target.stage }),
    profile,
  };
}

function twinNote(twin: ImageTarget): RelatedLocation {
  return { location: anchorLocation(twin), note: `${twin.reference} is the same image.` };
}

function twinFacts(twin: ImageTarget): Pick<ScannedImage, 'reference' | 'location'> {
  return { reference: twin.reference, location: anchorLocation(twin) };
}

/** A layout or archive goes by the name of its file: where it lies on this machine is nobody’s business. */
function localImage(reference: string): { readonly written: string; readonly name: string; readonly repository: string } {
  const name = reference.split(/[\\/]/).findLast((part) => part !== '') ?? reference;
  return { written: name, name, repository: name };
}

function at(target: ImageTarget): { readonly location?: Location } {
  return target.anchor === undefined ? {} : { location: locate(target.anchor) };
}

/** Where a finding of the image is shown. One that no file names gets a path of its own that is not in the repository. */
function anchorLocation({ reference, anchor }: ImageTarget): Location {
  if (anchor !== undefined) return locate(anchor);
  const name = parseReference(reference)?.name ?? localImage(reference).name;
  return { path: `container-image/${name}`, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
}

/** A failure of Trivy or a registry as a blocking gap. @throws what is none. */
export function scannerGap(artifact: string, error: unknown): Gap {
  if (!(error instanceof GuardError)) throw error;
  return {
    artifact,
    reason: error.code === 'TRIVY_RUN' || error.code === 'TRIVY_OUTPUT' ? 'scanner' : 'unreachable',
    detail: messageOf(error),
    blocking: true,
  };
}
