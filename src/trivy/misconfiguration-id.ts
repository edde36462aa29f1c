/**
 * The one spelling of a misconfiguration's id: Trivy has written `DS002`, `AVD-DS-0002` and `DS-0002` for the same over the
 * years, and waivers and baselines outlive a Trivy version. What is none of these stays as it is.
 */
export function misconfigurationId(written: string): string {
  const match = /^(?:AVD-)?([A-Za-z]+)-?(\d{3,4})$/.exec(written.trim());
  if (match === null) return written.trim();
  return `${(match[1] ?? '').toUpperCase()}-${(match[2] ?? '').padStart(4, '0')}`;
}
