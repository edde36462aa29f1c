import type { Finding } from '../model/finding.ts';
import { byExposure } from '../judge/exposure-order.ts';
import { blocks } from '../judge/gate.ts';
import type { Report } from '../model/report.ts';
import { severities } from '../model/severity.ts';
import type { Severity } from '../model/severity.ts';

export type SeverityCounts = Readonly<Record<Severity, number>>;

/** Severities, worst first, as people read them. */
export const worstFirst: readonly Severity[] = severities.toReversed();

/** Whether a finding still asks for something: everything but what a waiver in force covers. */
export function isOpen(finding: Finding): boolean {
  return finding.standing !== 'waived';
}

/** The findings that fail the run, worst first; none where the verdict is `pass`. */
export function blockingFindings(report: Report): readonly Finding[] {
  if (report.verdict === 'pass') return [];
  return bySeverity(report.findings.filter((finding) => blocks(report.gate, finding)));
}

/** Worst first, of one severity what is most open; the rest keep their order. */
export function bySeverity<T extends Pick<Finding, 'severity' | 'exposure'>>(findings: readonly T[]): readonly T[] {
  return findings.toSorted((one, other) => rank(other.severity) - rank(one.severity) || byExposure(one, other));
}

/** How many findings there are of each severity. */
export function countBySeverity(findings: readonly Finding[]): SeverityCounts {
  const counts = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** Whether a newer version without the flaw is out, or an edit is at hand. */
export function isFixable(finding: Finding): boolean {
  return finding.fix !== undefined || (finding.subject.fixedVersion ?? '') !== '';
}

/** The worse of two severities. */
export function worse(one: Severity, other: Severity): Severity {
  return rank(one) >= rank(other) ? one : other;
}

function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** Values in groups, in the order of their first members. */
export function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
