import { join } from 'node:path';
import { GuardError } from '../errors.ts';
import type { TrivyBinary } from './admission.ts';
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

/** What of Trivy's cache the workers share: read by all, but for the index of Java archives, which Trivy fetches when it meets one. */
const shared = ['db', 'java-db'];

/**
 * Scans images with as many workers as asked for, each with a cache folder of its own below the given one and the databases
 * linked into it: Trivy locks a cache folder for a whole scan. Outcomes come in the order of the jobs; one that fails does not
 * stop the others. `options.cacheFolder` holds the database.
 */
export async function scanImages(
  binary: TrivyBinary,
  jobs: readonly ImageJob[],
  options: Omit<ImageScanOptions, 'platform' | 'input'> & { readonly workers: number },
  ports: Pick<TrivyPorts, 'processes' | 'files' | 'machine' | 'console'>,
): Promise<readonly ImageOutcome[]> {
  const outcomes = new Map<ImageJob, ImageOutcome>();
  const waiting = jobs[Symbol.iterator]();
  let begun = 0;
  const work = async (worker: number): Promise<void> => {
    const cacheFolder = join(options.cacheFolder, `worker-${worker}`);
    await ports.files.makeFolder(cacheFolder);
    for (const name of shared) await ports.files.linkFolder(join(options.cacheFolder, name), join(cacheFolder, name));
    for (const job of waiting) {
      begun += 1;
      ports.console.progress(`Scanning image ${begun} of ${jobs.length}: ${job.reference}`);
      outcomes.set(job, await outcomeOf(binary, job, { ...options, cacheFolder }, ports));
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
  ports: Pick<TrivyPorts, 'processes' | 'files' | 'machine'>,
): Promise<ImageOutcome> {
  const { platform, input } = job;
  const own = { ...options, ...(platform === undefined ? {} : { platform }), ...(input === undefined ? {} : { input }) };
  try {
    return { job, ok: true, scan: await scanImage(binary, job.reference, own, ports) };
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return { job, ok: false, error };
  }
}
