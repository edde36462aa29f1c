import type { Finding } from '../model/finding.ts';
import { misconfigurationId } from './misconfiguration-id.ts';

/** How many lines apart two statements of the same may lie: tools differ on whether a line or its continuation is meant. */
const near = 1;

/**
 * All findings, those of Trivy left out that one of our own says as well: an equivalent rule in the same file, in the same
 * stage or within a line. Our own then names both as its sources. `equivalentRuleIds` maps Trivy's ids, in any of their
 * spellings, to rules; neither list is changed.
 */
export function mergeDuplicates(
  own: readonly Finding[],
  trivy: readonly Finding[],
  equivalentRuleIds: ReadonlyMap<string, readonly string[]>,
): Finding[] {
  const equivalents = new Map([...equivalentRuleIds].map(([id, rules]) => [misconfigurationId(id), rules]));
  const agreed = new Set<Finding>();
  const alone = trivy.filter((theirs) => {
    const rules = equivalents.get(misconfigurationId(theirs.rule.slice(theirs.rule.lastIndexOf('/') + 1))) ?? [];
    const same = own.filter((ours) => rules.includes(ours.rule) && samePlace(ours, theirs));
    for (const ours of same) agreed.add(ours);
    return same.length === 0;
  });
  const merged = own.map((ours) => (agreed.has(ours) ? { ...ours, sources: [...new Set([...ours.sources, 'trivy'])] } : ours));
  return [...merged, ...alone];
}

function samePlace(ours: Finding, theirs: Finding): boolean {
  if (ours.location.path !== theirs.location.path) return false;
  const { stage } = theirs.subject;
  if (stage !== undefined && stage === ours.subject.stage) return true;
  const line = theirs.location.startLine;
  return line >= ours.location.startLine - near && line <= Math.max(ours.location.startLine, ours.location.endLine) + near;
}
