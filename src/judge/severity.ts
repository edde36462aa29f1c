import type { Finding } from '../model/finding.ts';
import type { Severity } from '../model/severity.ts';

/** Gives findings the severities that the team chose for their rules. */
export function overrideSeverities(findings: readonly Finding[], chosen: ReadonlyMap<string, Severity>): readonly Finding[] {
  if (chosen.size === 0) return findings;
  return findings.map((finding) => {
    const severity = chosen.get(finding.rule);
    return severity === undefined ? finding : { ...finding, severity };
  });
}
