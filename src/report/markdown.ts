import type { Location } from '../model/place.ts';
import type { Report, Verdict } from '../model/report.ts';
import { fit, whole } from './budget.ts';
import { countBySeverity, isOpen } from './counts.ts';
import { markdownLink, markdownProse, markdownText, shorten } from './escape.ts';
import { sectionsOf, whereOf } from './markdown-sections.ts';
import { nextSteps } from './steps.ts';
import { counted, coverageInWords, gateInWords, headline, toolInWords } from './verdict.ts';

export interface MarkdownStyle {
  /** A comment is short and points to the job summary; the others show all there is room for. */
  readonly kind: 'comment' | 'summary' | 'file';
  /** An HTML comment by which the text is found again; it stands first. */
  readonly marker?: string;
  readonly linkOf?: (location: Location) => string | undefined;
  /** Where the job summary is. */
  readonly runUrl?: string;
}

export interface MarkdownOptions extends MarkdownStyle {
  /** The text is never longer, in UTF-8. Below some 8 KiB little but the verdict is left. */
  readonly budgetBytes: number;
}

const marks: Readonly<Record<Verdict, string>> = { pass: '✅', fail: '❌', inconclusive: '⚠️' };
const reasonLimit = 500;
const stepLimit = 400;

/** The report for GitHub: verdict and what to do first, then tables that give way where there is no room. */
export function toMarkdown(report: Report, options: MarkdownOptions): string {
  return fit(topOf(report, options), sectionsOf(report, options), footOf(report, options), options.budgetBytes);
}

/** The same without a limit, part by part. */
export function toMarkdownParts(report: Report, options: MarkdownStyle): Generator<string> {
  return whole(topOf(report, options), sectionsOf(report, options), footOf(report, options));
}

function topOf(report: Report, options: MarkdownStyle): string {
  return [...markerOf(options), headOf(report), ...stepsOf(report, options)].join('\n\n');
}

function markerOf({ marker }: MarkdownStyle): readonly string[] {
  if (marker === undefined) return [];
  return [/^<!--[^>]*-->$/.test(marker) ? marker : `<!-- ${marker.replace(/--|[<>\r\n]/g, ' ')} -->`];
}

function headOf(report: Report): string {
  const { word, reason } = headline(report);
  const waived = report.findings.length - report.findings.filter(isOpen).length;
  const known = report.findings.filter((finding) => finding.standing === 'known').length;
  const facts = [
    `The gate ${gateInWords(report)}`,
    counted(countBySeverity(report.findings.filter(isOpen)), 'open finding'),
    ...(known > 0 ? [`${known} of them known`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(report.baseline && report.baseline.fixed > 0 ? [`${report.baseline.fixed} fixed since the baseline`] : []),
  ];
  return `### ${marks[report.verdict]} ${word}: ${markdownText(shorten(reason, reasonLimit))}\n\n${facts.join(' · ')}.`;
}

function stepsOf(report: Report, options: MarkdownStyle): readonly string[] {
  const steps = nextSteps(report);
  if (steps.length === 0) return report.gaps.length > 0 ? [] : [`Looked at ${coverageInWords(report)}. Nothing to do.`];
  const lines = steps.map(({ text, at }) => {
    const where = at ? ` (${whereOf(at, options)})` : '';
    return `- ${markdownProse(shorten(text, stepLimit))}${where}`;
  });
  return [`**What to do**\n\n${lines.join('\n')}`];
}

function footOf(report: Report, { runUrl }: MarkdownStyle): string {
  const facts = [...toolInWords(report).map((fact) => markdownText(shorten(fact, 200))), `looked at ${coverageInWords(report)}`];
  return `<sub>${[...facts, ...(runUrl === undefined ? [] : [markdownLink('this run', runUrl)])].join(' · ')}</sub>`;
}
