import type { RuleFacts } from '../model/report.ts';
import type { Rule } from './rule.ts';
import { rulePage } from './page.ts';

/** A rule as reports show it. */
export function factsOf(rule: Rule): RuleFacts {
  return {
    id: rule.id,
    title: rule.title,
    severity: rule.severity,
    profile: rule.profile,
    why: rule.why,
    remedy: rule.remedy,
    references: rule.references,
    tags: [
      'security',
      rule.id.slice(0, rule.id.indexOf('/')),
      ...(rule.equivalents.cis ?? []).map((section) => `CIS-${section}`),
    ].slice(0, 10),
    get page() {
      return rulePage(rule);
    },
  };
}
