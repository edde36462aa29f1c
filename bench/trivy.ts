import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fixtureImage } from '../test/parts/fixture-image.ts';
import { writeLayout } from '../test/parts/oci-image.ts';
import { prepareParts } from '../test/parts/prepare.ts';
import { pushLayout, startRegistry } from '../test/parts/registry.ts';
import { best, timed, type Call, type Run } from './child.ts';
import { debianImages } from './debian-images.ts';

/*
 * Image scans beside Trivy alone: whole processes, in turn, the shortest of each. `node bench/trivy.ts [ROUNDS] [PART OF A ROW'S
 * NAME]`; needs what the tests with real parts need, and root the first time. Images lie in a registry on the loopback interface;
 * each cold round has a new cache folder with the fixture database in it.
 */

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const action = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const rounds = Number(process.argv[2] ?? 3);
const only = process.argv[3] ?? '';
const parts = prepareParts();
const folder = mkdtempSync(join(tmpdir(), 'bench-trivy-'));
const empty = join(folder, 'empty');
mkdirSync(empty);
const registry = await startRegistry();

/** Text as code has it: words from a small vocabulary, by a generator that gives the same each time. */
function textFiles(seed: string, count: number): Record<string, string> {
  const words = Array.from({ length: 4096 }, (_, at) =>
    createHash('md5')
      .update(`word ${at}`)
      .digest('base64url')
      .slice(0, 3 + (at % 9)),
  );
  let state = createHash('md5').update(seed).digest().readUInt32LE();
  const next = (): string => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return words[state >>> 20] ?? '';
  };
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `srv/${seed}/${at}.js`,
      Array.from({ length: 400 }, () => Array.from({ length: 8 }, next).join(' ')).join('\n'),
    ]),
  );
}

async function pushAll(layouts: readonly string[]): Promise<readonly string[]> {
  const names = layouts.map((layout) => basename(layout));
  for (const [at, layout] of layouts.entries()) await pushLayout(registry.host, names[at] ?? '', '1', layout);
  return names.map((name) => `${registry.host}/${name}:1`);
}

/** An image that is nothing but text, which is the most work for Trivy's search for secrets. */
async function pushText(): Promise<string> {
  const layout = join(folder, 'text');
  const base = fixtureImage();
  const text = { createdBy: 'COPY text /', files: textFiles('text', 1200) };
  writeLayout(layout, '1', [{ ...base, steps: [...base.steps, text] }]);
  const [image = ''] = await pushAll([layout]);
  rmSync(layout, { recursive: true });
  return image;
}

const { apart, related } = debianImages();
const alone = await pushAll(apart);
const shared = await pushAll(related);
const text = await pushText();

let caches = 0;
function newCache(): string {
  caches += 1;
  const cache = join(folder, `cache-${caches}`);
  cpSync(parts.database, join(cache, 'db'), { recursive: true });
  return cache;
}

const quiet = '--quiet --skip-db-update --skip-java-db-update --offline-scan --skip-version-check --disable-telemetry';

/** One run of Trivy after the other in one cache folder. */
function bare(images: readonly string[], cache: string): Call {
  const runs = images.map(
    (image) =>
      `${parts.trivy} image ${quiet} --list-all-pkgs=false --format json --output ${cache}/report.json --cache-dir ${cache} ${image}`,
  );
  return { file: '/bin/sh', args: ['-c', runs.join(' && ')] };
}

function ours(images: readonly string[], cache: string): Call {
  const flags = ['--trivy', parts.trivy, '--offline', '--quiet', '--fail-on', 'none', '--format', 'json', '--trivy-cache', cache];
  return { file: process.execPath, args: [cli, 'scan', empty, ...flags, ...images.flatMap((image) => ['--image', image])] };
}

/** The same as a step of a workflow, with the runner's files of its own. */
function step(images: readonly string[], cache: string): Call {
  const runner = mkdtempSync(join(folder, 'runner-'));
  const [outputs, summary] = ['outputs', 'summary'].map((name) => join(runner, name));
  for (const file of [outputs, summary]) writeFileSync(file ?? '', '');
  const environment = {
    PATH: process.env['PATH'] ?? '',
    GITHUB_WORKSPACE: empty,
    GITHUB_OUTPUT: outputs,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: runner,
    INPUT_IMAGES: images.join('\n'),
    INPUT_TRIVY: parts.trivy,
    'INPUT_TRIVY-CACHE': cache,
    INPUT_OFFLINE: 'true',
    'INPUT_FAIL-ON': 'none',
  };
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return { file: '/usr/bin/env', args: ['-i', ...variables, process.execPath, action] };
}

async function done(call: Call): Promise<Run> {
  const run = await timed(call);
  if (run.exitCode !== 0) throw new Error(`${call.file} ${call.args.join(' ')} ended with ${run.exitCode}`);
  return run;
}

/** Of a door to us: what runs with a cold cache took, and those after them. */
const noRuns = (): { readonly first: Run[]; readonly second: Run[] } => ({ first: [], second: [] });

const nothing = { file: process.execPath, args: ['-e', '0'] };
const { seconds: start } = best([await done(nothing), await done(nothing)]);
console.log(`Start of Node: ${(start * 1000).toFixed(0)} ms; the shortest of ${rounds} rounds, in turn\n`);
console.log(
  '|  | Trivy alone s | ours s | ours / alone | without the start of Node | Trivy alone CPU s | ours CPU s | second run s | second / first |',
);
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
try {
  for (const [name, images] of [
    ['one image', alone.slice(0, 1)],
    ['four without common layers', alone],
    ['eight on one base', shared],
    ['one image of nothing but text', [text]],
  ] as const) {
    if (!name.includes(only)) continue;
    const least: Run[] = [];
    const doors = [
      { door: 'command', call: ours, ...noRuns() },
      { door: 'action', call: step, ...noRuns() },
    ] as const;
    for (let round = 0; round < rounds; round += 1) {
      least.push(await done(bare(images, newCache())));
      for (const { call, first, second } of doors) {
        const cache = newCache();
        first.push(await done(call(images, cache)));
        second.push(await done(call(images, cache)));
      }
    }
    const a = best(least);
    for (const { door, first, second } of doors) {
      const [b, c] = [best(first), best(second)];
      const cells = [
        a.seconds,
        b.seconds,
        b.seconds / a.seconds,
        (b.seconds - start) / a.seconds,
        a.cpuSeconds ?? Number.NaN,
        b.cpuSeconds ?? Number.NaN,
        c.seconds,
        c.seconds / b.seconds,
      ];
      console.log(`| ${name}, ${door} | ${cells.map((cell) => cell.toFixed(2)).join(' | ')} |`);
    }
  }
} finally {
  await registry.stop();
  rmSync(folder, { recursive: true });
}
