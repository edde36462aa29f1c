import type { Finding, Gap } from '../model/finding.ts';
import type { Location } from '../model/place.ts';
import type { Posture, Report, ScannedImage } from '../model/report.ts';
import { parseReference } from '../posture/reference.ts';
import { advisoryAddress } from './advisory.ts';
import { rowsOf, type Rows, type Section } from './budget.ts';
import { blockingFindings, bySeverity, countBySeverity, isFixable, isOpen, worstFirst } from './counts.ts';
import { markdownCode, markdownLink, markdownProse, markdownText, shorten } from './escape.ts';
import type { MarkdownStyle } from './markdown.ts';
import { compactKeys, postureLabels, shortValue } from './posture.ts';
import { countParts, plural } from './verdict.ts';

const findingColumns = 'Severity | Where | What | Rule | Fix';
const nothing = '–';
const fixWords = { safe: 'safe fix', suggest: 'suggested fix' } as const;
const textLimit = 300;
const nameLimit = 120;
const wayLimit = 5;
/** What of a long list still reads well in a comment. */
const openRows = 20;
const foldedRows = 50;

/** The tables of a report: what fails it is open, the rest is folded under a line with its counts. */
export function sectionsOf(report: Report, options: MarkdownStyle): readonly Section[] {
  const blocking = blockingFindings(report);
  const failing = new Set(blocking);
  const rest = bySeverity(report.findings.filter((finding) => isOpen(finding) && !failing.has(finding)));
  const isKnown = (finding: Finding): boolean => finding.standing === 'known';
  const known = rest.filter(isKnown);
  const other = rest.filter((finding) => !isKnown(finding));
  const findings = (some: readonly Finding[]): Rows => rowsOf(some, (finding) => findingRow(finding, options));

  return [
    table(options, 7, findingColumns, findings(blocking)),
    fold(
      options,
      5,
      `${plural(other.length, blocking.length > 0 ? 'other finding' : 'finding')} (${severityWords(other)})`,
      findingColumns,
      findings(other),
    ),
    fold(
      options,
      4,
      `${plural(known.length, 'finding')} known from the baseline (${severityWords(known)})`,
      findingColumns,
      findings(known),
    ),
    fold(
      options,
      1,
      `What ${plural(report.posture.length, 'container')} really ${report.posture.length === 1 ? 'runs' : 'run'} as`,
      ['Container', ...compactKeys.map((key) => postureLabels[key])].join(' | '),
      rowsOf(report.posture, (posture) => postureRow(posture, options)),
    ),
    fold(
      options,
      2,
      `${plural(report.images.length, 'image')} scanned`,
      'Image | Platform | Critical | High | Medium | Low | Fixable',
      rowsOf(report.images, (image) => imageRow(image, report, options)),
    ),
    fold(options, 3, waiverTitle(report), 'Waiver | Covers | Until | Owner | Reason | Written in', waiverRows(report)),
    fold(
      options,
      6,
      `${plural(report.gaps.length, 'thing')} not looked at`,
      'What | Why | Detail | Where',
      rowsOf(report.gaps, (gap) => gapRow(gap, options)),
    ),
    notes(options, report.notes),
  ];
}

/** `path:line` as a link where one is known. */
export function whereOf(location: Location, { linkOf }: MarkdownStyle): string {
  const label = markdownCode(`${shorten(location.path, nameLimit)}:${location.startLine}`);
  const address = linkOf?.(location);
  return address === undefined ? label : markdownLink(label, address);
}

function table(options: MarkdownStyle, worth: number, columns: string, rows: Rows): Section {
  return {
    rows,
    worth,
    ...limitOf(options, openRows),
    frame: (shown, left) => ({ head: shown > 0 ? tableHead(columns) : '', foot: more(options, shown, left) }),
  };
}

function fold(options: MarkdownStyle, worth: number, title: string, columns: string, rows: Rows): Section {
  return {
    rows,
    worth,
    ...limitOf(options, foldedRows),
    frame(shown, left) {
      if (shown === 0) return { head: `${title}: ${elsewhere(options)}.`, foot: '' };
      return {
        head: `<details>\n<summary>${title}</summary>\n\n${tableHead(columns)}`,
        foot: `${more(options, shown, left)}\n\n</details>`,
      };
    },
  };
}

function notes(options: MarkdownStyle, sentences: readonly string[]): Section {
  return {
    rows: rowsOf(sentences, (note) => `- ${markdownProse(shorten(note, textLimit))}`),
    worth: 0,
    ...limitOf(options, openRows),
    frame: (shown, left) => ({ head: shown > 0 ? '**Not checked**\n\n' : '', foot: more(options, shown, left) }),
  };
}

function limitOf({ kind }: MarkdownStyle, limit: number): { readonly limit?: number } {
  return kind === 'comment' ? { limit } : {};
}

function more(options: MarkdownStyle, shown: number, left: number): string {
  return left > 0 ? `${shown > 0 ? '\n\n' : ''}${left} more ${elsewhere(options)}.` : '';
}

function elsewhere({ kind, runUrl }: MarkdownStyle): string {
  if (kind === 'comment') return `in the ${runUrl === undefined ? 'job summary' : markdownLink('job summary', runUrl)}`;
  return kind === 'summary' ? 'in the report files of this run' : 'in the other reports; there was no room here';
}

function tableHead(columns: string): string {
  return `| ${columns} |\n|${'---|'.repeat(columns.split(' | ').length)}\n`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => (cell === '' ? nothing : cell)).join(' | ')} |`;
}

function findingRow(finding: Finding, options: MarkdownStyle): string {
  const until = finding.waiver?.until === undefined ? '' : ` on ${markdownText(finding.waiver.until)}`;
  const lapsed = finding.standing === 'lapsed' ? ` Its waiver lapsed${until}.` : '';
  return row([
    finding.severity === 'critical' ? '**critical**' : finding.severity,
    whereOf(finding.location, options),
    markdownProse(shorten(finding.message, textLimit)) + lapsed + exposureOf(finding) + wayOf(finding, options),
    ruleOf(finding),
    fixOf(finding),
  ]);
}

/** What is open or closed; most is in between. */
function exposureOf({ exposure }: Finding): string {
  if (exposure === undefined || exposure.level === 'shielded') return '';
  return `<br>${exposure.level}: ${markdownProse(shorten(exposure.why, textLimit))}`;
}

/** Where it is decided, for what is found elsewhere: the lines on the way there. */
function wayOf({ trail = [], location }: Finding, options: MarkdownStyle): string {
  const places = trail.filter((step) => step.location.path !== location.path || step.location.startLine !== location.startLine);
  const links = [...new Set(places.map((step) => whereOf(step.location, options)))].slice(0, wayLimit);
  return links.length === 0 ? '' : `<br>${links.join(' → ')}`;
}

function ruleOf({ rule, subject }: Finding): string {
  const address = subject.advisory === undefined ? undefined : advisoryAddress(subject.advisory);
  return address === undefined ? code(rule) : markdownLink(code(rule), address);
}

function fixOf({ subject, fix }: Finding): string {
  if (subject.fixedVersion !== undefined && subject.fixedVersion !== '') return code(subject.fixedVersion);
  return fix === undefined ? '' : fixWords[fix.safety];
}

function postureRow(posture: Posture, options: MarkdownStyle): string {
  const label = code(posture.subject);
  const address = options.linkOf?.(posture.location);
  return row([
    `${address === undefined ? label : markdownLink(label, address)}${posture.when === undefined ? '' : ` (${markdownText(posture.when)})`}`,
    ...compactKeys.map((key) => markdownText(shorten(shortValue(posture[key]), nameLimit))),
  ]);
}

function imageRow(image: ScannedImage, report: Report, options: MarkdownStyle): string {
  const name = parseReference(image.reference)?.name;
  const isIn = ({ subject, location }: Finding): boolean =>
    subject.image === image.reference || (subject.image === name && location.path === image.location?.path);
  const findings = report.findings.filter((finding) => isOpen(finding) && isIn(finding));
  const counts = countBySeverity(findings);
  const label = code(image.reference);
  const address = image.location && options.linkOf?.(image.location);
  const fixable = findings.filter(isFixable).length;
  return row([
    address === undefined ? label : markdownLink(label, address),
    markdownText(shorten([image.platform, image.os].filter((part) => part !== undefined).join(', '), nameLimit)),
    ...worstFirst
      .filter((severity) => severity !== 'info')
      .map((severity) => (counts[severity] > 0 ? String(counts[severity]) : '')),
    fixable > 0 ? String(fixable) : '',
  ]);
}

function waiverTitle({ waivers, findings }: Report): string {
  const waived = findings.filter((finding) => !isOpen(finding)).length;
  const parts = [
    ...(waivers.used.length > 0 ? [`${waivers.used.length} in use for ${plural(waived, 'finding')}`] : []),
    ...(waivers.lapsed.length > 0 ? [`${waivers.lapsed.length} lapsed`] : []),
    ...(waivers.unused.length > 0 ? [`${waivers.unused.length} unused`] : []),
  ];
  return `Waivers: ${parts.join(', ')}`;
}

function waiverRows({ waivers }: Report): Rows {
  const states = { lapsed: waivers.lapsed, unused: waivers.unused, 'in use': waivers.used };
  const told = Object.entries(states).flatMap(([state, some]) => some.map((waiver) => ({ state, waiver })));
  return rowsOf(told, ({ state, waiver }) =>
    row([
      state,
      [waiver.rule, waiver.path, waiver.subject]
        .filter((part) => part !== undefined)
        .map(code)
        .join(' '),
      markdownText(shorten(waiver.until ?? '', nameLimit)),
      markdownText(shorten(waiver.owner ?? '', nameLimit)),
      markdownProse(shorten(waiver.reason, textLimit)),
      code(waiver.source),
    ]),
  );
}

function gapRow(gap: Gap, options: MarkdownStyle): string {
  return row([
    code(gap.artifact),
    gap.blocking ? `**${gap.reason}**` : gap.reason,
    markdownProse(shorten(gap.detail, textLimit)),
    gap.location ? whereOf(gap.location, options) : '',
  ]);
}

function severityWords(findings: readonly Finding[]): string {
  return countParts(countBySeverity(findings)).join(', ');
}

function code(text: string): string {
  return markdownCode(shorten(text, nameLimit));
}
