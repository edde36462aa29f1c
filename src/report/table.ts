import { byExposure, exposureRank } from '../judge/exposure-order.ts';
import type { Finding, Gap } from '../model/finding.ts';
import type { Location } from '../model/place.ts';
import type { Report, Verdict } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import { painter } from './ansi.ts';
import type { Paint, Style } from './ansi.ts';
import { countBySeverity, groupBy, isFixable, isOpen, worstFirst } from './counts.ts';
import { harmless, oneLine, visible } from './escape.ts';
import { postureLines } from './posture-table.ts';
import { coverageInWords, headline, plural } from './verdict.ts';
import { clip, columnsOf, wrap } from './wrap.ts';

export interface TableOptions {
  readonly colour: boolean;
  /** Columns of the terminal; text is wrapped to it. */
  readonly width: number;
  /** Whether the terminal shows more than ASCII. */
  readonly unicode: boolean;
  /** The line of source at a location, without its end. */
  readonly snippet?: (location: Location) => string | undefined;
}

interface Pen {
  readonly paint: Paint;
  readonly width: number;
  readonly arrow: string;
  readonly ellipsis: string;
  readonly snippet: (location: Location) => string | undefined;
}

const styles: Readonly<Record<Severity, Style>> = {
  critical: 'brightRed',
  high: 'red',
  medium: 'yellow',
  low: 'blue',
  info: 'cyan',
};
const verdictStyles: Readonly<Record<Verdict, Style>> = { pass: 'green', fail: 'red', inconclusive: 'yellow' };
const severityWidth = 8;

/** The report for a terminal: findings by file, what to do, what was not looked at, and the verdict last. Nothing is cut. */
export function toTable(report: Report, options: TableOptions): string {
  return [...toTableParts(report, options)].join('');
}

/** The same, part by part. */
export function* toTableParts(report: Report, { colour, width, unicode, snippet }: TableOptions): Generator<string> {
  const pen: Pen = {
    paint: painter(colour),
    width: Math.max(40, width),
    arrow: unicode ? '→' : '->',
    ellipsis: unicode ? '…' : '...',
    snippet: snippet ?? (() => undefined),
  };
  const mildTold = new Set<string>();
  const listed = report.findings.filter(
    (finding) => isOpen(finding) && (finding.standing !== 'known' || report.gate.judge === 'all'),
  );
  const blocks = [
    ...filesOf(listed).map(([path, findings]) => fileBlock(path, findings, pen, mildTold)),
    report.gaps.length > 0 ? gapBlock(report.gaps, pen) : [],
    postureLines(report.posture, pen),
    report.notes.flatMap((note) => hang('note: ', oneLine(note), pen, 'dim')),
    lastBlock(report, pen),
  ];
  const shown = (lines: readonly string[]): string => {
    const text = lines.map((line) => `${line}\n`).join('');
    return harmless(unicode ? text : asciiOf(text));
  };
  let some: string[] = [];
  let isFirst = true;
  for (const block of blocks) {
    let between = isFirst ? [] : [''];
    for (const line of block) {
      isFirst = false;
      some.push(...between, line);
      between = [];
      if (some.length < linesInPart) continue;
      yield shown(some);
      some = [];
    }
  }
  if (some.length > 0) yield shown(some);
}

/** How many lines are one part of the text. */
const linesInPart = 500;

/** Findings by file, in their order but for what is open or closed: it comes first or last, and so does its file. */
function filesOf(findings: readonly Finding[]): readonly (readonly [path: string, findings: readonly Finding[]])[] {
  return [...groupBy(findings, ({ location }) => location.path)]
    .map(([path, some]) => ({ path, some: some.some(({ exposure }) => exposure) ? some.toSorted(byExposure) : some }))
    .map(({ path, some }) => ({ path, some, rank: some[0] === undefined ? 0 : exposureRank(some[0]) }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ path, some }) => [path, some]);
}

function* fileBlock(path: string, findings: readonly Finding[], pen: Pen, mildTold: Set<string>): Generator<string> {
  const placeWidth = findings.reduce((width, { location }) => Math.max(width, placeOf(location).length), 0);
  const indent = 2 + placeWidth + 2 + severityWidth + 2;
  const told = new Set<string>();
  let seen: Location | undefined;
  yield pen.paint('underline', visible(path));
  for (const entry of entriesOf(findings)) {
    const [finding] = entry;
    if (finding === undefined) continue;
    const first = `  ${pen.paint('dim', placeOf(finding.location).padStart(placeWidth))}  ${severityWord(finding.severity, pen)}  `;
    const [start = '', ...rest] = entry.length === 1 ? withRule(finding, indent, pen) : foldOf(entry, indent, pen);
    yield first + start;
    for (const line of rest) yield ' '.repeat(indent) + line;
    if (!seen || !sameSpan(seen, finding.location)) yield* sourceOf(finding.location, indent, pen);
    seen = finding.location;
    yield* exposureOf(finding, told, indent, pen);
    yield* relatedOf(finding, indent, pen);
    for (const { remedy } of entry) {
      const text = oneLine(remedy);
      const before = entry.length > 1 ? mildTold : told;
      if (text === '' || before.has(text)) continue;
      before.add(text);
      yield* hang(`${' '.repeat(indent)}${pen.arrow} `, text, pen, 'green');
    }
  }
}

/** From how many on the mild findings of one place are told in one breath. */
const foldFrom = 3;

/** The findings one by one, but for the mild ones of one place, which stand together where the first of them is. */
function entriesOf(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const mild = groupBy(
    findings.filter(({ severity, standing }) => (severity === 'low' || severity === 'info') && standing === 'new'),
    ({ severity, location }) => JSON.stringify([severity, location]),
  );
  const folded = new Map<Finding, readonly Finding[]>();
  for (const group of mild.values()) if (group.length >= foldFrom) for (const finding of group) folded.set(finding, group);
  return findings.flatMap((finding) => {
    const group = folded.get(finding);
    if (group === undefined) return [[finding]];
    return group[0] === finding ? [group] : [];
  });
}

/** Several mild findings of one place: who they are about, and their rules. */
function foldOf(findings: readonly Finding[], indent: number, pen: Pen): readonly string[] {
  const about = /^(?:Service|Container) `[^`]*`/.exec(oneLine(findings[0]?.message ?? ''))?.[0] ?? 'This place';
  const rules = findings.map(({ rule }) => visible(rule)).join(', ');
  return wrap(`${about} could be hardened in ${findings.length} ways: ${rules}`, Math.max(20, pen.width - indent));
}

/** The message, wrapped, with the rule behind it where it fits and below it where it does not. */
function withRule(finding: Finding, indent: number, pen: Pen): readonly string[] {
  const room = Math.max(20, pen.width - indent);
  const rule = visible(finding.rule);
  const tag = finding.standing === 'new' ? '' : ` (${standingWords(finding)})`;
  const lines = [...wrap(oneLine(finding.message) + tag, room)];
  const last = lines.at(-1) ?? '';
  const painted = pen.paint('dim', rule);
  return columnsOf(last) + 2 + columnsOf(rule) <= room ? [...lines.slice(0, -1), `${last}  ${painted}`] : [...lines, painted];
}

function standingWords({ standing, waiver }: Finding): string {
  if (standing !== 'lapsed') return standing;
  const until = waiver?.until === undefined ? '' : ` on ${oneLine(waiver.until)}`;
  return `waiver lapsed${until}${waiver === undefined ? '' : `, ${oneLine(waiver.source)}`}`;
}

/** How the image is run, once for what is found in it. */
function exposureOf({ exposure }: Finding, told: Set<string>, indent: number, pen: Pen): readonly string[] {
  if (exposure === undefined || told.has(exposure.why)) return [];
  told.add(exposure.why);
  return hang(`${' '.repeat(indent)}${exposure.level}: `, oneLine(exposure.why), pen, 'dim');
}

function relatedOf({ related }: Finding, indent: number, pen: Pen): readonly string[] {
  return related.flatMap(({ location, note }) =>
    hang(`${' '.repeat(indent)}see `, `${visible(location.path)}:${placeOf(location)} ${oneLine(note)}`.trim(), pen, 'dim'),
  );
}

/** The line of source with what is meant marked below it. */
function sourceOf(location: Location, indent: number, pen: Pen): readonly string[] {
  const source = pen.snippet(location);
  if (source === undefined || source.trim() === '') return [];
  const { startColumn, startLine, endLine, endColumn } = location;
  const end = endLine === startLine ? endColumn - 1 : source.trimEnd().length;
  const skipped = source.length - source.trimStart().length;
  const before = columnsOf(shownSource(source.slice(skipped, startColumn - 1)));
  const marked = columnsOf(shownSource(source.slice(Math.max(skipped, startColumn - 1), end)));
  const room = Math.max(20, pen.width - indent - 2);
  const line = clip(shownSource(source.trim()), room, pen.ellipsis);
  const marks = (' '.repeat(before) + '^'.repeat(Math.max(1, marked))).slice(0, room);
  return [line, ...(before < room ? [marks] : [])].map((text) => pen.paint('dim', `${' '.repeat(indent)}| ${text}`));
}

function sameSpan(one: Location, other: Location): boolean {
  return (
    one.startLine === other.startLine &&
    one.startColumn === other.startColumn &&
    one.endLine === other.endLine &&
    one.endColumn === other.endColumn
  );
}

/** A tab is one column, so that the marks below stand where they should. */
function shownSource(text: string): string {
  return visible(text.replaceAll('\t', ' '));
}

function gapBlock(gaps: readonly Gap[], pen: Pen): readonly string[] {
  const lines = gaps.flatMap((gap) => {
    const where = gap.location ? ` at ${visible(gap.location.path)}:${placeOf(gap.location)}` : '';
    const weight = gap.blocking ? ', which leaves the verdict open' : '';
    return hang('  ', `${visible(gap.artifact)}${where}: ${gap.reason}${weight}. ${oneLine(gap.detail)}`.trim(), pen);
  });
  return [pen.paint('yellow', `Not looked at (${gaps.length})`), ...lines];
}

function lastBlock(report: Report, pen: Pen): readonly string[] {
  const open = report.findings.filter(isOpen);
  const counts = countBySeverity(open);
  const count = (standing: Finding['standing']): number =>
    report.findings.filter((finding) => finding.standing === standing).length;
  const severities = worstFirst
    .filter((severity) => counts[severity] > 0)
    .map((severity) => pen.paint(styles[severity], `${counts[severity]} ${severity}`));
  const newer = open.filter((finding) => finding.fix === undefined && isFixable(finding)).length;
  const facts = [
    `${plural(open.length, 'finding')}${severities.length > 0 ? `: ${severities.join(', ')}` : ''}`,
    ...(count('known') > 0 ? [`${count('known')} known${report.gate.judge === 'new' ? ', not shown' : ''}`] : []),
    ...(count('waived') > 0 ? [`${count('waived')} waived`] : []),
    ...(report.baseline && report.baseline.fixed > 0 ? [`${report.baseline.fixed} fixed since the baseline`] : []),
  ];
  const unused = report.waivers.unused.map(({ rule, source }) => `${visible(rule)} (${visible(source)})`);
  const { word, reason } = headline(report);
  return [
    ...(unused.length > 0
      ? hang('', `${plural(unused.length, 'waiver covers', 'waivers cover')} nothing: ${unused.join(', ')}`, pen, 'dim')
      : []),
    ...(newer > 0 ? [`${plural(newer, 'finding is', 'findings are')} gone in a newer version of a package`] : []),
    pen.paint('dim', `Looked at ${coverageInWords(report)}.`),
    `${facts.join('; ')}.`,
    pen.paint('bold', pen.paint(verdictStyles[report.verdict], `${word}: ${oneLine(reason)}`)),
  ];
}

/** Text behind a lead, its further lines below its first. */
function hang(lead: string, text: string, pen: Pen, style?: Style): readonly string[] {
  const indent = columnsOf(lead);
  return wrap(text, Math.max(20, pen.width - indent)).map((line, index) => {
    const whole = (index === 0 ? lead : ' '.repeat(indent)) + line;
    return style === undefined ? whole : pen.paint(style, whole);
  });
}

function severityWord(severity: Severity, pen: Pen): string {
  const word = pen.paint(styles[severity], severity);
  return (severity === 'critical' ? pen.paint('bold', word) : word) + ' '.repeat(severityWidth - severity.length);
}

function placeOf({ startLine, startColumn }: Location): string {
  return `${startLine}:${startColumn}`;
}

/** The typography of our own sentences on a terminal of ASCII. */
const asciiSigns: ReadonlyMap<string, string> = new Map([
  ['–', '-'],
  ['…', '...'],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
]);

function asciiOf(text: string): string {
  return text.replace(
    /[^\x00-\x7F]/gu,
    (character) => asciiSigns.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
