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
  const failure = await ports.files.within('database', async (folder) => {
    const config = join(folder, 'trivy.yaml');
    await ports.files.writeText(config, '{}\n');
    const result = await ports.processes.run(
      binary.path,
      [
        'image',
        '--download-db-only',
        '--no-progress',
        '--skip-version-check',
        '--disable-telemetry',
        ...flags({ config, 'cache-dir': cacheFolder, timeout: `${options.timeoutSeconds}s` }),
        ...(options.repositories ?? []).flatMap((repository) => flags({ 'db-repository': repository })),
      ],
      {
        environment: networkEnvironment(folder, ports.machine),
        timeoutSeconds: options.timeoutSeconds + 5,
        maxBytes: 1 << 20,
        cwd: folder,
      },
    );
    if (result.exitCode === 0 && !result.timedOut) return undefined;
    return result.timedOut ? `not finished after ${options.timeoutSeconds} seconds` : lastLines(result.stderr, 3);
  });
  const facts = await databaseFacts(binary, cacheFolder, ports);
  if (facts === undefined) {
    const message = `Trivy's vulnerability database could not be fetched: ${failure ?? 'there is none afterwards'}. Check the network, or name a mirror of it.`;
    throw new GuardError('TRIVY_RUN', message);
  }
  return { facts, ...(failure === undefined ? {} : { outdated: failure }) };
}
