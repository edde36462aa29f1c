import { posix } from 'node:path';
import type { Finding } from '../model/finding.ts';
import { locate } from '../parse/lines.ts';
import { fingerprint } from '../rules/fingerprint.ts';
import { check, type CheckResult } from '../rules/check.ts';
import type { Rule } from '../rules/rule.ts';
import type { World, WorldProject } from '../posture/world.ts';
import { takenAwayAt } from './taken-away.ts';

/**
 * Asks every rule about everything, and says of a service's finding that does not hold in every way of starting it in which:
 * `(with compose.override.yaml)`, `(without compose.prod.yaml)`. What an override takes away from the base is found at the
 * override's line.
 */
export function checkWays(world: World, rules: readonly Rule[]): CheckResult {
  const whole = check(world, rules);
  const held = new Map<string, Held>();
  for (const all of projectsOf(world)) {
    if (all.length < 2) continue;
    for (const way of all) {
      const { findings } = check(
        { ...world, dockerfiles: [], projects: [way], commands: [], images: [], calls: [], workflows: [], texts: [] },
        rules,
      );
      for (const finding of findings) {
        const known = held.get(identity(finding));
        if (known === undefined) held.set(identity(finding), { all, ways: new Set([way]) });
        else known.ways.add(way);
      }
    }
  }
  const findings = whole.findings.map((finding) => {
    const own = withoutBlindFix(finding, world);
    return held.size === 0 ? own : placed(own, held.get(identity(finding)));
  });
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
  const { service } = finding.subject;
  if (held === undefined || service === undefined || !differs(held, service)) return finding;
  const [way] = held.ways;
  const message = `${finding.message.replace(/\.$/, '')} (${inWords(held)})${finding.message.endsWith('.') ? '.' : ''}`;
  const at = way === undefined || baseIn(held) ? undefined : takenAwayAt(finding, way);
  if (at === undefined) return { ...finding, message };
  const location = locate(at);
  const moved = { ...finding, message, location, fingerprint: fingerprint(finding.rule, location.path, finding.fingerprint) };
  const { fix: _, ...withoutFix } = moved;
  return withoutFix;
}

/** Whether a way in which the finding does not hold has the service too. */
function differs({ all, ways }: Held, service: string): boolean {
  return all.some((way) => !ways.has(way) && servicesOf(way).has(service));
}

const services = new WeakMap<WorldProject, ReadonlySet<string>>();

function servicesOf(way: WorldProject): ReadonlySet<string> {
  const known = services.get(way) ?? new Set(way.containers.map(({ settings }) => settings.name));
  services.set(way, known);
  return known;
}

function baseIn({ ways }: Held): boolean {
  return [...ways].some(({ files, options }) => files.length === 1 && options.length === 0);
}

function inWords(held: Held): string {
  const other = baseIn(held);
  const named = held.all.filter((way) => held.ways.has(way) !== other);
  const names = named.map(({ files: [base = '', ...files], options }) =>
    [...files.map((file) => posix.relative(posix.dirname(base), file)), ...options].join(' + '),
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
