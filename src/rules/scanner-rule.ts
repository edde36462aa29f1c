/** Whether an id is one that only a scanner can know: an advisory, a secret's pattern, a check such as `dockerfile/DS-0002`. */
export function isScanners(rule: string): boolean {
  return /^(?:image\/(?:[a-z]*[A-Z]|secret-.)|project\/(?:[A-Z]|secret-.))|^dockerfile\/[A-Z]+-\d{4}$/.test(rule);
}
