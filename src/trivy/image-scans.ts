import { join } from 'node:path';
import { GuardError } from '../errors.ts';
import type { TrivyBinary } from './admission.ts';
import { updateJavaIndex } from './database.ts';
import { scanImage } from './image-scan.ts';
import type { ImageScan, ImageScanOptions } from './image-scan.ts';
import type { TrivyPorts } from './ports.ts';

/** One image of many. */
export interface ImageJob {
  readonly reference: string;
  readonly platform?: string;
  readonly input?: string;
}

/** What came of a job: a scan, or why there is none. */
export type ImageOutcome =
  | { readonly job: ImageJob; readonly ok: true; readonly scan: ImageScan }
  | { readonly job: ImageJob; readonly ok: false; readonly error: GuardError };

/** What of Trivy's cache the workers share. None writes to it: the index of Java archives is fetched between scans. */
const shared = ['db', 'java-db'];

type ScansPorts = Pick<TrivyPorts, 'processes' | 'files' | 'machine' | 'console'>;

export type ImageScansOptions = Omit<ImageScanOptions, 'platform' | 'input' | 'javaIndex'> & {
  readonly workers: number;
  readonly javaRepositories?: readonly string[];
};

/**
 * Scans images with as many workers as asked for, each with a cache folder of its own below the given one and the databases
 * linked into it: Trivy locks a cache folder for a whole scan. Outcomes come in the order of the jobs; one that fails does not
 * stop the others. `options.cacheFolder` holds the database. The index of Java archives is fetched once, when first needed.
 */
export async function scanImages(
  binary: TrivyBinary,
  jobs: readonly ImageJob[],
  options: ImageScansOptions,
  ports: ScansPorts,
): Promise<readonly ImageOutcome[]> {
  const outcomes = new Map<ImageJob, ImageOutcome>();
  const index = await javaIndex(binary, options, ports);
  const waiting = jobs[Symbol.iterator]();
  let begun = 0;
  const work = async (worker: number): Promise<void> => {
    const cacheFolder = join(options.cacheFolder, `worker-${worker}`);
    await ports.files.makeFolder(cacheFolder);
    for (const name of shared) await ports.files.linkFolder(join(options.cacheFolder, name), join(cacheFolder, name));
    for (const job of waiting) {
      begun += 1;
      ports.console.progress(`Scanning image ${begun} of ${jobs.length}: ${job.reference}`);
      outcomes.set(job, await outcomeOf(binary, job, { ...options, cacheFolder }, index, ports));
    }
  };
  const workers = Math.max(1, Math.min(options.workers, jobs.length));
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  return jobs.flatMap((job) => outcomes.get(job) ?? []);
}

async function outcomeOf(
  binary: TrivyBinary,
  job: ImageJob,
  options: ImageScanOptions,
  index: JavaIndex,
  ports: ScansPorts,
): Promise<ImageOutcome> {
  const { platform, input } = job;
  const own = { ...options, ...(platform === undefined ? {} : { platform }), ...(input === undefined ? {} : { input }) };
  const scan = (javaIndex: ImageScanOptions['javaIndex'] & {}): Promise<ImageScan> =>
    scanImage(binary, job.reference, { ...own, javaIndex }, ports);
  try {
    try {
      return { job, ok: true, scan: await scan('ready') };
    } catch (error) {
      if (!(error instanceof GuardError) || !error.message.includes('Java DB')) throw error;
      const missing = await index.obtain();
      return { job, ok: true, scan: await scan(missing === undefined ? 'ready' : { missing }) };
    }
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return { job, ok: false, error };
  }
}

/** The index of Java archives, hundreds of megabytes that most runs do not need. */
interface JavaIndex {
  /** Fetches it, once for all who ask; answers why it is not there, undefined where it is. */
  obtain(): Promise<string | undefined>;
}

/** An index that is there already is brought up to date before anybody reads it. */
async function javaIndex(binary: TrivyBinary, options: ImageScansOptions, ports: ScansPorts): Promise<JavaIndex> {
  const { cacheFolder, timeoutSeconds, javaRepositories: repositories = [] } = options;
  const update = (): Promise<string | undefined> =>
    options.offline
      ? Promise.resolve('offline, nothing is fetched')
      : updateJavaIndex(binary, { cacheFolder, timeoutSeconds, repositories }, ports);
  const present = (await ports.files.size(join(cacheFolder, 'java-db', 'metadata.json'))) !== undefined;
  if (present && !options.offline) {
    const failure = await update();
    if (failure !== undefined) ports.console.info(`The index of Java archives stays as it is: ${failure}`);
  }
  let asked: Promise<string | undefined> | undefined;
  return { obtain: () => (asked ??= update()) };
}
