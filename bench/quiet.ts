import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { severities } from '../src/model/severity.ts';
import { floors } from '../test/corpora/floors.ts';
import { quietOf, type Told } from '../test/corpora/quiet.ts';

const corpora = resolve(process.argv[2] ?? '../shared/corpora');
const cli = join(import.meta.dirname, '../dist/cli.js');
const kinds = ['dockerfiles', 'compose'] as const;

const Report = v.object({
  findings: v.array(v.object({ rule: v.string(), severity: v.picklist(severities), location: v.object({ path: v.string() }) })),
});
const Counts = v.object({
  positive: v.number(),
  hit: v.number(),
  negative: v.number(),
  quiet: v.number(),
  lines: v.number(),
  lineHit: v.number(),
});
const Score = v.object({ tally: v.record(v.string(), Counts) });

let behind = 0;
const folder = mkdtempSync(join(tmpdir(), 'quiet-'));
try {
  tellQuiet();
  tellScore();
} finally {
  rmSync(folder, { recursive: true });
}
console.log(behind === 0 ? '\nNo figure is behind its floor.' : `\n${behind} figures are behind their floors.`);
process.exitCode = behind === 0 ? 0 : 1;

function tellQuiet(): void {
  const file = join(folder, 'report.json');
  const wild = join(corpora, 'wild');
  run([cli, 'scan', wild, '--profile', 'default', '--trivy', 'off', '--fail-on', 'none', '--format', 'json', '--output', file]);
  const findings = v
    .parse(Report, JSON.parse(readFileSync(file, 'utf8')))
    .findings.map(({ rule, severity, location }) => ({ rule, severity, path: location.path }));
  const sizes = { dockerfiles: countIn(join(wild, 'dockerfiles')), compose: countIn(join(wild, 'compose')) };
  for (const kind of [...kinds, 'all'] as const) {
    const files = kind === 'all' ? sizes.dockerfiles + sizes.compose : sizes[kind];
    const { loud, widest } = quietOf(kind === 'all' ? findings : findings.filter(isIn(kind)), files);
    tell(`${kind}: files with a finding at high or above`, loud, floors.loud[kind], 'at most');
    for (const [rule, share] of widest.slice(0, 3)) tell(`${kind}: ${rule}`, share, floors.oneRule, 'at most');
  }
}

function tellScore(): void {
  const file = join(folder, 'score.json');
  run([join(corpora, 'score.mjs'), '--misses', '0', '--json', file]);
  const { tally } = v.parse(Score, JSON.parse(readFileSync(file, 'utf8')));
  const all = tally['all'];
  const security = [tally['class SEC'], tally['class SUP']];
  if (all === undefined) throw new Error('the score has no figures');
  tell('labelled cases: positives found', all.hit / all.positive, floors.score.positives, 'at least');
  tell('labelled cases: negatives quiet', all.quiet / all.negative, floors.score.negatives, 'at least');
  tell('labelled cases: lines right', all.lineHit / all.lines, floors.score.lines, 'at least');
  const right = security.reduce((sum, part) => sum + (part?.hit ?? 0) + (part?.quiet ?? 0), 0);
  const cases = security.reduce((sum, part) => sum + (part?.positive ?? 0) + (part?.negative ?? 0), 0);
  tell('labelled cases: security and supply chain right', right / cases, floors.score.security, 'at least');
}

function tell(what: string, figure: number, floor: number, bound: 'at least' | 'at most'): void {
  const holds = bound === 'at least' ? figure >= floor : figure <= floor;
  if (!holds) behind += 1;
  console.log(`${holds ? 'ok  ' : 'BAD '} ${percent(figure)}  ${bound} ${percent(floor)}  ${what}`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1).padStart(5)} %`;
}

function isIn(kind: (typeof kinds)[number]): (told: Told) => boolean {
  return ({ path }) => path.split('/').includes(kind);
}

function countIn(of: string): number {
  return readdirSync(of).length;
}

function run(args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0 && status !== 3) throw new Error(`${args[0] ?? ''} ended with ${status}: ${stderr}`);
}
