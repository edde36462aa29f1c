import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import { bySeverity, isOpen } from '../report/counts.ts';
import type { JobAnnotations } from './outlets.ts';

export type AnnotationLevel = 'error' | 'warning' | 'notice';

/** GitHub shows ten annotations of a level for a step and drops the others without a word. */
export const shownPerLevel = 10;

const levels: Readonly<Record<Severity, AnnotationLevel>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

export interface ChosenAnnotations {
  readonly shown: readonly { readonly level: AnnotationLevel; readonly finding: Finding }[];
  /** How many findings found no room. */
  readonly leftOut: number;
}

/**
 * The findings that are annotated: open ones, without those of the baseline where only new ones count, the worst first.
 * Kept free are one notice to say what was left out, one error for the last word of a step that fails, and the `taken`
 * warnings that the step has given already.
 */
export function chooseAnnotations(report: Report, taken = 0): ChosenAnnotations {
  const wanted = bySeverity(report.findings.filter((finding) => isOpen(finding) && !isOldNews(finding, report)));
  const room: Record<AnnotationLevel, number> = {
    error: report.verdict === 'pass' ? shownPerLevel : shownPerLevel - 1,
    warning: Math.max(shownPerLevel - taken, 0),
    notice: shownPerLevel - 1,
  };
  const shown = wanted.flatMap((finding) => {
    const level = levels[finding.severity];
    room[level] -= 1;
    return room[level] < 0 ? [] : [{ level, finding }];
  });
  return { shown, leftOut: wanted.length - shown.length };
}

/** Annotates lines, and says in one notice how many findings found no room. */
export function annotate(report: Report, annotations: JobAnnotations, taken: number): void {
  const { shown, leftOut } = chooseAnnotations(report, taken);
  for (const { level, finding } of shown) annotations.annotate(level, finding);
  if (leftOut > 0) {
    const findings = leftOut === 1 ? 'finding is' : 'findings are';
    annotations.notice(
      `${leftOut} more ${findings} not annotated, because GitHub shows ten of a level. The job summary has them.`,
    );
  }
}

function isOldNews(finding: Finding, { gate }: Report): boolean {
  return gate.judge === 'new' && finding.standing === 'known';
}
