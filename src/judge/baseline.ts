import type { Finding } from '../model/finding.ts';
import { atLeast } from './gate.ts';
import type { Severity } from '../model/severity.ts';

/** What a baseline remembers of a finding. */
export type Baseline = ReadonlyMap<string, Severity>;

/**
 * Marks findings that the baseline knows. One that got worse since is new again.
 */
export function compareWithBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
): { readonly findings: readonly Finding[]; readonly known: number; readonly fixed: number } {
  const seen = new Set(findings.map((finding) => finding.fingerprint));
  const judged = findings.map((finding): Finding => {
    const before = baseline.get(finding.fingerprint);
    const known = finding.standing === 'new' && before !== undefined && atLeast(before, finding.severity);
    return known ? { ...finding, standing: 'known' } : finding;
  });
  return {
    findings: judged,
    known: judged.filter((finding) => finding.standing === 'known').length,
    fixed: [...baseline.keys()].filter((print) => !seen.has(print)).length,
  };
}
