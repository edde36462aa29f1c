import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryConsole } from '../src/adapters/memory.ts';
import { signaturesBy } from '../src/adapters/signatures.ts';
import { trivyPorts } from '../src/adapters/trivy-ports.ts';
import { installTrivy } from '../src/trivy/install.ts';
import { keptTrivy } from '../src/trivy/kept.ts';
import { assetOf, pinnedVersion } from '../src/trivy/pin.ts';
import { wantedOf } from '../src/trivy/request.ts';
import { bundleName, signerOf, verifyArchive } from '../src/trivy/verification.ts';
import { sigstore } from '../test/parts/sigstore.ts';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const repetitions = 7;

const [program] = process.argv.slice(2);
const asset = assetOf(pinnedVersion, process.platform, process.arch);
if (program === undefined || asset === undefined) {
  console.error('Usage: node bench/install.ts PROGRAM   with a Trivy as it is released');
  process.exitCode = 2;
} else {
  const folder = await mkdtemp(join(tmpdir(), 'bench-install-'));
  try {
    await measure(program, join(folder, asset.file), folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Installs an archive of the program from a mirror on this machine, then verifies it over and over. */
async function measure(path: string, archive: string, folder: string): Promise<void> {
  execFileSync('tar', ['-czf', archive, '-C', dirname(path), basename(path)]);
  const bytes = await readFile(archive);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  process.env['RUNNER_TOOL_CACHE'] = join(folder, 'tools');
  const server = createServer((_, response) => response.end(bytes));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const mirror = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const instance = await sigstore();
  const ports = { ...trivyPorts(memoryConsole()), signatures: signaturesBy(async () => instance.trustRoot) };
  const request = { mode: 'required', imagesAsked: true, mirrors: [mirror] };
  const wanted = wantedOf({ ...request, sha256 }, ports.machine);
  const rows: (readonly [string, Took])[] = [];
  rows.push(['install from a mirror on this machine', await taken(() => installTrivy(wanted, ports))]);
  server.close();
  rows.push(['verify the installed one: archive and program', await median(() => keptTrivy(wanted, ports))]);
  const bundle = join(folder, bundleName(basename(archive)));
  await writeFile(bundle, await instance.sign(bytes, signerOf(pinnedVersion)));
  const signed = { path: archive, bundle, subject: 'The archive' };
  rows.push([
    '… of which the digest of the archive',
    await median(() => verifyArchive({ ...signed, bundle: undefined }, wanted, ports)),
  ]);
  rows.push(['digest and signature of the archive', await median(() => verifyArchive(signed, wanted, ports))]);
  const command = [cli, 'trivy', 'verify', '--sha256', sha256];
  rows.push([
    '`container-guard trivy verify`, the whole process',
    await median(async () => execFileSync(process.execPath, command)),
  ]);
  console.log(
    `${(bytes.length / 1e6).toFixed(0)} MB archive, Node ${process.version}\n\n|  | ms, median | shortest | CPU ms of this process |\n| --- | --: | --: | --: |`,
  );
  for (const [name, took] of rows) {
    const cells = [took.middle, took.shortest, took.cpu].map((milliseconds) => milliseconds.toFixed(0));
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
}

/** Milliseconds. */
interface Took {
  readonly middle: number;
  readonly shortest: number;
  readonly cpu: number;
}

async function taken(work: () => Promise<unknown>): Promise<Took> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  const took = performance.now() - start;
  return { middle: took, shortest: took, cpu: (user + system) / 1000 };
}

async function median(work: () => Promise<unknown>): Promise<Took> {
  const took: Took[] = [];
  for (let round = 0; round < repetitions; round += 1) took.push(await taken(work));
  const sorted = took.map(({ middle }) => middle).sort((one, other) => one - other);
  const [shortest = Number.NaN] = sorted;
  const middle = sorted[Math.floor(repetitions / 2)] ?? Number.NaN;
  return { middle, shortest, cpu: Math.min(...took.map(({ cpu }) => cpu)) };
}
