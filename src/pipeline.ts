import { collect } from './collect/collect.ts';
import { driftNotes, imageTargets, leftOutNotes } from './collect/images.ts';
import { GuardError } from './errors.ts';
import { resolveListed } from './fleet/resolve.ts';
import { unusedInRescan } from './fleet/unused-waivers.ts';
import { compareWithBaseline } from './judge/baseline.ts';
import { decide } from './judge/gate.ts';
import { foreignNote, foreignWaivers, inlineWaivers } from './judge/inline-waivers.ts';
import { imageStories } from './judge/image-story.ts';
import { byPlace } from './judge/order.ts';
import { overrideRules, overrideSeverities } from './judge/severity.ts';
import { applyWaivers } from './judge/waivers.ts';
import { checkWays } from './judge/ways.ts';
import type { Sources } from './model/artifact.ts';
import type { Gap } from './model/finding.ts';
import type { SourceFile } from './model/place.ts';
import type { Coverage, Gate, Report } from './model/report.ts';
import type { Clock, Files, Registry } from './ports.ts';
import { describeWorld } from './posture/describe-world.ts';
import { join, parse } from './posture/join.ts';
import type { World } from './posture/world.ts';
import { readBaseline } from './report/json.ts';
import { risks, rulesFor, trivyEquivalents } from './rules/choice.ts';
import { factsOf } from './rules/facts.ts';
import type { Settings } from './settings/settings.ts';
import { hoursIn } from './settings/values.ts';
import { mergeDuplicates } from './trivy/merge.ts';
import type { TrivyPorts } from './trivy/ports.ts';
import { listedFiles, type RepositoryWish } from './trivy/repository-scan.ts';
import { scanWithTrivy, type TrivyContribution } from './trivy/scan.ts';
import { version } from './version.ts';

export interface GuardPorts {
  /** The scanned root. */
  readonly files: Files;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly trivy: TrivyPorts;
}

/** What a run needs beside its settings: texts that stand outside of what is scanned. */
export interface Inputs {
  /** Folders and files relative to the scanned root; none where a run is about a list of images alone. */
  readonly paths: readonly string[];
  readonly imageList?: SourceFile;
  readonly baseline?: { readonly path: string; readonly text: string };
  readonly trivyCache: string;
  readonly workers: number;
  /** The folder that is the scanned root, for programs that read it themselves. */
  readonly root?: string;
  /** Where jobs that strangers can start keep what they read from images, apart from the others. */
  readonly scope?: string;
}

export interface Outcome {
  readonly report: Report;
  readonly sources: Sources;
  /** The Trivy that ran. */
  readonly trivyPath?: string;
}

/**
 * The product on one screen: collect artifacts, scan them, normalise to findings, judge against waivers, baseline and gate.
 * @throws GuardError for what the user must put right; what could not be looked at is a gap in the report instead.
 */
export async function guard(settings: Settings, inputs: Inputs, ports: GuardPorts): Promise<Outcome> {
  const sources = await collect(inputs.paths, ports.files, settings.profile);
  const parsed = await parse(sources, ports.files);
  const unscanned = join(parsed, new Map(), settings);
  const wished = {
    images: settings.images,
    composeImages: settings['scan-compose-images'],
    builtImages: settings['scan-built-images'],
    baseImages: settings['scan-base-images'],
    ...(inputs.imageList === undefined ? {} : { list: inputs.imageList }),
  };
  const targets = imageTargets(wished, unscanned);
  const planned = coverageOf(sources, unscanned, targets.length);
  const looksAtTree = settings['scan-repository'] !== 'none';
  if (isEmpty(planned) && !looksAtTree && sources.gaps.length + parsed.gaps.length === 0 && !settings['allow-empty'])
    throw nothingToScan(settings, inputs);

  const dockerfiles = [...parsed.dockerfiles.values()].map(({ file }) => file);
  const resolved = await resolveListed(targets, ports.registry, ports.trivy.console);
  const wishes = { ...trivyWishes(settings, inputs), ...(await repositoryWish(settings, inputs, ports.files)) };
  let world = unscanned;
  const trivy = await scanWithTrivy(wishes, dockerfiles, resolved.targets, ports.trivy, (configs) => {
    if (configs.size > 0) world = join(parsed, configs, settings);
    return imageStories(world);
  });
  const rules = rulesFor(settings.profile, settings.disable);
  const own = checkWays(world, rules);

  const gaps = [...sources.gaps, ...parsed.gaps, ...own.gaps, ...resolved.gaps, ...trivy.gaps];
  const merged = mergeDuplicates(own.findings, trivy.findings, trivyEquivalents(rules));
  const enabled = merged.filter(({ rule }) => !settings.disable.includes(rule));
  const severe = overrideSeverities(enabled, settings.policy.severity);
  const texts = settings['comment-waivers'] ? world.texts : [];
  const foreign = settings['foreign-ignores'] ? foreignWaivers(texts, rules, severe) : [];
  const inline = [...inlineWaivers(texts, rules), ...foreign];
  const waived = applyWaivers(severe, settings.policy.waivers, ports.clock.today(), inline, risks());
  const baseline =
    inputs.baseline === undefined
      ? undefined
      : compareWithBaseline(waived.findings, readBaseline(inputs.baseline.text, inputs.baseline.path));
  const findings = (baseline?.findings ?? waived.findings).toSorted(byPlace);

  const gate: Gate = { failOn: settings['fail-on'], judge: 'new', onlyFixed: settings['only-fixed'] };
  const named = new Set(findings.map(({ rule }) => rule));
  const report: Report = {
    tool: { name: 'container-guard', version, ...(trivy.tool === undefined ? {} : { trivy: trivy.tool }) },
    profile: settings.profile,
    findings,
    gaps: orderedGaps(gaps),
    images: trivy.images,
    posture: describeWorld(world),
    waivers: {
      used: waived.used,
      lapsed: waived.lapsed,
      unused: inputs.paths.length === 0 ? unusedInRescan(waived.unused, inputs.imageList?.path) : waived.unused,
    },
    ...(baseline === undefined ? {} : { baseline: { known: baseline.known, fixed: baseline.fixed } }),
    gate,
    verdict: decide(gate, findings, gaps),
    coverage: { ...planned, images: trivy.images.length },
    notes: [
      ...trivy.notes,
      ...leftOutNotes(wished, unscanned, targets),
      ...driftNotes(unscanned, targets),
      ...foreignNote(waived.findings, foreign),
    ],
    rules: overrideRules([...rules.map(factsOf), ...trivy.rules], settings.policy.severity)
      .filter(({ id }) => named.has(id))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
  return { report, sources, ...pathOf(trivy) };
}

function pathOf({ path }: TrivyContribution): { readonly trivyPath?: string } {
  return path === undefined ? {} : { trivyPath: path };
}

async function repositoryWish(
  { 'scan-repository': what }: Settings,
  { root, paths }: Inputs,
  files: Files,
): Promise<{ readonly repository?: RepositoryWish }> {
  if (what === 'none' || root === undefined) return {};
  return { repository: { what, root, paths, files: await listedFiles(paths, files) } };
}

function trivyWishes(settings: Settings, { trivyCache, workers, scope }: Inputs): Parameters<typeof scanWithTrivy>[0] {
  const asked =
    settings.images.length > 0 ||
    settings['images-file'] !== undefined ||
    settings['scan-compose-images'] ||
    settings['scan-built-images'] ||
    settings['scan-base-images'] ||
    settings['scan-repository'] !== 'none';
  const maxAgeHours = hoursIn(settings['trivy-db-max-age'] ?? '');
  return {
    mode: settings.trivy ?? 'auto',
    imagesAsked: asked,
    mirrors: [...settings['trivy-mirrors'], ...(settings['trivy-base-url'] === undefined ? [] : [settings['trivy-base-url']])],
    ...(settings['trivy-version'] === undefined ? {} : { version: settings['trivy-version'] }),
    ...(settings['trivy-sha256'] === undefined ? {} : { sha256: settings['trivy-sha256'] }),
    offline: settings.offline,
    timeoutSeconds: settings.timeout,
    cacheFolder: trivyCache,
    databaseRepositories: settings['trivy-db-repository'],
    javaRepositories: settings['trivy-java-db-repository'],
    ...(maxAgeHours === undefined ? {} : { maxAgeHours }),
    workers,
    platforms: settings.platform,
    source: settings['image-source'],
    ...(scope === undefined ? {} : { scope }),
    ...(settings.sbom === undefined ? {} : { sbom: { folder: settings.sbom, format: settings['sbom-format'] } }),
    profile: settings.profile,
  };
}

function coverageOf(sources: Sources, world: World, images: number): Coverage {
  return {
    dockerfiles: world.dockerfiles.length,
    composeProjects: new Set(world.projects.map(({ files }) => files[0])).size,
    commands: world.commands.length,
    images,
    files: sources.texts.size,
  };
}

function isEmpty({ dockerfiles, composeProjects, commands, images }: Coverage): boolean {
  return dockerfiles + composeProjects + commands + images === 0;
}

function nothingToScan(settings: Settings, { paths, imageList }: Inputs): GuardError {
  if (paths.length === 0) {
    const list = imageList?.path ?? 'The list of images';
    return new GuardError(
      'NOTHING_TO_SCAN',
      `Nothing to scan: ${list} names no image. Write one reference on a line, or pass --allow-empty.`,
    );
  }
  return new GuardError(
    'NOTHING_TO_SCAN',
    `Nothing to scan: no Dockerfile, Compose file or \`docker run\` line in ${settings.paths.join(', ')}, and no image was named. Name another path, an image (--image REF), or pass --allow-empty.`,
  );
}

function orderedGaps(gaps: readonly Gap[]): readonly Gap[] {
  const told = new Set<string>();
  const once = gaps.filter((gap) => {
    const key = JSON.stringify(gap);
    return told.has(key) ? false : told.add(key);
  });
  const place = (gap: Gap): string => `${gap.artifact}\0${String(gap.location?.startLine ?? 0).padStart(8, '0')}\0${gap.detail}`;
  return once.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}
