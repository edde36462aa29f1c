import type { Severity } from '../../src/model/severity.ts';
import { severities } from '../../src/model/severity.ts';
import { rootByOmission } from './floors.ts';

/** What is asked of a finding here. */
export interface Told {
  readonly rule: string;
  readonly severity: Severity;
  readonly path: string;
}

export interface Quiet {
  /** The share of files with a finding at high or above. */
  readonly loud: number;
  /** The rules at medium or above by the share of files they speak of, widest first; root by omission is left out. */
  readonly widest: readonly (readonly [rule: string, share: number])[];
}

/** How quiet findings are on so many files. */
export function quietOf(findings: readonly Told[], files: number): Quiet {
  const loud = new Set(findings.filter(atLeast('high')).map(({ path }) => path));
  const byRule = new Map<string, Set<string>>();
  for (const { rule, path } of findings.filter(atLeast('medium'))) {
    if (rootByOmission.has(rule)) continue;
    byRule.set(rule, (byRule.get(rule) ?? new Set()).add(path));
  }
  const widest = [...byRule].map(([rule, paths]) => [rule, paths.size / files] as const).toSorted((a, b) => b[1] - a[1]);
  return { loud: loud.size / files, widest };
}

function atLeast(level: Severity): (told: Told) => boolean {
  return ({ severity }) => severities.indexOf(severity) >= severities.indexOf(level);
}
