import { join } from 'node:path';
import { GuardError } from '../errors.ts';
import type { Finding, Gap } from '../model/finding.ts';
import type { SourceFile } from '../model/place.ts';
import type { ImageConfig, ImageTarget } from '../model/image.ts';
import type { RuleFacts, ScannedImage, ToolFacts } from '../model/report.ts';
import type { TrivyBinary } from './admission.ts';
import { scanConfig } from './config-scan.ts';
import { configFindings } from './findings.ts';
import { mayHaveReports } from './kept-reports.ts';
import type { MadeBy } from './kept-reports.ts';
import type { TrivyPorts } from './ports.ts';
import { programFor } from './program.ts';
import type { Program } from './program.ts';
import type { TrivyRequest } from './request.ts';
import { ruleFactsOf } from './rule-facts.ts';
import { scanRepository } from './repository-scan.ts';
import type { RepositoryScan, RepositoryWish } from './repository-scan.ts';
import { readyDatabase } from './database-use.ts';
import { planTargets, scannerGap, scanTargets } from './target-scan.ts';
import type { ScannedTargets, Storyteller, TargetWishes } from './target-scan.ts';

export interface TrivyWishes extends TrivyRequest, TargetWishes {
  readonly offline: boolean;
  readonly repository?: RepositoryWish;
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
  tell?: Storyteller,
): Promise<TrivyContribution> {
  const nothingLeft = wishes.imagesAsked && dockerfiles.length === 0;
  if (targets.length === 0 && wishes.repository === undefined && (wishes.mode === 'off' || nothingLeft)) return nothing;
  const program = programFor(wishes, ports);
  try {
    return await scanWith(program, wishes, dockerfiles, targets, ports, tell);
  } catch (error) {
    if (!(error instanceof GuardError) || error.code === 'SETTINGS' || !program.isWhy(error)) throw error;
    const insisted = wishes.mode !== 'auto' || targets.length > 0 || wishes.repository !== undefined;
    if (!insisted) return { ...nothing, notes: [notLookedAt(error)] };
    return { ...nothing, gaps: [{ artifact: 'trivy', reason: 'scanner', detail: error.message, blocking: true }] };
  }
}

async function scanWith(
  program: Program,
  wishes: TrivyWishes,
  dockerfiles: readonly SourceFile[],
  targets: readonly ImageTarget[],
  ports: TrivyPorts,
  tell: Storyteller | undefined,
): Promise<TrivyContribution> {
  const alone = dockerfiles.length === 0 && wishes.repository === undefined && targets.length > 0;
  const reports = join(wishes.cacheFolder, wishes.scope ?? '', 'reports');
  const mayRest = alone && (await mayHaveReports(program, reports, wishes.cacheFolder, ports));
  // Verifying goes on while registries are asked. Whoever needs it hears why there is none.
  const hurried = mayRest ? undefined : program.binary();
  hurried?.catch(() => undefined);
  const planned = planTargets(targets, wishes, ports);
  planned.catch(() => undefined);
  await hurried;
  const configured =
    dockerfiles.length === 0 ? nothing : await checkDockerfiles(await program.binary(), wishes, dockerfiles, ports);
  const scanned: ScannedTargets = targets.length === 0 ? nothing : await scanTargets(program, wishes, await planned, ports, tell);
  const tree = await lookAtRepository(program, wishes, ports);
  const rested = scanned.madeBy !== undefined && !program.wasAsked();
  const ran = rested ? undefined : await program.binary();
  const told = ran ?? scanned.madeBy;
  return {
    findings: [...configured.findings, ...scanned.findings, ...tree.findings],
    gaps: [...configured.gaps, ...scanned.gaps, ...tree.gaps],
    images: scanned.images,
    rules: [...configured.rules, ...scanned.rules, ...tree.rules],
    notes: [],
    configs: scanned.configs,
    ...(ran === undefined ? {} : { path: ran.path }),
    ...(told === undefined ? {} : { tool: toolOf(told, scanned) }),
  };
}

function toolOf({ version, sha256, verified, verifiedBy }: MadeBy, { databaseUpdatedAt }: ScannedTargets): ToolFacts['trivy'] {
  return { version, sha256, verified, verifiedBy, ...(databaseUpdatedAt === undefined ? {} : { databaseUpdatedAt }) };
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

async function lookAtRepository(program: Program, wishes: TrivyWishes, ports: TrivyPorts): Promise<RepositoryScan> {
  if (wishes.repository === undefined) return nothing;
  const binary = await program.binary();
  try {
    const gaps = wishes.repository.what === 'secrets' ? [] : (await readyDatabase(program, wishes, ports)).gaps;
    const scan = await scanRepository(binary, wishes.repository, wishes, ports);
    return { ...scan, gaps: [...gaps, ...scan.gaps] };
  } catch (error) {
    return { ...nothing, gaps: [scannerGap('the files of the repository', error)] };
  }
}
