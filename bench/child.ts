import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Call {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
}

/** One whole process, from its start to its end. */
export interface Run {
  readonly seconds: number;
  /** User and system time on all cores; unknown without GNU time. */
  readonly cpuSeconds: number | undefined;
  /** The largest resident set, in MB; unknown without GNU time. */
  readonly peakMegabytes: number | undefined;
  readonly exitCode: number | null;
}

const gnuTime = '/usr/bin/time';

/**
 * Runs a program with its output thrown away. What a child used is asked of GNU time, since Node does not tell it.
 * @throws Error where the program cannot be started.
 */
export async function timed({ file, args, cwd }: Call): Promise<Run> {
  if (!existsSync(gnuTime)) {
    const { seconds, exitCode } = await spawned({ file, args, ...(cwd === undefined ? {} : { cwd }) });
    return { seconds, exitCode, cpuSeconds: undefined, peakMegabytes: undefined };
  }
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const report = join(folder, 'usage');
    const measured = ['--quiet', '--output', report, '--format', '%U %S %M', file, ...args];
    const { seconds, exitCode } = await spawned({ file: gnuTime, args: measured, ...(cwd === undefined ? {} : { cwd }) });
    const [user = 0, system = 0, kilobytes = 0] = (await readFile(report, 'utf8')).trim().split(' ').map(Number);
    return { seconds, exitCode, cpuSeconds: user + system, peakMegabytes: kilobytes / 1024 };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function spawned({ file, args, cwd }: Call): Promise<Pick<Run, 'seconds' | 'exitCode'>> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(file, args, { cwd, stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve({ seconds: (performance.now() - start) / 1000, exitCode }));
  });
}

/** What some runs of one call have in common: the best of each, which other work on the machine disturbs least. */
export function best(runs: readonly Run[]): Run {
  const least = (of: (run: Run) => number | undefined): number | undefined => {
    const known = runs.flatMap((run) => of(run) ?? []);
    return known.length === 0 ? undefined : Math.min(...known);
  };
  return {
    seconds: least(({ seconds }) => seconds) ?? Number.NaN,
    cpuSeconds: least(({ cpuSeconds }) => cpuSeconds),
    peakMegabytes: least(({ peakMegabytes }) => peakMegabytes),
    exitCode: runs.at(-1)?.exitCode ?? null,
  };
}

/** The run in the middle by its time. */
export function median(runs: readonly Run[]): Run {
  const middle = runs.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)];
  if (middle === undefined) throw new Error('There is no run to take the median of.');
  return middle;
}

/** The calls in turn, over and over, so that what else the machine does falls on all of them; the first round is not counted. */
export async function inTurn<Name extends string>(
  calls: Readonly<Record<Name, Call>>,
  times: number,
): Promise<ReadonlyMap<string, readonly Run[]>> {
  const runs = new Map<string, Run[]>();
  for (let round = 0; round <= times; round++) {
    for (const [name, call] of Object.entries<Call>(calls)) {
      const run = await timed(call);
      if (round > 0) runs.set(name, [...(runs.get(name) ?? []), run]);
    }
  }
  return runs;
}
