import { dirname, join } from 'node:path';
import { GuardError } from '../errors.ts';
import type { Gap } from '../model/finding.ts';
import type { SourceFile } from '../model/place.ts';
import { lineAtNumber, locate } from '../parse/lines.ts';
import type { TrivyBinary } from './admission.ts';
import type { TrivyReport, TrivyResult } from './decode.ts';
import { configEnvironment } from './environment.ts';
import { runTrivy } from './invoke.ts';
import type { RunPorts } from './invoke.ts';
import { oneLine } from './output.ts';

export interface ConfigScanOptions {
  /** For each run of Trivy; many files are several runs. */
  readonly timeoutSeconds: number;
}

export interface ConfigScan {
  /** `Target` of each result is the path of the file as it was given. */
  readonly report: TrivyReport;
  readonly gaps: readonly Gap[];
}

/** How many files one run gets: Trivy needs a second to start and 20 ms a file, and one bad file spoils its whole run. */
const batch = 100;

/**
 * Checks Dockerfiles. Copies are handed over, so that names, links and ignore files of the repository do not decide what is
 * looked at. One file can stop Trivy, or silence a check for all others of its run: such a run is halved until the file stands
 * alone. Every file that comes back with no result is a gap. GuardError where Trivy itself cannot be run.
 */
export async function scanConfig(
  binary: TrivyBinary,
  files: readonly SourceFile[],
  options: ConfigScanOptions,
  ports: RunPorts,
): Promise<ConfigScan> {
  const results: TrivyResult[] = [];
  const gaps: Gap[] = [];
  const waiting: (readonly SourceFile[])[] = [];
  for (let at = 0; at < files.length; at += batch) waiting.push(files.slice(at, at + batch));
  let works = false;
  for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) {
    const outcome = await scanGroup(binary, group, options, ports);
    if (outcome.stopped && !works) await runGroup(binary, [control], options, ports);
    works = true;
    if (outcome.whole || group.length === 1) {
      results.push(...outcome.results);
      gaps.push(...outcome.gaps);
      continue;
    }
    const middle = Math.ceil(group.length / 2);
    waiting.unshift(group.slice(0, middle), group.slice(middle));
  }
  return { report: { ...emptyReport, Results: results }, gaps };
}

/** A file nothing can go wrong with: when Trivy fails on this too, it is not the repository's fault. */
const control: SourceFile = { path: 'a Dockerfile of its own', text: 'FROM scratch\n' };

interface GroupOutcome {
  /** Trivy did not come to an end. */
  readonly stopped: boolean;
  /** False where a file of the group may have spoiled what is said of the others. */
  readonly whole: boolean;
  readonly results: readonly TrivyResult[];
  readonly gaps: readonly Gap[];
}

async function scanGroup(
  binary: TrivyBinary,
  group: readonly SourceFile[],
  options: ConfigScanOptions,
  ports: RunPorts,
): Promise<GroupOutcome> {
  try {
    const { report, log } = await runGroup(binary, group, options, ports);
    const paths = new Map(group.map((file, index) => [copyPath(index), file.path]));
    const results = report.Results.flatMap((result) => {
      const path = paths.get(result.Target);
      return path === undefined ? [] : [{ ...result, Target: path }];
    });
    const broken = /\[rego\]\s+Error occurred while applying rule.*?file_path="?([\w./-]+)/.exec(log)?.[1];
    const seen = new Set(results.map(({ Target }) => Target));
    const unseen = group.filter(({ path }) => !seen.has(path));
    return {
      stopped: false,
      whole: broken === undefined,
      results,
      gaps: [
        ...unseen.map((file) => gapOf(file, `Trivy left the file out of its report${reasonIn(log)}.`)),
        ...(broken === undefined ? [] : group.map((file) => gapOf(file, `Trivy's check ${oneLine(broken)} failed on the file.`))),
      ],
    };
  } catch (error) {
    if (!(error instanceof GuardError) || error.code !== 'TRIVY_RUN') throw error;
    return { stopped: true, whole: false, results: [], gaps: group.map((file) => gapOf(file, oneLine(error.message, 400))) };
  }
}

async function runGroup(
  binary: TrivyBinary,
  group: readonly SourceFile[],
  options: ConfigScanOptions,
  ports: RunPorts,
): Promise<{ readonly report: TrivyReport; readonly log: string }> {
  return ports.files.within('config', async (folder) => {
    const root = join(folder, 'files');
    for (const [index, file] of group.entries()) {
      const copy = join(root, copyPath(index));
      await ports.files.makeFolder(dirname(copy));
      await ports.files.writeText(copy, withoutCheckComments(file.text));
    }
    const run = {
      what: group.length === 1 ? (group[0]?.path ?? '') : `${group.length} Dockerfiles`,
      command: 'config',
      args: ['--misconfig-scanners', 'dockerfile', '--skip-check-update', '--', root],
      cacheFolder: join(folder, 'cache'),
      environment: configEnvironment(folder, ports.machine),
      timeoutSeconds: options.timeoutSeconds,
    } as const;
    return runTrivy(binary, run, folder, ports);
  });
}

const copyPath = (index: number): string => `${index}/Dockerfile`;

/** Trivy stops at a `# check=` comment after the first instruction, where it has no meaning anyway; the lines stay as many. */
function withoutCheckComments(text: string): string {
  const first = /^[ \t]*[^#\s]/m.exec(text)?.index ?? text.length;
  return text.slice(0, first) + text.slice(first).replaceAll(/^([ \t]*#)[ \t]*check[ \t]*=/gim, '$1');
}

function reasonIn(log: string): string {
  const reason = /Failed to parse file.*?err="((?:[^"\\]|\\.)*)"/.exec(log)?.[1];
  return reason === undefined ? '' : ` (${oneLine(reason.replaceAll('\\"', '"'))})`;
}

function gapOf(file: SourceFile, detail: string): Gap {
  return { artifact: file.path, reason: 'scanner', detail, location: locate(lineAtNumber(file, 1)), blocking: false };
}

const emptyReport: TrivyReport = {
  SchemaVersion: 2,
  ArtifactName: '',
  ArtifactType: 'filesystem',
  Trivy: undefined,
  Metadata: undefined,
  Results: [],
};
