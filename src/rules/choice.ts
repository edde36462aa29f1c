import { profiles, type Profile } from '../model/severity.ts';
import { rules } from './index.ts';
import type { Rule } from './rule.ts';

/** The rules of a profile and of the quieter ones, without those switched off. */
export function rulesFor(profile: Profile, disabled: readonly string[]): readonly Rule[] {
  const reach = profiles.indexOf(profile);
  return rules.filter((rule) => profiles.indexOf(rule.profile) <= reach && !names(rule).some((name) => disabled.includes(name)));
}

/** The rule of this id or alias. */
export function ruleNamed(name: string): Rule | undefined {
  return rules.find((rule) => names(rule).includes(name));
}

/** Ids and aliases of all rules. */
export function ruleNames(): readonly string[] {
  return rules.flatMap(names);
}

/** Which built-in rules say what a check of Trivy says. */
export function trivyEquivalents(some: readonly Rule[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const rule of some) for (const id of rule.equivalents.trivy ?? []) found.set(id, [...(found.get(id) ?? []), rule.id]);
  return found;
}

/** One risk, in whatever file it shows: `cis-4.1` stands for every rule about that recommendation of the CIS benchmark. */
export function risks(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const rule of rules)
    for (const section of rule.equivalents.cis ?? [])
      found.set(`cis-${section}`, [...(found.get(`cis-${section}`) ?? []), rule.id]);
  return found;
}

function names(rule: Rule): readonly string[] {
  return [rule.id, ...(rule.aliases ?? [])];
}
