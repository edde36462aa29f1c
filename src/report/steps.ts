import type { Finding } from '../model/finding.ts';
import type { Location } from '../model/place.ts';
import type { Report } from '../model/report.ts';
import { severities } from '../model/severity.ts';
import { blockingFindings, bySeverity, groupBy, isOpen } from './counts.ts';
import { oneLine, shorten } from './escape.ts';
import { listed, plural } from './verdict.ts';

const nameLimit = 100;
const sentenceLimit = 300;

/** One thing to do. `text` is a raw sentence with backticks for code. */
export interface Step {
  readonly text: string;
  readonly at?: Location;
  /** How many findings it puts right; 0 for steps that are about the run itself. */
  readonly findings: number;
}

/**
 * What to do first, at most `limit` steps: what fails the run, or what is open where nothing does, the worst severity
 * and the most findings first; then what could not be looked at, fixes at hand and lapsed waivers.
 */
export function nextSteps(report: Report, limit = 5): readonly Step[] {
  const blocking = blockingFindings(report);
  const about = blocking.length > 0 ? blocking : bySeverity(report.findings.filter(isOpen));
  const around = stepsAround(report);
  const groups = [...groupBy(about, groupOf).values()].toSorted(
    (one, other) => severityOf(other) - severityOf(one) || other.length - one.length,
  );
  const places = Math.max(2, limit - groups.length);
  const kept = around.slice(0, places);
  return [...groups.slice(0, limit - kept.length).map(stepFor), ...kept];
}

/** Packages on one line are updated together; other findings go together where the same is to be done. */
function groupOf(finding: Finding): string {
  const { subject, location, remedy } = finding;
  if (subject.package === undefined) return JSON.stringify(['remedy', remedy]);
  const fixed = subject.fixedVersion !== undefined && subject.fixedVersion !== '';
  return JSON.stringify(['packages', fixed, location.path, location.startLine, subject.image ?? '']);
}

function stepFor(findings: readonly Finding[]): Step {
  const [first] = findings;
  if (!first) return { text: '', findings: 0 };
  const at = { at: first.location, findings: findings.length };
  if (first.subject.package === undefined) {
    const others = findings.length - 1;
    return { text: sentence(first.remedy) + (others > 0 ? ` The same goes for ${plural(others, 'more finding')}.` : ''), ...at };
  }
  const where = first.subject.image === undefined ? '' : ` in \`${codeSafe(first.subject.image)}\``;
  const names = [...new Set(findings.map(packageInWords))];
  const ends = plural(findings.length, 'finding');
  if (first.subject.fixedVersion === undefined || first.subject.fixedVersion === '') {
    const them = names.length === 1 ? 'it' : 'them';
    return {
      text: `No fixed version is out for ${listed(names, 3)}${where}: replace ${them}, or waive ${ends} with a date.`,
      ...at,
    };
  }
  return { text: `Update ${listed(names, 3)}${where}, which ends ${ends}.`, ...at };
}

function packageInWords({ subject }: Finding): string {
  const name = `\`${codeSafe(subject.package ?? '')}\``;
  const fixed = subject.fixedVersion ?? '';
  return fixed === '' ? name : `${name} to \`${codeSafe(fixed)}\``;
}

function stepsAround(report: Report): readonly Step[] {
  const safe = report.findings.filter((finding) => isOpen(finding) && finding.fix?.safety === 'safe').length;
  const lapsed = report.waivers.lapsed.length;
  const undecided = report.gaps.filter((gap) => gap.blocking);
  const [gap] = undecided;
  return [
    ...(gap
      ? [
          {
            text:
              undecided.length === 1
                ? `Make it possible to look at \`${codeSafe(gap.artifact)}\`: ${sentence(gap.detail)}`
                : `Make it possible to look at ${plural(undecided.length, 'thing')}, the first of them \`${codeSafe(gap.artifact)}\`: ${sentence(gap.detail)}`,
            findings: 0,
            ...(gap.location ? { at: gap.location } : {}),
          },
        ]
      : []),
    ...(safe > 0
      ? [{ text: `Run \`container-guard fix\`: ${plural(safe, 'finding has', 'findings have')} a safe fix.`, findings: safe }]
      : []),
    ...(lapsed > 0
      ? [{ text: `Renew or remove ${plural(lapsed, 'waiver')} that ${lapsed === 1 ? 'has' : 'have'} lapsed.`, findings: 0 }]
      : []),
  ];
}

function severityOf(findings: readonly Finding[]): number {
  return Math.max(...findings.map((finding) => severities.indexOf(finding.severity)));
}

function codeSafe(name: string): string {
  return shorten(oneLine(name), nameLimit).replaceAll('`', "'");
}

function sentence(text: string): string {
  const line = shorten(oneLine(text), sentenceLimit);
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}
