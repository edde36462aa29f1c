import type { Finding } from '../model/finding.ts';
import type { Location } from '../model/place.ts';
import type { Report } from '../model/report.ts';
import { blockingFindings, bySeverity, groupBy, isOpen } from './counts.ts';
import { listed, plural } from './verdict.ts';

/** One thing to do. `text` is a raw sentence with backticks for code. */
export interface Step {
  readonly text: string;
  readonly at?: Location;
  /** How many findings it puts right; 0 for steps that are about the run itself. */
  readonly findings: number;
}

/**
 * What to do first, at most `limit` steps: what fails the run, or what is open where nothing does, most findings of the
 * worst severity first; then fixes at hand, lapsed waivers and what could not be looked at.
 */
export function nextSteps(report: Report, limit = 5): readonly Step[] {
  const blocking = blockingFindings(report);
  const about = blocking.length > 0 ? blocking : bySeverity(report.findings.filter(isOpen));
  const around = stepsAround(report).slice(0, limit - 1);
  const groups = [...groupBy(about, groupOf).values()];
  const room = limit - around.length;
  const own = groups.slice(0, groups.length > room ? room - 1 : room).map(stepFor);
  const left = groups.slice(own.length).flat();
  const rest: readonly Step[] =
    left.length === 0 ? [] : [{ text: `See to ${plural(left.length, 'more finding')} below.`, findings: left.length }];
  return [...own, ...rest, ...around];
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
    return { text: `No fixed version is out for ${listed(names, 3)}${where}: replace ${them}, or waive ${ends} with a date.`, ...at };
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

function codeSafe(name: string): string {
  return name.replaceAll('`', "'");
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
