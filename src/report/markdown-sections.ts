import type { Finding, Gap, Waiver } from '../model/finding.ts';
import type { Location } from '../model/place.ts';
import type { Posture, Report, ScannedImage } from '../model/report.ts';
import { advisoryAddress } from './advisory.ts';
import type { Section } from './budget.ts';
import { blockingFindings, bySeverity, countBySeverity, isFixable, isOpen, worstFirst } from './counts.ts';
import { markdownCode, markdownLink, markdownProse, markdownText, shorten } from './escape.ts';
import type { MarkdownOptions } from './markdown.ts';
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
export function sectionsOf(report: Report, options: MarkdownOptions): readonly Section[] {
  const blocking = blockingFindings(report);
  const failing = new Set(blocking);
  const rest = bySeverity(report.findings.filter((finding) => isOpen(finding) && !failing.has(finding)));
  const isKnown = (finding: Finding): boolean => finding.standing === 'known';
  const known = rest.filter(isKnown);
  const other = rest.filter((finding) => !isKnown(finding));
  const findings = (some: readonly Finding[]): readonly string[] => some.map((finding) => findingRow(finding, options));

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
      report.posture.map((posture) => postureRow(posture, options)),
    ),
    fold(
      options,
      2,
      `${plural(report.images.length, 'image')} scanned`,
      'Image | Platform | Critical | High | Medium | Low | Fixable',
      report.images.map((image) => imageRow(image, report, options)),
    ),
    fold(options, 3, waiverTitle(report), 'Waiver | Covers | Until | Owner | Reason | Written in', waiverRows(report)),
    fold(
      options,
      6,
      `${plural(report.gaps.length, 'thing')} not looked at`,
      'What | Why | Detail | Where',
      report.gaps.map((gap) => gapRow(gap, options)),
    ),
    notes(options, report.notes),
  ];
}

/** `path:line` as a link where one is known. */
export function whereOf(location: Location, { linkOf }: MarkdownOptions): string {
  const label = markdownCode(`${shorten(location.path, nameLimit)}:${location.startLine}`);
  const address = linkOf?.(location);
  return address === undefined ? label : markdownLink(label, address);
}

function table(options: MarkdownOptions, worth: number, columns: string, rows: readonly string[]): Section {
  return {
    rows,
    worth,
    ...limitOf(options, openRows),
    render: (shown, left) => [...(shown.length > 0 ? [tableOf(columns, shown)] : []), ...more(options, left)].join('\n\n'),
  };
}

function fold(options: MarkdownOptions, worth: number, title: string, columns: string, rows: readonly string[]): Section {
  return {
    rows,
    worth,
    ...limitOf(options, foldedRows),
    render(shown, left) {
      if (shown.length === 0) return `${title}: ${elsewhere(options)}.`;
      return [`<details>\n<summary>${title}</summary>`, tableOf(columns, shown), ...more(options, left), '</details>'].join(
        '\n\n',
      );
    },
  };
}

function notes(options: MarkdownOptions, sentences: readonly string[]): Section {
  return {
    rows: sentences.map((note) => `- ${markdownProse(shorten(note, textLimit))}`),
    worth: 0,
    ...limitOf(options, openRows),
    render: (shown, left) =>
      [...(shown.length > 0 ? [`**Not checked**\n\n${shown.join('\n')}`] : []), ...more(options, left)].join('\n\n'),
  };
}

function limitOf({ kind }: MarkdownOptions, limit: number): { readonly limit?: number } {
  return kind === 'comment' ? { limit } : {};
}

function more(options: MarkdownOptions, left: number): readonly string[] {
  return left > 0 ? [`${left} more ${elsewhere(options)}.`] : [];
}

function elsewhere({ kind, runUrl }: MarkdownOptions): string {
  if (kind === 'comment') return `in the ${runUrl === undefined ? 'job summary' : markdownLink('job summary', runUrl)}`;
  return kind === 'summary' ? 'in the report files of this run' : 'in the other reports; there was no room here';
}

function tableOf(columns: string, rows: readonly string[]): string {
  return [`| ${columns} |`, `|${'---|'.repeat(columns.split(' | ').length)}`, ...rows].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => (cell === '' ? nothing : cell)).join(' | ')} |`;
}

function findingRow(finding: Finding, options: MarkdownOptions): string {
  const until = finding.waiver?.until === undefined ? '' : ` on ${markdownText(finding.waiver.until)}`;
  const lapsed = finding.standing === 'lapsed' ? ` Its waiver lapsed${until}.` : '';
  return row([
    finding.severity === 'critical' ? '**critical**' : finding.severity,
    whereOf(finding.location, options),
    markdownProse(shorten(finding.message, textLimit)) + lapsed + wayOf(finding, options),
    ruleOf(finding),
    fixOf(finding),
  ]);
}

/** Where it is decided, for what is found elsewhere: the lines on the way there. */
function wayOf({ trail = [], location }: Finding, options: MarkdownOptions): string {
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

function postureRow(posture: Posture, options: MarkdownOptions): string {
  const label = code(posture.subject);
  const address = options.linkOf?.(posture.location);
  return row([
    `${address === undefined ? label : markdownLink(label, address)}${posture.when === undefined ? '' : ` (${markdownText(posture.when)})`}`,
    ...compactKeys.map((key) => markdownText(shorten(shortValue(posture[key]), nameLimit))),
  ]);
}

function imageRow(image: ScannedImage, report: Report, options: MarkdownOptions): string {
  const findings = report.findings.filter((finding) => isOpen(finding) && finding.subject.image === image.reference);
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

function waiverRows({ waivers }: Report): readonly string[] {
  const rowOf = (state: string) => (waiver: Waiver) =>
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
    ]);
  return [...waivers.lapsed.map(rowOf('lapsed')), ...waivers.unused.map(rowOf('unused')), ...waivers.used.map(rowOf('in use'))];
}

function gapRow(gap: Gap, options: MarkdownOptions): string {
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
