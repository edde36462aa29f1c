import { GuardError } from '../errors.ts';
import type { Gap } from '../model/finding.ts';
import { ageHours, databaseFacts, discardBadDatabase, inWords, staleness, updateDatabase } from './database.ts';
import type { DatabaseFacts } from './database.ts';
import { oneLine } from './output.ts';
import type { TrivyPorts } from './ports.ts';
import type { Program } from './program.ts';

export interface DatabaseWishes {
  readonly offline: boolean;
  readonly timeoutSeconds: number;
  readonly cacheFolder: string;
  readonly databaseRepositories: readonly string[];
  /** The age in hours from which on a database is too old to conclude by; any age is used without it. */
  readonly maxAgeHours?: number;
}

/**
 * The database that this run judges by: what the cache folder holds, looked at first, or a new one. One that is old is used,
 * with a gap that tells its age; one beyond the user's limit leaves the run inconclusive.
 * @throws GuardError TRIVY_RUN where there is none.
 */
export async function readyDatabase(
  program: Program,
  wishes: DatabaseWishes,
  ports: TrivyPorts,
): Promise<{ readonly facts: DatabaseFacts; readonly gaps: readonly Gap[] }> {
  const { cacheFolder, timeoutSeconds, databaseRepositories: repositories, maxAgeHours } = wishes;
  const gap = (reason: Gap['reason'], detail: string, blocking: boolean): Gap => ({
    artifact: 'trivy-db',
    reason,
    detail,
    blocking,
  });
  const wrong = await discardBadDatabase(cacheFolder, ports);
  if (wrong !== undefined) ports.console.warning(`The vulnerability database in ${cacheFolder} was thrown away: ${wrong}.`);
  const update = (): ReturnType<typeof updateDatabase> =>
    ports.toolCache.exclusively('trivy-db', () => updateDatabase(program, { cacheFolder, timeoutSeconds, repositories }, ports));
  const { facts, outdated } = wishes.offline
    ? { facts: await databaseFacts(cacheFolder, ports.files), outdated: undefined }
    : await update();
  if (facts === undefined)
    throw new GuardError('TRIVY_RUN', `there is no vulnerability database in ${cacheFolder}, and offline none is fetched`);
  const now = ports.clock.milliseconds();
  const gaps: Gap[] = [];
  if (outdated !== undefined) {
    const used = `the one of ${facts.updatedAt.slice(0, 10)}, ${inWords(ageHours(facts, now))} old, was used`;
    gaps.push(
      gap('unreachable', `the vulnerability database could not be refreshed (${oneLine(outdated, 400)}); ${used}`, false),
    );
  }
  const stale = staleness(facts, now, maxAgeHours);
  if (stale !== undefined) gaps.push(gap('scanner', stale, maxAgeHours !== undefined && ageHours(facts, now) >= maxAgeHours));
  return { facts, gaps };
}
