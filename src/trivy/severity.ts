import type { Severity } from '../model/severity.ts';
import type { TrivyVulnerability } from './decode.ts';

const severities: Readonly<Record<TrivyVulnerability['Severity'], Severity>> = {
  CRITICAL: 'critical',
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
  UNKNOWN: 'low',
};

/** Trivy's word for a severity as ours. What nobody has rated yet is `low`: it is not known to be harmless. */
export function severityOf(written: TrivyVulnerability['Severity']): Severity {
  return severities[written];
}
