import { profiles } from '../model/severity.ts';
import type { Profile, Severity } from '../model/severity.ts';
import { misconfigurationId } from './misconfiguration-id.ts';

/** What a check of Trivy's weighs here, and from which profile on it counts. */
export interface CheckWeight {
  readonly severity: Severity;
  readonly profile: Profile;
}

/**
 * Trivy rates a missing `--no-install-recommends` as high as running as root, so its severities would fail a first run for
 * matters of style. Ours: security and supply chain in `default`, correctness and reliability in `strict`, size and style in `all`.
 */
const weights: ReadonlyMap<string, CheckWeight> = new Map<string, CheckWeight>([
  ['DS-0001', { severity: 'medium', profile: 'default' }],
  ['DS-0002', { severity: 'high', profile: 'default' }],
  ['DS-0004', { severity: 'medium', profile: 'default' }],
  ['DS-0005', { severity: 'low', profile: 'strict' }],
  ['DS-0006', { severity: 'medium', profile: 'strict' }],
  ['DS-0007', { severity: 'medium', profile: 'strict' }],
  ['DS-0008', { severity: 'medium', profile: 'strict' }],
  ['DS-0009', { severity: 'low', profile: 'strict' }],
  ['DS-0010', { severity: 'medium', profile: 'default' }],
  ['DS-0011', { severity: 'medium', profile: 'strict' }],
  ['DS-0012', { severity: 'medium', profile: 'strict' }],
  ['DS-0013', { severity: 'info', profile: 'all' }],
  ['DS-0014', { severity: 'info', profile: 'all' }],
  ['DS-0015', { severity: 'info', profile: 'all' }],
  ['DS-0016', { severity: 'low', profile: 'strict' }],
  ['DS-0017', { severity: 'medium', profile: 'default' }],
  ['DS-0019', { severity: 'info', profile: 'all' }],
  ['DS-0020', { severity: 'info', profile: 'all' }],
  ['DS-0021', { severity: 'low', profile: 'all' }],
  ['DS-0022', { severity: 'info', profile: 'all' }],
  ['DS-0023', { severity: 'low', profile: 'strict' }],
  ['DS-0024', { severity: 'low', profile: 'strict' }],
  ['DS-0025', { severity: 'info', profile: 'all' }],
  ['DS-0026', { severity: 'low', profile: 'strict' }],
  ['DS-0027', { severity: 'info', profile: 'all' }],
  ['DS-0029', { severity: 'info', profile: 'all' }],
  ['DS-0030', { severity: 'medium', profile: 'default' }],
  ['DS-0031', { severity: 'high', profile: 'default' }],
]);

/** The weight of a check, in any spelling of its id; one nobody has weighed counts as Trivy rates it. */
export function weightOf(id: string, rated: Severity): CheckWeight {
  return weights.get(misconfigurationId(id)) ?? { severity: rated, profile: 'default' };
}

/** Whether a run with this profile looks at what belongs to that one. */
export function covers(run: Profile, check: Profile): boolean {
  return profiles.indexOf(check) <= profiles.indexOf(run);
}
