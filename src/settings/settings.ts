import type { Waiver } from '../model/finding.ts';
import type { Severity } from '../model/severity.ts';
import type { SettingValues } from './schema.ts';

/** What the config file alone can say. */
export interface Policy {
  readonly waivers: readonly Waiver[];
  /** Severities the team gave to rules. */
  readonly severity: ReadonlyMap<string, Severity>;
}

/** All that a run is told. */
export interface Settings extends SettingValues {
  readonly policy: Policy;
}
