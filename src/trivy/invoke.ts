import { join } from 'node:path';
import { GuardError } from '../errors.ts';
import type { ProcessResult } from '../ports.ts';
import type { TrivyBinary } from './admission.ts';
import { decodeReport } from './decode.ts';
import { decodeLargeReport } from './large-report.ts';
import type { TrivyReport } from './decode.ts';
import { lastLines, oneLine } from './output.ts';
import type { TrivyPorts } from './ports.ts';

export type RunPorts = Pick<TrivyPorts, 'processes' | 'files' | 'machine'>;

/** One run of Trivy that writes a JSON report. */
export interface Run {
  /** What is scanned, for messages. */
  readonly what: string;
  readonly command: 'image' | 'config' | 'sbom' | 'fs';
  /** Arguments after those every run has. */
  readonly args: readonly string[];
  readonly cacheFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** Whether the text of the report is needed, however large it is. */
  readonly whole?: boolean;
}

/** How much longer than its own time limit Trivy may run before it is ended, in seconds: it does not count registry calls. */
const patience = 5;
const maxOutput = 1 << 20;
const maxReport = 256 << 20;
/** From this size on a report is read piece by piece, and its text not kept. */
const large = 4 << 20;

/**
 * Runs Trivy in a private folder, where no configuration or ignore file of anybody lies, and reads its report. GuardError
 * TRIVY_RUN when it fails, with its last words; TRIVY_OUTPUT when there is no report or one it cannot be.
 */
export async function runTrivy(
  binary: TrivyBinary,
  run: Run,
  folder: string,
  ports: RunPorts,
): Promise<{ readonly report: TrivyReport; readonly text: string | undefined; readonly log: string }> {
  const report = join(folder, 'report.json');
  const config = join(folder, 'trivy.yaml');
  const ignore = join(folder, 'ignore');
  const modules = join(folder, 'modules');
  await ports.files.writeText(config, '{}\n');
  await ports.files.writeText(ignore, '');
  await ports.files.makeFolder(modules);
  const result = await ports.processes.run(
    binary.path,
    [
      run.command,
      ...flags({
        config,
        ignorefile: ignore,
        'cache-dir': run.cacheFolder,
        format: 'json',
        output: report,
        'exit-code': '0',
        timeout: `${run.timeoutSeconds}s`,
      }),
      ...(run.command === 'sbom' ? [] : ['--module-dir', modules]),
      '--skip-version-check',
      '--disable-telemetry',
      ...run.args,
    ],
    { environment: run.environment, timeoutSeconds: run.timeoutSeconds + patience, maxBytes: maxOutput, cwd: folder },
  );
  if (result.timedOut || result.exitCode !== 0) throw failure(run, result);
  const size = await ports.files.size(report);
  if (size !== undefined && size > large && size <= maxReport && run.whole !== true)
    return {
      report: bySame(binary, run, await decodeLargeReport(piecesOf(report, size, ports))),
      text: undefined,
      log: result.stderr,
    };
  const text = await ports.files.readText(report, maxReport);
  if (text === undefined) {
    const why = size === undefined ? 'wrote no report' : `wrote a report of ${size} bytes, more than is read`;
    throw new GuardError('TRIVY_OUTPUT', `Trivy ${why} about ${run.what}, though it says all went well.`);
  }
  return { report: bySame(binary, run, decodeReport(text)), text, log: result.stderr };
}

/** A report that says which version made it must name the one that was admitted: it may not have been asked before. */
function bySame({ path, version }: TrivyBinary, { what }: Run, report: TrivyReport): TrivyReport {
  const told = (report.Trivy?.Version ?? '').replace(/^v/, '');
  if (told === '' || told === version) return report;
  throw new GuardError(
    'TRIVY_OUTPUT',
    `The report of ${what} says that Trivy ${oneLine(told, 40)} made it, and ${path} should be ${version}. Nothing is concluded from it.`,
  );
}

async function* piecesOf(path: string, size: number, { files }: RunPorts): AsyncGenerator<Uint8Array> {
  const length = 1 << 20;
  for (let at = 0; at < size; at += length) yield await files.readBytes(path, at, Math.min(length, size - at));
}

/** Options as Trivy takes them: `{ format: 'json' }` is `--format json`. */
export function flags(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
}

function failure(run: Run, result: ProcessResult): GuardError {
  const words = lastLines(withoutChatter(result.stderr === '' ? result.stdout : result.stderr), 20);
  const said = words === '' ? 'It said nothing.' : `Its last words:\n${words}`;
  if (result.timedOut) {
    return new GuardError(
      'TRIVY_RUN',
      `Trivy did not finish with ${run.what} within ${run.timeoutSeconds} seconds and was ended. ${said}`,
    );
  }
  const end =
    result.exitCode === null ? `was ended by ${result.signal ?? 'the system'}` : `ended with exit code ${result.exitCode}`;
  if (result.signal === 'SIGKILL' || result.exitCode === 137) {
    const advice = 'That is what a system does that runs out of memory: scan fewer images in a job, or give it more.';
    return new GuardError('TRIVY_RUN', `Trivy ${end} on ${run.what}. ${advice} ${said}`);
  }
  return new GuardError('TRIVY_RUN', `Trivy ${end} on ${run.what}.${advice(words)} ${said}`);
}

/** A log without the time of each line and the lines that only tell of progress. */
function withoutChatter(log: string): string {
  const lines = log.split('\n').map((line) => line.replace(/^\d{4}-\d\d-\d\dT[\d:.]+\S*\s+/, ''));
  return lines.filter((line) => !/^(?:INFO|DEBUG)\b/.test(line)).join('\n');
}

/** What a person can do about the usual failures, told by what Trivy says last. */
function advice(words: string): string {
  const known: readonly (readonly [RegExp, string])[] = [
    [/MANIFEST_UNKNOWN|NAME_UNKNOWN/, 'The registry has no such image: look at its name and tag.'],
    [/UNAUTHORIZED|DENIED|authentication required/, 'The registry wants a login: run `docker login` for it before this step.'],
    [/TOOMANYREQUESTS/, 'The registry answers too many requests: log in to it, use a mirror, or try again later.'],
    [/could not parse reference/, 'This is no image reference.'],
    [/Java DB/, 'The index of Java archives is not there and could not be fetched.'],
    [/cannot be specified on the first run/, 'There is no vulnerability database yet, and fetching one is switched off.'],
    [
      /version of DB schema|old DB schema|failed to open db/,
      'The vulnerability database is damaged or of another version: delete it and fetch it anew.',
    ],
    [/cache may be in use by another process/, 'Another Trivy uses the same cache folder.'],
    [/vulnerability DB/, 'The vulnerability database could not be fetched: check the network, or name a mirror of it.'],
    [
      /no such host|connection refused|i\/o timeout|network is unreachable/,
      'The registry or engine cannot be reached: check the name, network and proxy.',
    ],
  ];
  const found = known.find(([pattern]) => pattern.test(words));
  return found === undefined ? '' : ` ${found[1]}`;
}
