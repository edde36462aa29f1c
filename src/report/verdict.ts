import type { Gap } from '../model/finding.ts';
import type { Report, Verdict } from '../model/report.ts';
import { blockingFindings, countBySeverity, isOpen, worstFirst } from './counts.ts';
import type { SeverityCounts } from './counts.ts';
import { shorten } from './escape.ts';

/** The verdict as people read it. `reason` is raw text and may hold names from the repository. */
export interface Headline {
  readonly word: 'PASS' | 'FAIL' | 'INCONCLUSIVE';
  readonly reason: string;
}

const words: Readonly<Record<Verdict, Headline['word']>> = { pass: 'PASS', fail: 'FAIL', inconclusive: 'INCONCLUSIVE' };

/** Says what decided the run: `FAIL: 2 critical and 3 high findings at or above high`. */
export function headline(report: Report): Headline {
  const reason = reasons[report.verdict](report);
  const gaps = report.verdict === 'pass' ? report.gaps.length : 0;
  return {
    word: words[report.verdict],
    reason: gaps > 0 ? `${reason}, but ${plural(gaps, 'thing')} could not be looked at` : reason,
  };
}

const reasons: Readonly<Record<Verdict, (report: Report) => string>> = {
  pass(report) {
    const open = report.findings.filter(isOpen);
    if (open.length === 0) return report.findings.length === 0 ? 'no findings' : 'no open findings';
    if (report.gate.failOn === 'none') return `the gate is off; ${counted(countBySeverity(open), 'finding')}`;
    const fresh = report.gate.judge === 'new' && report.baseline !== undefined;
    return `${fresh ? 'nothing new' : 'nothing'} that fails at ${report.gate.failOn}; ${counted(countBySeverity(open), 'finding')}`;
  },
  fail(report) {
    const counts = countBySeverity(blockingFindings(report));
    const kind = report.gate.judge === 'new' && report.baseline !== undefined ? 'new finding' : 'finding';
    const undecided = report.gaps.filter((gap) => gap.blocking).length;
    const gate = report.gate.failOn === 'none' ? '' : ` at or above ${report.gate.failOn}`;
    return counted(counts, kind) + gate + (undecided > 0 ? `, and ${plural(undecided, 'thing')} could not be looked at` : '');
  },
  inconclusive(report) {
    const gaps = report.gaps.filter((gap) => gap.blocking);
    if (gaps.length === 0) return 'the run could not conclude';
    return `${plural(gaps.length, 'thing')} could not be looked at: ${listed(gaps.map(gapInWords), 2)}`;
  },
};

/** The gate as a clause: `fails on high or worse, new findings only`. */
export function gateInWords({ gate, baseline }: Report): string {
  if (gate.failOn === 'none') return 'never fails';
  const reach = gate.failOn === 'critical' ? 'fails on critical' : `fails on ${gate.failOn} or worse`;
  const standing = gate.judge === 'new' ? ', new findings only' : ', known findings too';
  return `${reach}${baseline === undefined ? '' : standing}${gate.onlyFixed ? ', where a fixed version is out' : ''}`;
}

/** `2 critical and 3 high findings`; `no findings` where there are none. */
export function counted(counts: SeverityCounts, noun: string): string {
  const parts = countParts(counts);
  const total = worstFirst.reduce((sum, severity) => sum + counts[severity], 0);
  if (total === 0) return `no ${noun}s`;
  return `${parts.length === 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`} ${noun}${total === 1 ? '' : 's'}`;
}

/** `2 critical`, `3 high`: what is not there is left out. */
export function countParts(counts: SeverityCounts): readonly string[] {
  return worstFirst.filter((severity) => counts[severity] > 0).map((severity) => `${counts[severity]} ${severity}`);
}

export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}

/** The first few of a list, and how many there are beside. */
export function listed(items: readonly string[], limit: number): string {
  const shown = items.slice(0, limit).join(', ');
  return items.length > limit ? `${shown} and ${items.length - limit} more` : shown;
}

function gapInWords(gap: Gap): string {
  return `${shorten(gap.artifact, 120)} (${gap.reason})`;
}

/** What was looked at: `3 Dockerfiles, 1 Compose project, 12 commands, 2 images`. */
export function coverageInWords({ coverage }: Report): string {
  return [
    plural(coverage.dockerfiles, 'Dockerfile'),
    plural(coverage.composeProjects, 'Compose project'),
    plural(coverage.commands, 'container command'),
    plural(coverage.images, 'image'),
  ].join(', ');
}

/** Who made the report, for a footer: tool, Trivy and its database, profile. Raw text. */
export function toolInWords({ tool, profile }: Report): readonly string[] {
  const { trivy } = tool;
  return [
    `${tool.name} ${tool.version}`,
    ...(trivy ? [`Trivy ${trivy.version} (${trivy.verified})`] : ['without Trivy']),
    ...(trivy?.databaseUpdatedAt === undefined
      ? []
      : [`database of ${trivy.databaseUpdatedAt.replace(/^(\d{4}-\d\d-\d\d)T.*$/s, '$1')}`]),
    `profile ${profile}`,
  ];
}
