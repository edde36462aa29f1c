import type { Finding, Waiver } from '../model/finding.ts';
import type { InlineWaiver } from './inline-waivers.ts';

export interface WaiverUse {
  readonly findings: readonly Finding[];
  readonly used: readonly Waiver[];
  readonly lapsed: readonly Waiver[];
  readonly unused: readonly Waiver[];
}

/**
 * Marks findings that a waiver covers. A waiver counts through its last day; after it the finding counts again and
 * carries the waiver, so that people see whose it was. A comment for another tool that covers nothing is not told.
 * @param today `YYYY-MM-DD`
 * @param inline those in comments; where several cover a finding, the first one counts, the config file's before these
 * @param risks which rules a waiver is about that names a risk and no rule
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  today: string,
  inline: readonly InlineWaiver[] = [],
  risks: ReadonlyMap<string, readonly string[]> = new Map(),
): WaiverUse {
  const placed = new Map<string, InlineWaiver[]>();
  for (const one of inline) {
    const { path } = one.waiver;
    const others = placed.get(path);
    if (others === undefined) placed.set(path, [one]);
    else others.push(one);
  }
  const live = new Set<Waiver>();
  const lapsed = new Set<Waiver>();
  const judged = findings.map((finding): Finding => {
    const here = placed.get(finding.location.path);
    if (waivers.length === 0 && here === undefined) return finding;
    const covering = [
      ...waivers.filter((waiver) => covers(waiver, finding, risks)),
      ...(here ?? []).filter((one) => coversHere(one, finding)).map(({ waiver }) => waiver),
    ];
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
  const all = [...waivers, ...inline.map(({ waiver }) => waiver)];
  const told = [...waivers, ...inline.flatMap(({ waiver, tool }) => (tool === undefined ? waiver : []))];
  return {
    findings: judged,
    used: all.filter((waiver) => live.has(waiver)),
    lapsed: all.filter((waiver) => lapsed.has(waiver)),
    unused: told.filter((waiver) => !live.has(waiver) && !lapsed.has(waiver)),
  };
}

function coversHere({ waiver, lines }: InlineWaiver, { rule, location }: Finding): boolean {
  if (waiver.rule !== rule) return false;
  return lines === undefined || (lines.first <= location.startLine && location.startLine <= lines.last);
}

function covers(waiver: Waiver, finding: Finding, risks: ReadonlyMap<string, readonly string[]>): boolean {
  if (waiver.rule !== finding.rule && !risks.get(waiver.rule)?.includes(finding.rule)) return false;
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
