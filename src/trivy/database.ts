import { join, resolve } from 'node:path';
import { GuardError } from '../errors.ts';
import type { TrivyBinary } from './admission.ts';
import { networkEnvironment } from './environment.ts';
import { flags } from './invoke.ts';
import type { RunPorts } from './invoke.ts';
import { lastLines } from './output.ts';
import { askVersion } from './version.ts';

/** What is known of the vulnerability database in a cache folder. Times are as Trivy writes them, RFC 3339. */
export interface DatabaseFacts {
  readonly schema: number;
  readonly updatedAt: string;
  readonly nextUpdate?: string;
}

/** The database in the cache folder; undefined where there is none. GuardError TRIVY_RUN when Trivy does not answer. */
export async function databaseFacts(
  binary: TrivyBinary,
  cacheFolder: string,
  ports: RunPorts,
): Promise<DatabaseFacts | undefined> {
  const { VulnerabilityDB: found } = await askVersion(binary.path, ports, resolve(cacheFolder));
  if (found === undefined || found === null) return undefined;
  return {
    schema: found.Version,
    updatedAt: found.UpdatedAt,
    ...(found.NextUpdate === undefined ? {} : { nextUpdate: found.NextUpdate }),
  };
}

export interface DatabaseOptions {
  readonly cacheFolder: string;
  readonly timeoutSeconds: number;
  /** Tried in this order; Trivy's own two unless said otherwise. Each may be pinned by digest. */
  readonly repositories?: readonly string[];
}

/**
 * Brings the database up to date, once for all scans. Where that fails and one is there, it answers why in `outdated` and the
 * old one stays, for Trivy itself would stop; where none is there it is a GuardError TRIVY_RUN.
 */
export async function updateDatabase(
  binary: TrivyBinary,
  options: DatabaseOptions,
  ports: RunPorts,
): Promise<{ readonly facts: DatabaseFacts; readonly outdated?: string }> {
  const cacheFolder = resolve(options.cacheFolder);
  const failure = await fetched(binary, { ...options, cacheFolder }, databaseFlags, ports);
  const facts = await databaseFacts(binary, cacheFolder, ports);
  if (facts === undefined) {
    const message = `Trivy's vulnerability database could not be fetched: ${failure ?? 'there is none afterwards'}. Check the network, or name a mirror of it.`;
    throw new GuardError('TRIVY_RUN', message);
  }
  return { facts, ...(failure === undefined ? {} : { outdated: failure }) };
}

/** Fetches the index of Java archives where there is none or an old one; answers why that failed, undefined where it did not. */
export function updateJavaIndex(binary: TrivyBinary, options: DatabaseOptions, ports: RunPorts): Promise<string | undefined> {
  return fetched(binary, { ...options, cacheFolder: resolve(options.cacheFolder) }, javaFlags, ports);
}

interface FetchFlags {
  readonly only: string;
  readonly repository: string;
}

const databaseFlags: FetchFlags = { only: '--download-db-only', repository: 'db-repository' };
const javaFlags: FetchFlags = { only: '--download-java-db-only', repository: 'java-db-repository' };

async function fetched(
  binary: TrivyBinary,
  options: DatabaseOptions,
  { only, repository }: FetchFlags,
  ports: RunPorts,
): Promise<string | undefined> {
  return ports.files.within('database', async (folder) => {
    const config = join(folder, 'trivy.yaml');
    await ports.files.writeText(config, '{}\n');
    const result = await ports.processes.run(
      binary.path,
      [
        'image',
        only,
        '--no-progress',
        '--skip-version-check',
        '--disable-telemetry',
        ...flags({ config, 'cache-dir': options.cacheFolder, timeout: `${options.timeoutSeconds}s` }),
        ...(options.repositories ?? []).flatMap((address) => flags({ [repository]: address })),
      ],
      {
        environment: networkEnvironment(folder, ports.machine),
        timeoutSeconds: options.timeoutSeconds + 5,
        maxBytes: 1 << 20,
        cwd: folder,
      },
    );
    if (result.timedOut) return `not finished after ${options.timeoutSeconds} seconds`;
    return result.exitCode === 0 ? undefined : lastLines(result.stderr, 3);
  });
}

/** Days after it should have been replaced until a database counts as stale: it is made anew several times a day. */
const tolerance = 3;

/** Why a database is too old to judge by, in a sentence; undefined where it is not. Trivy itself uses one of any age. */
export function staleness(facts: DatabaseFacts, today: string): string | undefined {
  const due = Date.parse(facts.nextUpdate ?? facts.updatedAt);
  const days = Math.floor((Date.parse(`${today}T00:00:00Z`) - due) / 86_400_000);
  if (!(days > tolerance)) return undefined;
  return `The vulnerability database is of ${facts.updatedAt.slice(0, 10)}, so advisories published since are not judged by.`;
}
