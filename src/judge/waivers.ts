import type { Finding, Waiver } from '../model/finding.ts';

export interface WaiverUse {
  readonly findings: readonly Finding[];
  readonly used: readonly Waiver[];
  readonly lapsed: readonly Waiver[];
  readonly unused: readonly Waiver[];
}

/**
 * Marks findings that a waiver covers. A waiver counts through its last day; after it the finding counts again and
 * carries the waiver, so that people see whose it was.
 * @param today `YYYY-MM-DD`
 */
export function applyWaivers(findings: readonly Finding[], waivers: readonly Waiver[], today: string): WaiverUse {
  const live = new Set<Waiver>();
  const lapsed = new Set<Waiver>();
  const judged = findings.map((finding): Finding => {
    const covering = waivers.filter((waiver) => covers(waiver, finding));
    const valid = covering.find((waiver) => waiver.until === undefined || waiver.until >= today);
    if (valid) {
      live.add(valid);
      return { ...finding, standing: 'waived', waiver: valid };
    }
    const old = covering[0];
    if (old === undefined) return finding;
    lapsed.add(old);
    return { ...finding, standing: 'lapsed', waiver: old };
  });
  return {
    findings: judged,
    used: waivers.filter((waiver) => live.has(waiver)),
    lapsed: waivers.filter((waiver) => lapsed.has(waiver)),
    unused: waivers.filter((waiver) => !live.has(waiver) && !lapsed.has(waiver)),
  };
}

function covers(waiver: Waiver, finding: Finding): boolean {
  if (waiver.rule !== finding.rule) return false;
  if (waiver.path !== undefined && !matchesPath(waiver.path, finding.location.path)) return false;
  if (waiver.subject === undefined) return true;
  const { service, stage, image, package: name, advisory } = finding.subject;
  return [service, stage, image, name, advisory].includes(waiver.subject);
}

/** A path matches itself, a folder above it, or a pattern with `*` (within a folder) and `**`. */
function matchesPath(pattern: string, path: string): boolean {
  const plain = pattern.replace(/^\.\//, '').replace(/\/$/, '');
  if (plain === path || path.startsWith(`${plain}/`)) return true;
  const source = plain.replace(/\*\*\/|\*\*|\*|[^*]+/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    return part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${source}$`).test(path);
}
