import type { Finding, Gap } from '../model/finding.ts';
import type { Gate, Verdict } from '../model/report.ts';
import { severities, type Severity } from '../model/severity.ts';

/** The only place that can fail a build. A waived finding never counts, a known one only where all are judged. */
export function decide(gate: Gate, findings: readonly Finding[], gaps: readonly Gap[]): Verdict {
  if (findings.some((finding) => blocks(gate, finding))) return 'fail';
  return gaps.some((gap) => gap.blocking) ? 'inconclusive' : 'pass';
}

/** Whether a finding alone would fail the run. */
export function blocks(gate: Gate, finding: Finding): boolean {
  if (gate.failOn === 'none' || !atLeast(finding.severity, gate.failOn)) return false;
  if (finding.standing === 'waived' || (finding.standing === 'known' && gate.judge === 'new')) return false;
  const unfixable = finding.subject.advisory !== undefined && finding.subject.fixedVersion === undefined;
  return !(gate.onlyFixed && unfixable);
}

/** Whether a severity is as bad as a level or worse. */
export function atLeast(severity: Severity, level: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(level);
}
