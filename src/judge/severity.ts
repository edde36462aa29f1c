import type { Finding } from '../model/finding.ts';
import type { RuleFacts } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';

/** Gives findings the severities that the team chose for their rules. */
export function overrideSeverities(findings: readonly Finding[], chosen: ReadonlyMap<string, Severity>): readonly Finding[] {
  if (chosen.size === 0) return findings;
  return findings.map((finding) => {
    const severity = chosen.get(finding.rule);
    return severity === undefined ? finding : { ...finding, severity };
  });
}

/** What is told of rules, with the severities that the team chose. */
export function overrideRules(rules: readonly RuleFacts[], chosen: ReadonlyMap<string, Severity>): readonly RuleFacts[] {
  return rules.map((rule) => {
    const severity = chosen.get(rule.id);
    return severity === undefined ? rule : { ...rule, severity };
  });
}
