import * as v from 'valibot';
import { GuardError } from '../errors.ts';
import { isolation } from './environment.ts';
import { lastLines } from './output.ts';
import type { TrivyPorts } from './ports.ts';

const Answer = v.object({
  Version: v.string(),
  VulnerabilityDB: v.nullish(
    v.object({
      Version: v.number(),
      UpdatedAt: v.string(),
      NextUpdate: v.optional(v.string()),
      DownloadedAt: v.optional(v.string()),
    }),
  ),
});
export type VersionAnswer = v.InferOutput<typeof Answer>;

/** How long a program may take to say its version, in seconds; Trivy needs a tenth of one. */
const limit = 30;

type AskPorts = Pick<TrivyPorts, 'processes' | 'files' | 'machine'>;

/**
 * Asks a program what Trivy it is, and with a cache folder what database lies there. It runs in an empty folder with an
 * environment that holds nothing of the job's. GuardError TRIVY_RUN when it does not answer as Trivy does.
 */
export async function askVersion(program: string, ports: AskPorts, cacheFolder?: string): Promise<VersionAnswer> {
  return ports.files.within('version', async (folder) => {
    const result = await ports.processes.run(program, ['version', '--format', 'json', '--cache-dir', cacheFolder ?? folder], {
      environment: isolation(folder, ports.machine),
      timeoutSeconds: limit,
      maxBytes: 1 << 16,
      cwd: folder,
    });
    if (result.timedOut) throw unanswered(program, `it did not answer within ${limit} seconds`);
    if (result.exitCode !== 0) {
      throw unanswered(program, `it ended with ${String(result.exitCode ?? result.signal)}: ${lastLines(result.stderr, 3)}`);
    }
    const answer = v.safeParse(v.pipe(v.string(), v.parseJson(), Answer), result.stdout);
    if (!answer.success) throw unanswered(program, 'what it answers is not what Trivy answers');
    return answer.output;
  });
}

function unanswered(program: string, what: string): GuardError {
  return new GuardError('TRIVY_RUN', `${program} could not be asked for its version: ${what}. Is it Trivy, for this machine?`);
}
