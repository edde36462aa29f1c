import type { Exposure, Finding, Subject } from '../model/finding.ts';
import type { ImageConfig, ImageReference } from '../model/image.ts';
import type { Location, SourceFile } from '../model/place.ts';
import type { ScannedImage } from '../model/report.ts';
import type { Confidence, Profile } from '../model/severity.ts';
import { lineAtNumber, locate } from '../parse/lines.ts';
import { fingerprint } from '../rules/fingerprint.ts';
import type {
  TrivyImageConfig,
  TrivyMisconfiguration,
  TrivyReport,
  TrivyResult,
  TrivySecret,
  TrivyVulnerability,
} from './decode.ts';
import { covers, weightOf } from './dockerfile-checks.ts';
import { misconfigurationId } from './misconfiguration-id.ts';
import { oneLine } from './output.ts';
import { remedyFor, statusWords } from './remedy.ts';
import { severityOf } from './severity.ts';

/** Which image a report is about, and the line where somebody can act on it. */
export interface ImageContext {
  readonly image: Pick<ImageReference, 'written' | 'name' | 'repository' | 'digest'>;
  /** What tells the image from others of its repository in the same run: a tag or a digest; absent where it is the only one. */
  readonly apart?: string;
  readonly anchor: Location;
  readonly service?: string;
  readonly stage?: string;
  /** How open the containers are that run it. */
  readonly exposure?: Exposure;
  /** The line that made each layer, by DiffID, where that is not the anchor's. */
  readonly layers?: (config: ImageConfig) => ReadonlyMap<string, Location>;
  /** Which misconfigurations of the image count; all unless said otherwise. */
  readonly profile?: Profile;
}

export interface ImageFindings {
  /** In the order of rule, package and path; all `new`. */
  readonly findings: readonly Finding[];
  readonly image: ScannedImage;
  readonly config?: ImageConfig;
}

/** What a scan of an image found, as findings on the line that names it, and what the image is. */
export function imageFindings(report: TrivyReport, context: ImageContext): ImageFindings {
  const written = report.Metadata?.ImageConfig;
  const config = written ? imageConfig(written) : undefined;
  const layers = (config === undefined ? undefined : context.layers?.(config)) ?? new Map<string, Location>();
  const findings = distinct(draftsOf(report.Results, context, layers));
  const image = scannedImage(report, context, findings.length);
  return { findings, image, ...(config === undefined ? {} : { config }) };
}

/** What a scan of Dockerfiles found, each on its line; a finding without one lies on the last FROM. */
export function configFindings(
  report: TrivyReport,
  files: readonly SourceFile[],
  options: {
    readonly profile: Profile;
    /** The stage a line belongs to, where the caller knows. */
    readonly stageAt?: (path: string, line: number) => string | undefined;
  },
): readonly Finding[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const drafts = report.Results.flatMap((result): Draft[] => {
    const file = byPath.get(result.Target);
    if (file === undefined) return [];
    return failed(result, options.profile).map((misconfiguration) => {
      const line = misconfiguration.CauseMetadata?.StartLine ?? lastFrom(file);
      const stage = options.stageAt?.(file.path, line);
      return {
        ...misconfigurationDraft(misconfiguration, 'dockerfile'),
        location: locate(lineAtNumber(file, line)),
        subject: stage === undefined ? {} : { stage },
        key: [stage ?? ''],
      };
    });
  });
  return distinct(drafts);
}

/**
 * What a scan of a tree found: secrets on their lines, vulnerable packages on the line of the lock file that names them, as far
 * as Trivy tells it. Files that are not among those of the tree are left out.
 * @param prefix stands before the paths of the report: the folder that was scanned
 */
export function repositoryFindings(
  report: TrivyReport,
  { prefix, files }: { readonly prefix: string; readonly files: ReadonlySet<string> },
): readonly Finding[] {
  const drafts = report.Results.flatMap((result): Draft[] => {
    const path = `${prefix}${result.Target}`;
    if (!files.has(path)) return [];
    const lines = new Map(
      result.Packages.map(({ Name, Version, Locations }) => [`${Name} ${Version}`, Locations[0]?.StartLine ?? 1]),
    );
    const at = (line: number): Location => ({ path, startLine: line, startColumn: 1, endLine: line, endColumn: 1 });
    return [
      ...result.Vulnerabilities.map((found) => ({
        ...packageDraft(found),
        location: at(lines.get(`${found.PkgName} ${found.InstalledVersion}`) ?? 1),
      })),
      ...result.Secrets.map((found) => ({
        rule: secretRule(found.RuleID, 'project'),
        severity: severityOf(found.Severity),
        confidence: 'likely' as const,
        message: `Here stands what looks like a secret (${oneLine(found.Title === '' ? found.RuleID : found.Title, 100)})`,
        remedy: 'Revoke the secret, take it out of the file, and give it to the program at run time.',
        location: at(found.StartLine ?? 1),
        subject: {},
        key: [],
      })),
    ];
  });
  return distinct(drafts);
}

function packageDraft(found: TrivyVulnerability): Omit<Draft, 'location'> {
  const [name, version, fixed] = [oneLine(found.PkgName), oneLine(found.InstalledVersion), oneLine(found.FixedVersion)];
  const advisory = oneLine(found.VulnerabilityID, 80);
  const title = oneLine(found.Title);
  return {
    rule: `project/${advisory}`,
    severity: severityOf(found.Severity),
    confidence: found.Severity === 'UNKNOWN' ? 'likely' : 'certain',
    message: `${name} ${version} has ${advisory} (${statusWords(found.Status, fixed)})${title === '' ? '' : `: ${title}`}`,
    remedy: remedyFor(found, 'program'),
    subject: { package: name, version, ...(fixed === '' ? {} : { fixedVersion: fixed }), advisory },
    key: [found.PkgName],
  };
}

/** A finding before its fingerprint. `key` tells it apart within rule and path; never a line, tag or version. */
interface Draft extends Omit<Finding, 'fingerprint' | 'standing' | 'sources' | 'related'> {
  readonly key: readonly string[];
}

function* draftsOf(
  results: readonly TrivyResult[],
  context: ImageContext,
  layers: ReadonlyMap<string, Location>,
): Generator<Draft> {
  const { image, anchor } = context;
  const about: Subject = {
    ...(context.service === undefined ? {} : { service: context.service }),
    ...(context.stage === undefined ? {} : { stage: context.stage }),
    image: image.name,
  };
  for (const result of results) {
    for (const vulnerability of result.Vulnerabilities) yield vulnerabilityDraft(vulnerability, result, context, about, layers);
    for (const misconfiguration of failed(result, context.profile ?? 'all'))
      yield {
        ...misconfigurationDraft(misconfiguration, 'image'),
        location: anchor,
        subject: about,
        key: [repositoryKey(context)],
      };
    for (const secret of result.Secrets) yield secretDraft(secret, result, context, about, layers);
  }
}

function repositoryKey({ image: { repository }, apart }: ImageContext): string {
  return apart === undefined ? repository : `${repository} ${apart}`;
}

function vulnerabilityDraft(
  found: TrivyVulnerability,
  result: TrivyResult,
  context: ImageContext,
  about: Subject,
  layers: ReadonlyMap<string, Location>,
): Draft {
  const own = layers.get(found.Layer.DiffID);
  const name = oneLine(found.PkgName);
  const version = oneLine(found.InstalledVersion);
  const fixed = oneLine(found.FixedVersion);
  const advisory = oneLine(found.VulnerabilityID, 80);
  const title = oneLine(found.Title);
  const path = packagePath(found, result);
  const where = path === '' ? '' : ` (${oneLine(path)})`;
  return {
    rule: `image/${advisory}`,
    severity: severityOf(found.Severity),
    confidence: found.Severity === 'UNKNOWN' ? 'likely' : 'certain',
    message: `${[name, version].filter((part) => part !== '').join(' ')}${where} in ${context.image.written} has ${advisory} (${statusWords(found.Status, fixed)})${title === '' ? '' : `: ${title}`}`,
    remedy: remedyFor(found, result.Class !== 'os-pkgs' ? 'program' : own === undefined ? 'base' : 'step'),
    location: own ?? context.anchor,
    ...(context.exposure === undefined ? {} : { exposure: context.exposure }),
    subject: { ...about, package: name, version, ...(fixed === '' ? {} : { fixedVersion: fixed }), advisory },
    key: [repositoryKey(context), found.PkgName, withoutVersion(path, found.InstalledVersion)],
  };
}

/** Where in the image the package lies; a program's own path where its libraries have none. */
function packagePath(found: TrivyVulnerability, result: TrivyResult): string {
  if (found.PkgPath !== '') return found.PkgPath;
  return result.Class === 'lang-pkgs' && result.Target.includes('/') ? result.Target : '';
}

function withoutVersion(path: string, version: string): string {
  return version === '' ? path : path.replaceAll(version, '*');
}

function misconfigurationDraft(
  found: TrivyMisconfiguration,
  area: 'dockerfile' | 'image',
): Pick<Draft, 'rule' | 'severity' | 'confidence' | 'message' | 'remedy'> {
  const id = misconfigurationId(found.ID);
  return {
    rule: `${area}/${id}`,
    severity: weightOf(found.ID, severityOf(found.Severity)).severity,
    confidence: 'certain',
    message: oneLine(found.Message === '' ? found.Title : found.Message, 300),
    remedy: oneLine(found.Resolution === '' ? found.Title : found.Resolution, 300),
  };
}

/** The rule behind a kind of secret, by Trivy's id for it. */
export function secretRule(id: string, area: 'image' | 'project' = 'image'): string {
  return `${area}/secret-${id.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`;
}

function secretDraft(
  found: TrivySecret,
  result: TrivyResult,
  context: ImageContext,
  about: Subject,
  layers: ReadonlyMap<string, Location>,
): Draft {
  const what = oneLine(found.Title === '' ? found.RuleID : found.Title, 100);
  const line = typeof found.StartLine === 'number' && found.StartLine > 0 ? `, line ${found.StartLine}` : '';
  const confidence: Confidence = 'likely';
  return {
    rule: secretRule(found.RuleID),
    severity: severityOf(found.Severity),
    confidence,
    message: `${context.image.written} holds what looks like a secret (${what}) in ${oneLine(result.Target)}${line}`,
    remedy: 'Revoke the secret, keep it out of every layer (a build secret or a mount at run time), and rebuild.',
    location: layers.get(found.Layer.DiffID) ?? context.anchor,
    subject: about,
    key: [repositoryKey(context), result.Target],
  };
}

const failed = (result: TrivyResult, profile: Profile): readonly TrivyMisconfiguration[] =>
  result.Misconfigurations.filter(
    ({ ID, Status, Severity }) => Status === 'FAIL' && covers(profile, weightOf(ID, severityOf(Severity)).profile),
  );

/**
 * Sorts, drops what is said twice, and numbers what differs only in line or version, so that fingerprints stay apart. A draft
 * is let go when its finding is made.
 */
function distinct(drafts: Iterable<Draft>): Finding[] {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const name = JSON.stringify([draft.location.path, draft.rule]);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [draft]);
    else group.push(draft);
  }
  const findings: Finding[] = [];
  for (const name of [...groups.keys()].sort(compare)) {
    for (const finding of distinctOfRule(groups.get(name) ?? [])) findings.push(finding);
    groups.delete(name);
  }
  return findings;
}

/** The same for the findings of one rule in one file. */
function distinctOfRule(drafts: readonly Draft[]): Finding[] {
  const sorted = drafts.map((draft) => ({ draft, sort: sortKey(draft) })).sort((a, b) => compare(a.sort, b.sort));
  const counts = new Map<string, number>();
  const said = new Set<string>();
  const findings: Finding[] = [];
  const rule = drafts[0]?.rule;
  for (const { draft, sort } of sorted) {
    if (rule === undefined || said.has(sort)) continue;
    said.add(sort);
    const { key, ...rest } = draft;
    const plain = fingerprint(rule, draft.location.path, ...key);
    const count = (counts.get(plain) ?? 0) + 1;
    counts.set(plain, count);
    const print = count === 1 ? plain : fingerprint(rule, draft.location.path, ...key, `#${count}`);
    findings.push({ ...rest, rule, related: none, fingerprint: print, standing: 'new', sources });
  }
  return findings;
}

const none: readonly never[] = [];
const sources: readonly string[] = ['trivy'];

function sortKey({ key, location, message }: Draft): string {
  return JSON.stringify([...key, String(location.startLine).padStart(8, '0'), message]);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function lastFrom(file: SourceFile): number {
  const lines = file.text.split(/\r\n|\n|\r/);
  return Math.max(1, lines.findLastIndex((line) => /^\s*FROM\s/i.test(line)) + 1);
}

function scannedImage(report: TrivyReport, { image, anchor }: ImageContext, findings: number): ScannedImage {
  const { OS, ImageConfig: config, RepoDigests = [] } = report.Metadata ?? {};
  const digest = image.digest ?? digestIn(RepoDigests, image);
  const os = OS ? oneLine(`${OS.Family} ${OS.Name}${OS.EOSL ? ' (no longer supported)' : ''}`) : undefined;
  return {
    reference: image.written,
    ...(digest === undefined ? {} : { digest }),
    ...(config ? { platform: `${config.os}/${config.architecture}` } : {}),
    ...(os === undefined ? {} : { os }),
    location: anchor,
    findings,
  };
}

function digestIn(repoDigests: readonly string[], image: ImageContext['image']): string | undefined {
  const own = repoDigests.find((entry) => [image.name, image.repository].some((name) => entry.startsWith(`${name}@`)));
  const digest = (own ?? repoDigests[0])?.split('@')[1];
  return digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : undefined;
}

/** The image configuration in the product's words. */
export function imageConfig(written: TrivyImageConfig): ImageConfig {
  const config = written.config;
  const test = config?.Healthcheck?.Test ?? [];
  return {
    ...(config?.User ? { user: config.User } : {}),
    env: config?.Env ?? [],
    exposedPorts: Object.keys(config?.ExposedPorts ?? {}).sort(),
    volumes: Object.keys(config?.Volumes ?? {}).sort(),
    entrypoint: config?.Entrypoint ?? [],
    command: config?.Cmd ?? [],
    hasHealthCheck: test.length > 0 && test[0] !== 'NONE',
    labels: config?.Labels ?? {},
    history: written.history.map((step) => ({ createdBy: step.created_by, empty: step.empty_layer })),
    diffIds: written.rootfs?.diff_ids ?? [],
    ...(written.architecture === '' ? {} : { architecture: written.architecture }),
    ...(written.os === '' ? {} : { os: written.os }),
  };
}
