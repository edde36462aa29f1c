import { posix } from 'node:path';
import type { Finding } from '../model/finding.ts';
import { locate } from '../parse/lines.ts';
import { fingerprint } from '../rules/fingerprint.ts';
import { check, type CheckResult } from '../rules/check.ts';
import type { Rule } from '../rules/rule.ts';
import type { World, WorldProject } from '../posture/world.ts';
import { takenAwayAt } from './taken-away.ts';

/**
 * Asks every rule about everything, and says of a finding that holds in some ways of starting a project only in which:
 * `(with compose.override.yaml)`, `(without compose.prod.yaml)`. What an override takes away from the base is found at the
 * override's line.
 */
export function checkWays(world: World, rules: readonly Rule[]): CheckResult {
  const whole = check(world, rules);
  const held = new Map<string, Held>();
  for (const ways of projectsOf(world)) {
    if (ways.length < 2) continue;
    for (const way of ways) {
      const { findings } = check({ ...world, dockerfiles: [], projects: [way], commands: [], images: [] }, rules);
      for (const finding of findings) {
        const key = identity(finding);
        const known = held.get(key);
        if (known === undefined) held.set(key, { all: ways, ways: new Set([way]) });
        else known.ways.add(way);
      }
    }
  }
  const findings = whole.findings.map((finding) => placed(withoutBlindFix(finding, world), held.get(identity(finding))));
  return { ...whole, findings };
}

/** The ways in which a finding holds, and all there are. */
interface Held {
  readonly all: readonly WorldProject[];
  readonly ways: Set<WorldProject>;
}

/** Ways of starting one project, which begin with the same file. */
function projectsOf({ projects }: World): readonly (readonly WorldProject[])[] {
  const groups = new Map<string, WorldProject[]>();
  for (const way of projects) {
    const base = way.files[0] ?? '';
    const known = groups.get(base);
    if (known === undefined) groups.set(base, [way]);
    else known.push(way);
  }
  return [...groups.values()];
}

function identity({ rule, location, message }: Finding): string {
  return JSON.stringify([rule, location, message]);
}

function placed(finding: Finding, held: Held | undefined): Finding {
  if (held === undefined || held.ways.size === held.all.length) return finding;
  const [way] = held.ways;
  const message = `${finding.message.replace(/\.$/, '')} (${inWords(held)})${finding.message.endsWith('.') ? '.' : ''}`;
  const at = way === undefined || baseIn(held) ? undefined : takenAwayAt(finding, way);
  if (at === undefined) return { ...finding, message };
  const location = locate(at);
  const moved = { ...finding, message, location, fingerprint: fingerprint(finding.rule, location.path, finding.fingerprint) };
  const { fix: _, ...withoutFix } = moved;
  return withoutFix;
}

function baseIn({ ways }: Held): boolean {
  return [...ways].some(({ files }) => files.length === 1);
}

function inWords(held: Held): string {
  const other = baseIn(held);
  const named = held.all.filter((way) => held.ways.has(way) !== other);
  const names = named.map(({ files: [base = '', ...files] }) =>
    files.map((file) => posix.relative(posix.dirname(base), file)).join(' + '),
  );
  return `${other ? 'without' : 'with'} ${names.slice(0, 3).join(' or ')}${names.length > 3 ? ` or ${names.length - 3} more` : ''}`;
}

/** An edit of a Dockerfile knows nothing of the Compose file around it. */
function withoutBlindFix(finding: Finding, { inlinePaths }: World): Finding {
  if (finding.fix === undefined || !inlinePaths.has(finding.location.path) || /^(?:container|project)\//.test(finding.rule))
    return finding;
  const { fix: _, ...rest } = finding;
  return rest;
}
