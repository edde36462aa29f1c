import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { GuardError } from '../errors.ts';
import type { TrivyBinary } from './admission.ts';
import { imageEnvironment, networkEnvironment } from './environment.ts';
import { flags } from './invoke.ts';
import type { RunPorts } from './invoke.ts';
import { lastLines, oneLine } from './output.ts';
import type { TrivyPorts } from './ports.ts';
import type { Program } from './program.ts';

/** What is known of the vulnerability database in a cache folder. Times are as Trivy writes them, RFC 3339. */
export interface DatabaseFacts {
  readonly schema: number;
  readonly updatedAt: string;
  readonly nextUpdate?: string;
}

/** The schema that Trivy 0.74 reads. */
const schemaVersion = 2;
const metadata = v.object({ Version: v.number(), UpdatedAt: v.string(), NextUpdate: v.optional(v.string()) });

/** The database in the cache folder, by what stands beside it; undefined where there is none that could be read. */
export async function databaseFacts(
  cacheFolder: string,
  files: Pick<TrivyPorts['files'], 'readText' | 'size'>,
): Promise<DatabaseFacts | undefined> {
  const folder = join(resolve(cacheFolder), 'db');
  if ((await files.size(join(folder, 'trivy.db'))) === undefined) return undefined;
  const text = await files.readText(join(folder, 'metadata.json'), 1 << 16);
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), metadata), text);
  if (!read.success || Number.isNaN(Date.parse(read.output.UpdatedAt))) return undefined;
  const { Version: schema, UpdatedAt: updatedAt, NextUpdate: nextUpdate } = read.output;
  return { schema, updatedAt, ...(nextUpdate === undefined ? {} : { nextUpdate }) };
}

/** Whole hours since a database was made; none for one of the future. */
export function ageHours(facts: DatabaseFacts, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(facts.updatedAt)) / 3_600_000));
}

/** The bytes 16 to 19 of a file of bbolt, https://pkg.go.dev/go.etcd.io/bbolt: its magic number, as x86 and ARM write it. */
const magic = [0xed, 0xda, 0x0c, 0xed];
/** From there to the number of pages that the file has; the size of one stands before it. */
const metaLength = 48;

/**
 * Throws away what lies in the place of the database and is none: a damaged file, one of another schema, one that says
 * it was made tomorrow or later. Answers what it was, undefined where there is nothing wrong.
 * @throws GuardError SETTINGS where the folder holds other things and nothing of a database: it is not ours to empty.
 */
export async function discardBadDatabase(
  cacheFolder: string,
  { files, clock }: Pick<TrivyPorts, 'files' | 'clock'>,
): Promise<string | undefined> {
  const folder = join(resolve(cacheFolder), 'db');
  const entries = await files.entries(folder);
  if (entries === undefined || entries.length === 0) return undefined;
  if (!entries.some(({ name }) => name === 'trivy.db' || name === 'metadata.json')) {
    throw new GuardError(
      'SETTINGS',
      `${oneLine(folder)} holds ${oneLine(entries[0]?.name ?? '')}, which is no vulnerability database. Name another folder with trivy-cache.`,
    );
  }
  const wrong = await whatIsWrong(folder, entries, { files, clock });
  if (wrong !== undefined) await files.remove(folder);
  return wrong;
}

async function whatIsWrong(
  folder: string,
  entries: readonly { readonly name: string; readonly kind: string }[],
  { files, clock }: Pick<TrivyPorts, 'files' | 'clock'>,
): Promise<string | undefined> {
  const odd = entries.find(({ name, kind }) => kind !== 'file' || (name !== 'trivy.db' && name !== 'metadata.json'));
  if (odd !== undefined) return `it holds ${oneLine(odd.name)}, which belongs to no database`;
  const facts = await databaseFacts(join(folder, '..'), files);
  if (facts === undefined) return 'its metadata cannot be read';
  if (facts.schema !== schemaVersion) return `it has schema ${facts.schema}, and Trivy reads ${schemaVersion}`;
  if (Date.parse(facts.updatedAt) > clock.milliseconds() + 86_400_000) return 'it says it was made in the future';
  const path = join(folder, 'trivy.db');
  const start = Buffer.from(await files.readBytes(path, 16, metaLength));
  if (!magic.every((byte, at) => start[at] === byte)) return 'its file is damaged';
  const size = (await files.size(path)) ?? 0;
  const isCut = start.length === metaLength && BigInt(size) < BigInt(start.readUInt32LE(8)) * start.readBigUInt64LE(40);
  return isCut ? 'its file is cut off' : undefined;
}

export interface DatabaseOptions {
  readonly cacheFolder: string;
  readonly timeoutSeconds: number;
  /** Tried in this order until one answers. Each may be pinned by digest. */
  readonly repositories: readonly string[];
}

/** Where Trivy takes its database from, and its index of Java archives, unless said otherwise. */
export const databaseRepositories: readonly string[] = ['mirror.gcr.io/aquasec/trivy-db:2', 'ghcr.io/aquasecurity/trivy-db:2'];
export const javaRepositories: readonly string[] = [
  'mirror.gcr.io/aquasec/trivy-java-db:1',
  'ghcr.io/aquasecurity/trivy-java-db:1',
];

type UpdatePorts = RunPorts & Pick<TrivyPorts, 'clock'>;

/**
 * Brings the database up to date, once for all scans; a fresh one makes no request. The repositories are asked one after the
 * other, for Trivy stops at the first that does not have it. Where none answers and a database is there, it answers why in
 * `outdated` and the old one stays, for Trivy itself would stop; where none is there it is a GuardError TRIVY_RUN.
 */
export async function updateDatabase(
  program: Program,
  options: DatabaseOptions,
  ports: UpdatePorts,
): Promise<{ readonly facts: DatabaseFacts; readonly outdated?: string }> {
  const cacheFolder = resolve(options.cacheFolder);
  const present = await databaseFacts(cacheFolder, ports.files);
  if (present !== undefined && isFresh(present, ports.clock.milliseconds())) return { facts: present };
  const failure = await fetched(await program.binary(), { ...options, cacheFolder }, databaseFlags, ports);
  const facts = await databaseFacts(cacheFolder, ports.files);
  if (facts === undefined) {
    const message = `Trivy's vulnerability database could not be fetched: ${failure ?? 'there is none afterwards'}. Check the network, or name a mirror of it.`;
    throw new GuardError('TRIVY_RUN', message);
  }
  return { facts, ...(failure === undefined ? {} : { outdated: failure }) };
}

/** As Trivy decides: until the time at which a newer one was announced for. */
function isFresh({ nextUpdate }: DatabaseFacts, now: number): boolean {
  return nextUpdate !== undefined && now < Date.parse(nextUpdate);
}

/** Fetches the index of Java archives where there is none or an old one; answers why that failed, undefined where it did not. */
export async function updateJavaIndex(
  program: Program,
  options: DatabaseOptions,
  ports: UpdatePorts,
): Promise<string | undefined> {
  const text = await ports.files.readText(join(options.cacheFolder, 'java-db', 'metadata.json'), 1 << 16);
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), v.object({ NextUpdate: v.string() })), text);
  if (read.success && ports.clock.milliseconds() < Date.parse(read.output.NextUpdate)) return undefined;
  return fetched(await program.binary(), { ...options, cacheFolder: resolve(options.cacheFolder) }, javaFlags, ports);
}

interface FetchFlags {
  readonly only: string;
  readonly repository: string;
  readonly usual: readonly string[];
}

const databaseFlags: FetchFlags = { only: '--download-db-only', repository: 'db-repository', usual: databaseRepositories };
const javaFlags: FetchFlags = { only: '--download-java-db-only', repository: 'java-db-repository', usual: javaRepositories };

async function fetched(
  binary: TrivyBinary,
  options: DatabaseOptions,
  what: FetchFlags,
  ports: RunPorts,
): Promise<string | undefined> {
  const failures: string[] = [];
  for (const repository of options.repositories.length === 0 ? what.usual : options.repositories) {
    const failure = await fetchedFrom(binary, repository, options, what, ports);
    if (failure === undefined) return undefined;
    failures.push(failure.includes(repository) ? failure : `${repository}: ${failure}`);
  }
  return failures.join('; ');
}

/** Logins are shown to repositories that the user named, and not to the public ones: an old login there is refused. */
async function fetchedFrom(
  binary: TrivyBinary,
  address: string,
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
        ...flags({ config, 'cache-dir': options.cacheFolder, timeout: `${options.timeoutSeconds}s`, [repository]: address }),
      ],
      {
        environment: options.repositories.includes(address)
          ? imageEnvironment(folder, ports.machine, { offline: false, forward: [] })
          : networkEnvironment(folder, ports.machine),
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

/** Trivy's databases are good for a day. What one says of itself that is good for more than a week is not believed; milliseconds. */
const longestGood = 7 * 86_400_000;

/**
 * Why a database is too old to judge by, in a sentence; undefined where it is not. Trivy itself uses one of any age.
 * `maxAgeHours` is the user's limit; without one, three days after it should have been replaced.
 */
export function staleness(facts: DatabaseFacts, now: number, maxAgeHours?: number): string | undefined {
  const hours = ageHours(facts, now);
  const made = Date.parse(facts.updatedAt);
  const told = Date.parse(facts.nextUpdate ?? facts.updatedAt);
  const isFarOff = told > made + longestGood;
  const overdue = now - (isFarOff ? made : told) >= (tolerance + 1) * 86_400_000;
  const though = isFarOff ? `, though it says that it is good until ${facts.nextUpdate?.slice(0, 10) ?? ''}` : '';
  const of = `The vulnerability database is of ${facts.updatedAt.slice(0, 10)}, ${inWords(hours)} old${though}`;
  if (maxAgeHours !== undefined && hours >= maxAgeHours) return `${of}, and trivy-db-max-age allows ${inWords(maxAgeHours)}.`;
  return overdue ? `${of}, so advisories published since are not judged by.` : undefined;
}

/** `36 hours`, `3 days`. */
export function inWords(hours: number): string {
  if (hours === 1) return '1 hour';
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}
