import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { withCorpus } from './corpus.ts';
import { type Case, fileNames, type Kind, kinds, laidOutCases } from './labelled.ts';
import { own, peers, type Told, type Tool } from './tools.ts';

/*
 * container-guard beside other tools, on the labelled cases and on the public files: `node bench/compare.ts [CORPORA]
 * [--trivy PROGRAM] [--only PART OF A NAME]`.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { trivy: { type: 'string' }, only: { type: 'string', default: '' } },
});
const corpora = resolve(positionals[0] ?? '../shared/corpora');
const wildFolders = { dockerfile: 'dockerfiles', compose: 'compose' } as const satisfies Record<Kind, string>;

interface Share {
  readonly part: number;
  readonly whole: number;
}

const equivalents = v.parse(
  v.array(v.object({ id: v.string(), equivalents: v.optional(v.record(v.string(), v.array(v.string())), {}) })),
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, '../dist/cli.js'), 'rules', '--format', 'json'], {
      encoding: 'utf8',
    }),
  ),
);

const tree = mkdtempSync(join(tmpdir(), 'compare-cases-'));
const notes: string[] = [];
try {
  const cases = laidOutCases(corpora, tree);
  console.log(
    row([
      '',
      'cases covered',
      'found',
      'quiet',
      'found in others’ cases',
      'all security found',
      'in Dockerfiles',
      'in Compose files',
      ...kinds.map((kind) => `public ${kind === 'compose' ? 'Compose files' : 'Dockerfiles'}: any / grave / per file`),
    ]),
  );
  console.log(row(['---', ...Array.from({ length: 9 }, () => '--:')]));
  for (const tool of [own, ...peers(values.trivy)].filter(({ name }) => name.includes(values.only))) {
    const cells = 'reason' in tool ? [tool.reason] : await measured(tool, cases);
    console.log(row([tool.name, ...cells, ...Array.from({ length: 9 - cells.length }, () => '')]));
  }
  const security = cases.filter((each) => each.positive && each.security);
  console.log(`
${cases.length} labelled cases; ${security.length} positive ones about security or supply chain, ${security.filter(({ kind }) => kind === 'dockerfile').length} of them in Dockerfiles. A case is covered by a tool that has a rule
for its policy; all security has the others in it too. Labels are what a tool's own tests assert, and tools differ about some:
a tool is right about its own cases by definition, and container-guard's rules were written with all of these cases at hand.
Public files: the share with any finding and with a grave one (critical or high; hadolint: error), and findings per file, at
each tool's defaults. A file that a tool cannot read counts as silent.`);
  for (const note of notes) console.log(note);
} finally {
  rmSync(tree, { recursive: true });
}

async function measured(tool: Tool, cases: readonly Case[]): Promise<readonly string[]> {
  return [...scored(tool, cases), ...(await noise(tool))];
}

function scored(tool: Tool, cases: readonly Case[]): readonly string[] {
  const folders = [...new Set(cases.filter(({ kind }) => tool.kinds.includes(kind)).map(({ folder }) => folder))];
  const told = new Map<string, Told[]>();
  for (const each of asked(tool, tree, folders, 'all', 'labelled files')) {
    told.set(each.folder, [...(told.get(each.folder) ?? []), each]);
  }
  const judged = cases.map((each) => {
    const ids = idsFor(tool, each);
    const fired = (told.get(each.folder) ?? []).some(
      ({ id, service }) => ids.has(id) && (each.service === undefined || service === undefined || service === each.service),
    );
    return { ...each, fired, covered: tool.kinds.includes(each.kind) && ids.size > 0 };
  });
  const covered = judged.filter((each) => each.covered);
  const found = (of: typeof judged): Share => {
    const positives = of.filter(({ positive }) => positive);
    return { part: positives.filter(({ fired }) => fired).length, whole: positives.length };
  };
  const negatives = covered.filter(({ positive }) => !positive);
  const security = judged.filter((each) => each.security);
  return [
    String(covered.length),
    ofWhole(found(covered)),
    ofWhole({ part: negatives.filter(({ fired }) => !fired).length, whole: negatives.length }),
    tool === own ? '–' : ofWhole(found(covered.filter(({ source }) => source !== tool.key))),
    percent(found(security)),
    ...kinds.map((kind) => (tool.kinds.includes(kind) ? percent(found(security.filter((each) => each.kind === kind))) : '–')),
  ];
}

/** The ids that stand for a case: the own ones by what a rule says it is equal to, a peer's by the policies of the case. */
function idsFor(tool: Tool, { source, sourceRule, peerIds }: Case): ReadonlySet<string> {
  if (tool === own) {
    const rules = equivalents.filter(({ equivalents }) => {
      const ids = equivalents[source] ?? [];
      return sourceRule === '*' ? ids.length > 0 : ids.includes(sourceRule);
    });
    return new Set(rules.map(({ id }) => id));
  }
  return tool.key === source ? new Set([sourceRule]) : (peerIds.get(tool.key) ?? new Set());
}

async function noise(tool: Tool): Promise<readonly string[]> {
  const cells: string[] = [];
  for (const kind of kinds) {
    if (!tool.kinds.includes(kind)) cells.push('–');
    else
      cells.push(
        await withCorpus(join(corpora, 'wild', wildFolders[kind]), fileNames[kind], ({ folder, files }) => {
          const folders = sample(
            files.map((file) => file.split('/')[0] ?? ''),
            tool.most,
          );
          if (folders.length < files.length)
            notes.push(`${tool.name}: ${folders.length} of the ${files.length} public files, chosen by a hash.`);
          const told = asked(tool, folder, folders, 'default', `public ${fileNames[kind]} files`);
          return Promise.resolve(loudness(tool, told, folders.length));
        }),
      );
  }
  return cells;
}

function loudness(tool: Tool, told: readonly Told[], files: number): string {
  const share = (of: readonly Told[]): string => percent({ part: new Set(of.map(({ folder }) => folder)).size, whole: files }, 0);
  const grave = tool.hasSeverities ? share(told.filter(({ grave }) => grave)) : '–';
  return `${share(told)} / ${grave} / ${(told.length / files).toFixed(1)}`;
}

/** The same ones each time. */
function sample(folders: readonly string[], most: number): readonly string[] {
  const rank = (folder: string): string => createHash('sha256').update(`compare ${folder}`).digest('hex');
  return folders.length <= most ? folders : folders.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, most);
}

/** What a tool tells of folders, in calls as large as it stands; a file that fails its call is noted and counts as silent. */
function asked(tool: Tool, tree: string, folders: readonly string[], rules: 'all' | 'default', what: string): readonly Told[] {
  const failed: string[] = [];
  const ask = (some: readonly string[]): readonly Told[] => {
    try {
      return tool.ask(tree, some, rules);
    } catch (error) {
      if (some.length > 1) {
        const half = Math.ceil(some.length / 2);
        return [...ask(some.slice(0, half)), ...ask(some.slice(half))];
      }
      failed.push(error instanceof Error ? error.message : String(error));
      return [];
    }
  };
  const told: Told[] = [];
  for (let at = 0; at < folders.length; at += Math.min(tool.batch, folders.length)) {
    told.push(...ask(folders.slice(at, at + Math.min(tool.batch, folders.length))));
    if (failed.length > 20 && told.length === 0) break;
  }
  if (failed.length > 0) notes.push(`${tool.name}: no report on ${failed.length} of ${folders.length} ${what}.`);
  return told;
}

function percent({ part, whole }: Share, digits = 1): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(digits)} %`;
}

function ofWhole(share: Share): string {
  return share.whole === 0 ? '–' : `${percent(share)} of ${share.whole}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
