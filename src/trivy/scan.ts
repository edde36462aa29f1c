import { join } from 'node:path';
import { GuardError, messageOf } from '../errors.ts';
import type { Finding, Gap, RelatedLocation } from '../model/finding.ts';
import type { ImageConfig, ImageTarget } from '../model/image.ts';
import type { Location, SourceFile } from '../model/place.ts';
import type { RuleFacts, ScannedImage, ToolFacts } from '../model/report.ts';
import type { Profile } from '../model/severity.ts';
import { locate } from '../parse/lines.ts';
import { parseReference } from '../posture/reference.ts';
import type { TrivyBinary } from './admission.ts';
import { scanConfig } from './config-scan.ts';
import { readyDatabase } from './database-use.ts';
import type { DatabaseWishes } from './database-use.ts';
import { configFindings, imageFindings } from './findings.ts';
import { scanImages, type ImageJob } from './image-scans.ts';
import { obtainTrivy } from './install.ts';
import type { TrivyPorts } from './ports.ts';
import type { TrivyRequest } from './request.ts';
import { ruleFactsOf } from './rule-facts.ts';

export interface TrivyWishes extends TrivyRequest, DatabaseWishes {
  readonly offline: boolean;
  readonly javaRepositories: readonly string[];
  readonly workers: number;
  readonly profile: Profile;
}

/** All that Trivy adds to a run. */
export interface TrivyContribution {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly images: readonly ScannedImage[];
  readonly rules: readonly RuleFacts[];
  readonly notes: readonly string[];
  readonly tool?: ToolFacts['trivy'];
  readonly path?: string;
  /** The configuration of each scanned image, by reference. */
  readonly configs: ReadonlyMap<string, ImageConfig>;
}

const nothing: TrivyContribution = { findings: [], gaps: [], images: [], rules: [], notes: [], configs: new Map() };

/**
 * Obtains Trivy, checks the Dockerfiles and scans the images. Where Trivy cannot be had the answer says so: a note where
 * nobody insisted on it, a blocking gap where somebody did or an image was asked for. A failing scan is a blocking gap too.
 * @throws GuardError SETTINGS for a request that asks for the impossible.
 */
export async function scanWithTrivy(
  wishes: TrivyWishes,
  dockerfiles: readonly SourceFile[],
  targets: readonly ImageTarget[],
  ports: TrivyPorts,
): Promise<TrivyContribution> {
  const nothingLeft = wishes.imagesAsked && dockerfiles.length === 0;
  if (targets.length === 0 && (wishes.mode === 'off' || nothingLeft)) return nothing;
  let binary: TrivyBinary;
  try {
    binary = await obtainTrivy(wishes, ports);
  } catch (error) {
    if (!(error instanceof GuardError) || error.code === 'SETTINGS') throw error;
    const insisted = wishes.mode !== 'auto' || targets.length > 0;
    if (!insisted) return { ...nothing, notes: [notLookedAt(error)] };
    return { ...nothing, gaps: [{ artifact: 'trivy', reason: 'scanner', detail: error.message, blocking: true }] };
  }
  const configured = await checkDockerfiles(binary, wishes, dockerfiles, ports);
  const scanned: ScannedTargets = targets.length === 0 ? nothing : await scanTargets(binary, wishes, targets, ports);
  return {
    findings: [...configured.findings, ...scanned.findings],
    gaps: [...configured.gaps, ...scanned.gaps],
    images: scanned.images,
    rules: [...configured.rules, ...scanned.rules],
    notes: [...scanned.notes],
    configs: scanned.configs,
    path: binary.path,
    tool: {
      version: binary.version,
      sha256: binary.sha256,
      verified: binary.verified,
      verifiedBy: binary.verifiedBy,
      ...(scanned.databaseUpdatedAt === undefined ? {} : { databaseUpdatedAt: scanned.databaseUpdatedAt }),
    },
  };
}

function notLookedAt(error: GuardError): string {
  return `Images were not scanned for vulnerabilities, and Dockerfiles not checked by Trivy: ${error.message} To scan an image: container-guard scan --image REF.`;
}

async function checkDockerfiles(
  binary: TrivyBinary,
  { timeoutSeconds, profile }: TrivyWishes,
  dockerfiles: readonly SourceFile[],
  ports: TrivyPorts,
): Promise<TrivyContribution> {
  if (dockerfiles.length === 0) return nothing;
  ports.console.progress(`Trivy checks ${dockerfiles.length} Dockerfiles`);
  try {
    const { report, gaps } = await scanConfig(binary, dockerfiles, { timeoutSeconds }, ports);
    return {
      ...nothing,
      findings: configFindings(report, dockerfiles, { profile }),
      gaps,
      rules: ruleFactsOf(report, 'dockerfile'),
    };
  } catch (error) {
    return { ...nothing, gaps: [scannerGap('trivy config', error)] };
  }
}

type ScannedTargets = TrivyContribution & { readonly databaseUpdatedAt?: string };

async function scanTargets(
  binary: TrivyBinary,
  wishes: TrivyWishes,
  targets: readonly ImageTarget[],
  ports: TrivyPorts,
): Promise<ScannedTargets> {
  const { cacheFolder, timeoutSeconds, offline, workers } = wishes;
  const gaps: Gap[] = [];
  let databaseUpdatedAt: string | undefined;
  try {
    const database = await readyDatabase(binary, wishes, ports);
    databaseUpdatedAt = database.facts.updatedAt;
    gaps.push(...database.gaps);
  } catch (error) {
    return { ...nothing, gaps: [scannerGap('trivy-db', error)] };
  }
  const jobs = await Promise.all(targets.map((target) => jobOf(target, ports)));
  const outcomes = await scanImages(
    binary,
    jobs,
    {
      cacheFolder,
      timeoutSeconds,
      offline,
      workers,
      databaseReady: true,
      javaRepositories: wishes.javaRepositories,
    },
    ports,
  );
  const findings: Finding[] = [];
  const images: ScannedImage[] = [];
  const rules = new Map<string, RuleFacts>();
  const configs = new Map<string, ImageConfig>();
  for (const [index, outcome] of outcomes.entries()) {
    const target = targets[index];
    if (target === undefined) continue;
    const anchor = anchorLocation(target);
    const names = [target, ...(target.twins ?? [])];
    if (!outcome.ok) {
      for (const name of names) gaps.push({ ...scannerGap(name.reference, outcome.error), location: anchorLocation(name) });
      continue;
    }
    const at = target.anchor === undefined ? {} : { location: anchor };
    for (const gap of outcome.scan.gaps) gaps.push({ ...gap, artifact: target.reference, ...at });
    const image = parseReference(target.reference) ?? localImage(target.reference);
    const found = imageFindings(outcome.scan.report, {
      image: { ...image, ...(target.digest === undefined ? {} : { digest: target.digest }) },
      anchor,
      ...(target.service === undefined ? {} : { service: target.service }),
      ...(target.stage === undefined ? {} : { stage: target.stage }),
      profile: wishes.profile,
    });
    const related = (target.twins ?? []).map(twinNote);
    findings.push(...found.findings.map((finding) => ({ ...finding, related: [...finding.related, ...related] })));
    for (const name of names) images.push({ ...found.image, ...(name === target ? {} : twinFacts(name)) });
    for (const facts of ruleFactsOf(outcome.scan.report, 'image')) rules.set(facts.id, facts);
    if (found.config !== undefined) for (const name of names) configs.set(name.reference, found.config);
  }
  return {
    ...nothing,
    findings,
    gaps,
    images,
    rules: [...rules.values()],
    configs,
    ...(databaseUpdatedAt === undefined ? {} : { databaseUpdatedAt }),
  };
}

function twinNote(twin: ImageTarget): RelatedLocation {
  return { location: anchorLocation(twin), note: `${twin.reference} is the same image.` };
}

function twinFacts(twin: ImageTarget): Pick<ScannedImage, 'reference' | 'location'> {
  return { reference: twin.reference, location: anchorLocation(twin) };
}

/** A digest is asked of the registry. Without one a file or folder of that name is scanned instead of asking for it. */
async function jobOf({ reference, digest }: ImageTarget, { files }: TrivyPorts): Promise<ImageJob> {
  if (digest !== undefined) return { reference: `${parseReference(reference)?.name ?? reference}@${digest}` };
  const layout = await files.size(join(reference, 'index.json')).catch(() => undefined);
  const archive = /\.(?:tar|tar\.gz|tgz)$/.test(reference) ? await files.size(reference).catch(() => undefined) : undefined;
  return layout === undefined && archive === undefined ? { reference } : { reference, input: reference };
}

/** A layout or archive goes by the name of its file: where it lies on this machine is nobody’s business. */
function localImage(reference: string): { readonly written: string; readonly name: string; readonly repository: string } {
  const name = reference.split(/[\\/]/).findLast((part) => part !== '') ?? reference;
  return { written: name, name, repository: name };
}

/** Where a finding of the image is shown. One that no file names gets a path of its own that is not in the repository. */
function anchorLocation({ reference, anchor }: ImageTarget): Location {
  if (anchor !== undefined) return locate(anchor);
  const name = parseReference(reference)?.name ?? localImage(reference).name;
  return { path: `container-image/${name}`, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
}

function scannerGap(artifact: string, error: unknown): Gap {
  if (!(error instanceof GuardError)) throw error;
  return {
    artifact,
    reason: error.code === 'TRIVY_RUN' || error.code === 'TRIVY_OUTPUT' ? 'scanner' : 'unreachable',
    detail: messageOf(error),
    blocking: true,
  };
}
