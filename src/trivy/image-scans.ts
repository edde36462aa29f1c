import { basename, join } from 'node:path';
import { GuardError } from '../errors.ts';
import { readManifest } from '../fleet/manifest.ts';
import type { Gap } from '../model/finding.ts';
import { parseReference } from '../posture/reference.ts';
import type { TrivyBinary } from './admission.ts';
import { includes, isAtOdds, nextOf } from './dealing.ts';
import type { ImageJob, Layer } from './image-jobs.ts';
import { scanImage } from './image-scan.ts';
import type { ImageScan, ImageScanOptions } from './image-scan.ts';
import { javaIndex } from './java-index.ts';
import type { JavaIndex } from './java-index.ts';
import type { ImageRelay, TrivyPorts } from './ports.ts';
import type { Program } from './program.ts';
import { oneLine } from './output.ts';
import { scanSbom } from './sbom-scan.ts';
import { shownImage } from './shown-image.ts';
import { keptReports } from './kept-reports.ts';
import type { KeptReports, MadeBy } from './kept-reports.ts';
import { sbomName } from './sbom.ts';
import type { SbomFormat } from './sbom.ts';
import { openWorkerCache } from './worker-cache.ts';
import type { WorkerCache } from './worker-cache.ts';

/** What came of a job: a scan, or why there is none. */
export type ImageOutcome =
  | { readonly job: ImageJob; readonly ok: true; readonly scan: ImageScan }
  | { readonly job: ImageJob; readonly ok: false; readonly error: GuardError };

type ScansPorts = Pick<TrivyPorts, 'processes' | 'files' | 'images' | 'machine' | 'clock' | 'console'>;

export type ImageScansOptions = Omit<ImageScanOptions, 'platform' | 'input' | 'pull' | 'sbom' | 'javaIndex' | 'cores'> & {
  /** At most as many scans at once, each for a core of the machine. */
  readonly workers: number;
  readonly javaRepositories?: readonly string[];
  /** A folder of its own below the cache folder for the layers and reports of jobs that others must not meet. */
  readonly scope?: string;
  readonly sbom?: { readonly folder: string; readonly format: SbomFormat };
};

/**
 * Scans images with as many workers as asked for, each with a cache folder of its own below the given one and the databases
 * linked into it: Trivy locks a cache folder for a whole scan. Outcomes come in the order of the jobs; one that fails does not
 * stop the others. What was scanned before with nothing changed since is not scanned again. `options.cacheFolder` holds the database. The index of Java archives is fetched once, when first needed.
 */
export async function scanImages(
  program: Program,
  wanted: readonly ImageJob[],
  options: ImageScansOptions,
  ports: ScansPorts,
): Promise<{ readonly outcomes: readonly ImageOutcome[]; readonly madeBy: MadeBy | undefined }> {
  const outcomes = new Map<ImageJob, ImageOutcome>();
  const index = await javaIndex(program, options, ports);
  const scoped = join(options.cacheFolder, options.scope ?? '');
  const kept = await keptReports(program, join(scoped, 'reports'), options.cacheFolder, ports);
  const jobs: ImageJob[] = [];
  for (const job of wanted) {
    const scan = options.sbom === undefined ? await kept.find(keyOf(job, options)) : undefined;
    if (scan === undefined) jobs.push(job);
    else outcomes.set(job, { job, ok: true, scan });
  }
  const inOrder = (): readonly ImageOutcome[] => wanted.flatMap((job) => outcomes.get(job) ?? []);
  if (outcomes.size > 0) {
    const several =
      wanted.length === 1 ? 'The image is as it was' : `${outcomes.size} of ${wanted.length} images are as they were`;
    ports.console.progress(`${several}, with the same Trivy and database: what was found then is used`);
  }
  if (jobs.length === 0) return { outcomes: inOrder(), madeBy: await kept.madeBy() };
  const binary = await program.binary();
  const workers = Math.max(1, Math.min(options.workers, jobs.length));
  const caches = await Promise.all(
    Array.from({ length: workers }, (_, worker) => openWorkerCache(options.cacheFolder, join(scoped, `worker-${worker}`), ports)),
  );
  const relay = jobs.some(({ source }) => source?.kind === 'store') ? await ports.images.relay() : undefined;
  const waiting = [...jobs];
  const hands = caches.map(({ hand }) => new Map(hand));
  let begun = 0;
  let busy = 0;
  /** As long as images wait, those who scan divide the cores; the last ones have them all, for the others end before them. */
  const cores = (): number | undefined => (waiting.length === 0 ? undefined : Math.max(1, Math.floor(options.workers / busy)));
  const idle = new Map<number, () => void>();
  /** What one has read the idle ones need not read: they get a copy, and look whether there is something for them now. */
  const share = async (cache: WorkerCache): Promise<void> => {
    for (const [other, wake] of idle) {
      const theirs = caches[other];
      if (theirs !== undefined && waiting.length > 1 && includes(cache.hand, theirs.hand)) {
        await theirs.takeFrom(cache);
        hands[other] = new Map(cache.hand);
      }
      idle.delete(other);
      wake();
    }
  };
  const work = async (cache: WorkerCache, worker: number): Promise<void> => {
    while (waiting.length > 0) {
      const at = nextOf(waiting.map(layersOf), worker, hands);
      const [job] = at === undefined ? [] : waiting.splice(at, 1);
      if (job === undefined) {
        await new Promise<void>((resolve) => idle.set(worker, resolve));
        continue;
      }
      for (const { diffId, digest } of layersOf(job)) hands[worker]?.set(diffId, digest);
      begun += 1;
      const name = nameOf(job, jobs);
      ports.console.progress(`Scanning image ${begun} of ${jobs.length}: ${name}`);
      const start = ports.clock.milliseconds();
      busy += 1;
      const outcome = await outcomeOf({ binary, job, cache, index, relay, kept, cores, options, ports });
      busy -= 1;
      outcomes.set(job, outcome);
      const seconds = ((ports.clock.milliseconds() - start) / 1000).toFixed(1);
      ports.console.progress(outcome.ok ? `Scanned ${name} in ${seconds} s` : `No scan of ${name} after ${seconds} s`);
      hands[worker] = new Map(cache.hand);
      await share(cache);
    }
  };
  try {
    await Promise.all(caches.map(work));
  } finally {
    await relay?.close();
  }
  return { outcomes: inOrder(), madeBy: binary };
}

/** What a report depends on beside Trivy and its databases; undefined for what has no digest. */
function keyOf({ source }: ImageJob, { scanners }: ImageScansOptions): unknown {
  return source?.kind === 'store' ? [source.manifest.digest, scanners ?? []] : undefined;
}

function layersOf({ source }: ImageJob): readonly Layer[] {
  return source?.kind === 'store' ? source.layers : [];
}

function nameOf(job: ImageJob, jobs: readonly ImageJob[]): string {
  const several = jobs.filter(({ reference }) => reference === job.reference).length > 1;
  const pinned = job.digest === undefined ? job.reference : (parseReference(job.reference)?.name ?? job.reference);
  const by = job.digest !== undefined && pinned !== job.reference ? `${pinned}@${job.digest}` : job.reference;
  return several && job.platform !== undefined ? `${by} (${job.platform})` : by;
}

interface Task {
  readonly binary: TrivyBinary;
  readonly job: ImageJob;
  readonly cache: WorkerCache;
  readonly index: JavaIndex;
  readonly relay: ImageRelay | undefined;
  readonly kept: KeptReports;
  readonly cores: () => number | undefined;
  readonly options: ImageScansOptions;
  readonly ports: ScansPorts;
}

async function outcomeOf(task: Task): Promise<ImageOutcome> {
  const { job } = task;
  try {
    return { job, ok: true, scan: await scanJob(task) };
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return { job, ok: false, error };
  }
}

/** Another run of the same machine may use the cache folder, and images whose layers are not known would fill it unseen. */
async function scanJob(task: Task): Promise<ImageScan> {
  const { job, cache, options, ports } = task;
  const { source } = job;
  const apart = (): Promise<ImageScan> =>
    ports.files.within('layers', async (folder) => {
      const own = await openWorkerCache(options.cacheFolder, join(folder, 'worker'), ports);
      return scanIn({ ...task, cache: own });
    });
  if (source?.kind === 'archive' || source?.kind === 'engine') return apart();
  if (source?.kind === 'store' && isAtOdds(source.layers, cache.hand)) return apart();
  try {
    return await scanIn(task);
  } catch (error) {
    if (error instanceof GuardError && error.message.includes('cache may be in use by another process')) return apart();
    throw error;
  }
}

async function scanIn(task: Task): Promise<ImageScan> {
  const { binary, job, cache, cores, options, ports, relay, kept } = task;
  const { source, reference, platform } = job;
  const base = { ...options, cores, cacheFolder: cache.folder, ...(platform === undefined ? {} : { platform }) };
  const sbom = sbomOf(job, options);
  const own = { ...base, sbom };
  if (source?.kind === 'sbom') return scanSbom(binary, source.path, base, ports);
  if (source?.kind === 'archive') return withJava(task, reference, { ...own, input: source.path });
  if (source?.kind === 'engine')
    return withJava(task, source.id, { ...own, sources: ['docker'] }).then(({ gaps, ...scan }) => ({
      ...scan,
      gaps: gaps.map((gap) => ({ ...gap, artifact: reference })),
    }));
  if (source === undefined || relay === undefined) return withJava(task, reference, own);
  const offer = relay.offer(source.store, shownImage(source));
  let scan: ImageScan | undefined;
  let failure: unknown;
  try {
    const made = await withJava(task, reference, { ...own, pull: offer.reference });
    refuseForeign(made, source.manifest, reference);
    scan = made;
  } catch (error) {
    failure = error;
  }
  const trouble = await offer.withdraw(scan !== undefined);
  if (trouble !== undefined) {
    await cache.empty();
    throw trouble;
  }
  if (scan === undefined) throw inOwnWords(failure, offer.reference, reference);
  await cache.keep(source.layers);
  if (!scan.gaps.some(isOfTheMoment)) await kept.keep(keyOf(job, options), scan);
  return scan;
}

/** A report says by the digest of its configuration which image it is about. GuardError TRIVY_OUTPUT where that is another. */
function refuseForeign({ report }: ImageScan, { text }: { readonly text: string }, reference: string): void {
  const manifest = readManifest(text);
  const about = report.Metadata?.ImageID ?? '';
  if (manifest?.kind !== 'image' || about === manifest.config.digest) return;
  const told = about === '' ? 'does not say which image it is about' : `is about the image ${oneLine(about, 80)}`;
  throw new GuardError(
    'TRIVY_OUTPUT',
    `Trivy's report of ${reference} ${told}, and ${manifest.config.digest} was asked for. Nothing is concluded from it.`,
  );
}

/** A gap that another run may not have: what was not there may be there then. */
const isOfTheMoment = ({ detail }: Gap): boolean => detail.startsWith('Java archives');

function sbomOf(job: ImageJob, { sbom }: ImageScansOptions): ImageScanOptions['sbom'] {
  if (sbom === undefined) return undefined;
  const { reference, platform, digest } = job;
  const name = parseReference(reference)?.name;
  const pinned = digest === undefined || name === undefined ? {} : { pinned: `${name}@${digest}` };
  const subject = name === undefined ? basename(reference) : reference;
  const layers = new Map(layersOf(job).map(({ diffId, digest: own }) => [diffId, own]));
  return { ...sbom, subject, name: sbomName(subject, platform), layers, ...pinned };
}

/** Trivy tells of the relay it asked; people know the image by another name. */
function inOwnWords(error: unknown, relayed: string, reference: string): unknown {
  if (!(error instanceof GuardError)) return error;
  const [repository = relayed] = relayed.split('@');
  return new GuardError(error.code, error.message.replaceAll(relayed, reference).replaceAll(repository, reference), {
    cause: error,
  });
}

async function withJava(
  { binary, index, ports }: Task,
  reference: string,
  { sbom, ...options }: Omit<ImageScanOptions, 'sbom'> & { readonly sbom?: ImageScanOptions['sbom'] | undefined },
): Promise<ImageScan> {
  const scan = (javaIndex: ImageScanOptions['javaIndex'] & {}): Promise<ImageScan> =>
    scanImage(binary, reference, { ...options, ...(sbom === undefined ? {} : { sbom }), javaIndex }, ports);
  try {
    return await scan('ready');
  } catch (error) {
    if (!(error instanceof GuardError) || !error.message.includes('Java DB')) throw error;
    const missing = await index.obtain();
    return scan(missing === undefined ? 'ready' : { missing });
  }
}
