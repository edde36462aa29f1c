import { exposureLevels, type Finding } from '../model/finding.ts';

/** Most open first; what is not known to run stands between what is shielded and what is closed. */
export function byExposure(one: Pick<Finding, 'exposure'>, other: Pick<Finding, 'exposure'>): number {
  return exposureRank(one) - exposureRank(other);
}

/** 0 for what is most open. */
export function exposureRank({ exposure }: Pick<Finding, 'exposure'>): number {
  return exposureLevels.indexOf(exposure?.level ?? 'shielded');
}
