/** How long the scheduler's period is where a container sets a quota alone, in microseconds. */
const defaultPeriod = 100_000;

/**
 * How many processors a quota in a period comes to, both in microseconds; 0, which is no limit, for a quota that is not
 * positive. Undefined where one is no number.
 */
export function cpuShare(quota: number, period: number = defaultPeriod): number | undefined {
  const share = quota <= 0 ? 0 : quota / period;
  return Number.isFinite(share) ? share : undefined;
}
