import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { terminalConsole } from '../adapters/console.ts';
import { prepareRun } from '../adapters/run.ts';
import { GuardError, messageOf } from '../errors.ts';
import { guard, type GuardPorts, type Inputs } from '../pipeline.ts';
import { painter } from '../report/ansi.ts';
import { readReport, trailAt, type EarlierReport } from '../report/earlier.ts';
import { bySeverity } from '../report/counts.ts';
import { choiceOf, explanationOf, type ExplainedFinding, type ExplanationOptions } from '../report/explanation.ts';
import { findingsFor, nearestTo, wantedBy, type Wanted } from '../report/wanted.ts';
import { ruleNamed, ruleNames } from '../rules/choice.ts';
import { cisPage } from '../rules/cis-page.ts';
import { cisCoverage, cisEdition, cisSection } from '../rules/cis.ts';
import { rules } from '../rules/index.ts';
import { rulePage } from '../rules/page.ts';
import type { Rule } from '../rules/rule.ts';
import { readCommandLine } from '../settings/command-line.ts';
import { didYouMean, nearest } from '../settings/nearest.ts';
import type { Settings } from '../settings/settings.ts';
import type { GivenValues } from '../settings/values.ts';
import { misconfigurationId } from '../trivy/misconfiguration-id.ts';
import type { Terminal } from './terminal.ts';

/** How many findings are explained at once; of more one is to be chosen. */
const several = 3;

/**
 * `container-guard explain`: a rule by its id, the last part of it or the number that another tool gives it; or a finding by
 * its fingerprint, the start of one, its line or its rule and line, from a scan of these paths or from an earlier report.
 * @throws GuardError USAGE where there is no such thing, with what is nearest.
 */
export async function explain(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...sections] = args;
  if (first === '--cis') return explainCis(sections, terminal);
  const { report, rest } = withoutReport(args);
  const given = readCommandLine(rest, 'explain');
  const [target, ...paths] = typeof given.paths?.value === 'object' ? given.paths.value : [];
  if (target === undefined) {
    throw new GuardError(
      'USAGE',
      'explain wants a rule, such as `container-guard explain container/no-privileged`, or a finding, such as `container-guard explain compose.yaml:12`. See `container-guard explain --help`.',
    );
  }
  const rule = paths.length === 0 && report === undefined ? ruleMeant(target) : undefined;
  if (rule !== undefined) {
    terminal.print(`${rulePage(rule)}\n`);
    return 0;
  }
  const wanted = wantedBy(target);
  if (wanted === undefined)
    throw new GuardError(
      'USAGE',
      `there is no rule \`${target}\`.${didYouMean(target, ruleNames())} See \`container-guard rules\`.`,
    );
  const { paths: _, ...flags } = given;
  const source =
    report === undefined
      ? await scanned(paths.length === 0 ? flags : { ...flags, paths: { value: paths, source: 'PATH' } }, wanted, terminal)
      : readReport(await textOf(report, terminal.folder), report);
  print(source, target, wanted, terminal, given);
  return 0;
}

function withoutReport(args: readonly string[]): { readonly report?: string; readonly rest: readonly string[] } {
  const at = args.findIndex((arg) => arg === '--report' || arg.startsWith('--report='));
  if (at < 0) return { rest: args };
  const [, joined] = /^--report=(.*)$/s.exec(args[at] ?? '') ?? [];
  const report = joined ?? args[at + 1];
  if (report === undefined || report === '') throw new GuardError('USAGE', '--report needs a value.');
  return { report, rest: [...args.slice(0, at), ...args.slice(at + (joined === undefined ? 2 : 1))] };
}

async function textOf(path: string, folder: string): Promise<string> {
  try {
    return await readFile(resolve(folder, path), 'utf8');
  } catch (error) {
    throw new GuardError('USAGE', `the report ${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

/** Scans without Trivy, which is quick, and with it where that does not find what is asked for. */
async function scanned(given: GivenValues, wanted: Wanted, terminal: Terminal): Promise<EarlierReport> {
  const console = terminalConsole({ stream: terminal.errors, quiet: given.quiet?.value === true });
  const { settings, inputs, ports } = await prepareRun(given, { folder: terminal.folder, rootIsFolder: false }, console);
  const without = { images: [], 'images-file': undefined, 'scan-compose-images': false, 'allow-empty': true, trivy: 'off' };
  const quick: Settings = { ...settings, ...without };
  const { imageList: _, ...own } = inputs;
  const first = await reportOf(quick, own, ports);
  if (findingsFor(first.findings, wanted).length > 0 || settings.trivy === 'off') return first;
  return reportOf({ ...settings, 'allow-empty': true }, inputs, ports);
}

async function reportOf(settings: Settings, inputs: Inputs, ports: GuardPorts): Promise<EarlierReport> {
  const { report } = await guard(settings, inputs, ports);
  return { ...report, posture: Array.from(report.posture, (posture) => ({ ...posture })) };
}

function print(source: EarlierReport, target: string, wanted: Wanted, terminal: Terminal, { colour }: GivenValues): void {
  const found = findingsFor(source.findings, wanted);
  const coloured = colour?.value === 'always' || (colour?.value !== 'never' && terminal.colours);
  const options: ExplanationOptions = {
    paint: painter(coloured),
    width: Math.max(40, Math.min(100, terminal.width)),
    arrow: terminal.unicode ? '→' : '->',
  };
  if (found.length === 0) {
    const among = source.findings.length === 0 ? 'nothing was found' : `there are ${source.findings.length} others`;
    throw new GuardError(
      'USAGE',
      `there is no finding \`${target}\`; ${among}.${nearestTo(source.findings, wanted, nearest) || ' See `container-guard explain --help`.'}`,
    );
  }
  if (found.length > several) terminal.print(choiceOf(bySeverity(found), options));
  else terminal.print(found.map((finding) => explanationOf(finding, backgroundOf(finding, source), options)).join('\n'));
}

function backgroundOf(finding: ExplainedFinding, { posture, rules: facts }: EarlierReport): Parameters<typeof explanationOf>[1] {
  const rule = ruleNamed(finding.rule);
  const steps = rule?.judges === undefined ? [] : trailAt(posture, rule.judges, finding.location, finding.subject.service);
  return {
    title: rule?.title ?? facts.find(({ id }) => id === finding.rule)?.title ?? '',
    why: rule?.why ?? '',
    steps,
    hasPage: rule !== undefined,
  };
}

/** The rule of a name; undefined where none has it. @throws GuardError USAGE where several do. */
function ruleMeant(name: string): Rule | undefined {
  const known = ruleNamed(name);
  const [rule, ...more] = known === undefined ? rules.filter((each) => isKnownAs(each, name)) : [known];
  if (rule !== undefined && more.length > 0) {
    const ids = [rule, ...more].map(({ id }) => `\`${id}\``);
    throw new GuardError('USAGE', `\`${name}\` may be ${ids.slice(0, -1).join(', ')} or ${ids.at(-1) ?? ''}.`);
  }
  return rule;
}

/** `container-guard explain --cis [SECTION]`: which rules look for what the benchmark recommends, and what no file tells. */
function explainCis([section, ...others]: readonly string[], terminal: Terminal): number {
  if (others.length > 0) throw new GuardError('USAGE', 'explain --cis wants one section, such as `4.1` or `5`, or none.');
  const found = section === undefined ? cisCoverage() : cisSection(section.replace(/^cis[- ]?/i, ''));
  if (found.length === 0) {
    throw new GuardError(
      'USAGE',
      `\`${section ?? ''}\` is no section of ${cisEdition} that is known here: 4.1 to 4.12 and 5.1 to 5.32.`,
    );
  }
  terminal.print(`${cisPage(found, (id) => `\`${id}\``)}\n`);
  return 0;
}

function isKnownAs({ id, equivalents }: Rule, name: string): boolean {
  if (id.endsWith(`/${name}`)) return true;
  const wanted = foreign(name);
  return Object.values(equivalents).some((ids: readonly string[] | undefined) => ids?.some((each) => foreign(each) === wanted));
}

/** The number of another tool's rule, whatever its case and, for Trivy, its spelling: `dockerfile/DS002`, `avd-ds-0002`. */
function foreign(written: string): string {
  return misconfigurationId(written.replace(/^dockerfile\//, '').toUpperCase());
}
