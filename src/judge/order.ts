import type { Finding } from '../model/finding.ts';

/** The order of a report: path, line, column, rule, what tells findings of one line apart. */
export function byPlace(one: Finding, other: Finding): number {
  const a = one.location;
  const b = other.location;
  return (
    text(a.path, b.path) ||
    a.startLine - b.startLine ||
    a.startColumn - b.startColumn ||
    text(one.rule, other.rule) ||
    text(one.subject.package ?? '', other.subject.package ?? '') ||
    text(one.fingerprint, other.fingerprint)
  );
}

function text(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
