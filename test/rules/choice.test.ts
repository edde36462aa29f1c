import { expect, test } from 'vitest';
import { risks, ruleNamed, ruleNames, rulesFor, trivyEquivalents } from '../../src/rules/choice.ts';
import { rules } from '../../src/rules/index.ts';
import { isScanners } from '../../src/rules/scanner-rule.ts';

test('a profile has its own rules and those of the quieter ones', () => {
  const own = (...profiles: readonly string[]): readonly string[] =>
    rules.flatMap(({ id, profile }) => (profiles.includes(profile) ? [id] : []));
  expect(rulesFor('default', []).map(({ id }) => id)).toEqual(own('default'));
  expect(rulesFor('strict', []).map(({ id }) => id)).toEqual(own('default', 'strict'));
  expect(rulesFor('all', [])).toEqual(rules);
});

test('what is switched off by one of its names is left out', () => {
  const off = ['container/no-privileged', 'dockerfile/user-not-root'];
  expect(rulesFor('all', off).map(({ id }) => id)).toEqual(rules.flatMap(({ id }) => (off.includes(id) ? [] : [id])));
});

test('a rule is found by its id', () => {
  expect(ruleNamed('container/no-privileged')?.id).toBe('container/no-privileged');
  expect(ruleNamed('container/no-such')).toBeUndefined();
  expect(ruleNames()).toEqual(rules.flatMap(({ id, aliases }) => [id, ...(aliases ?? [])]));
});

test('each check of Trivy leads to the rules that say the same, in their order', () => {
  const named = rules.filter(({ equivalents }) => equivalents.trivy !== undefined);
  const [one, other] = named;
  expect(one === undefined || other === undefined).toBe(false);
  if (one === undefined || other === undefined) return;
  const none = rules.filter(({ equivalents }) => equivalents.trivy === undefined).slice(0, 1);
  const some = [{ ...one, equivalents: { trivy: ['A', 'B'] } }, ...none, { ...other, equivalents: { trivy: ['B'] } }];
  expect([...trivyEquivalents(some)]).toEqual([
    ['A', [one.id]],
    ['B', [one.id, other.id]],
  ]);
});

test('a risk is a section of the benchmark with every rule that names it', () => {
  const sections = new Set(rules.flatMap(({ equivalents }) => equivalents.cis ?? []));
  expect([...risks().keys()].toSorted()).toEqual([...sections].map((section) => `cis-${section}`).toSorted());
  for (const [risk, ids] of risks())
    expect(ids).toEqual(
      rules.flatMap(({ id, equivalents }) => (equivalents.cis?.includes(risk.replace('cis-', '')) === true ? [id] : [])),
    );
});

test.for([
  ['image/CVE-2024-1', true],
  ['image/ghsaX', true],
  ['image/secret-aws', true],
  ['image/secret-', false],
  ['image/tag-set', false],
  ['an image/CVE-2024-1', false],
  ['project/GHSA-x', true],
  ['project/secret-aws', true],
  ['project/name-set', false],
  ['dockerfile/DS-0002', true],
  ['dockerfile/DS-002', false],
  ['dockerfile/DS-00021', false],
  ['dockerfile/DS-none', false],
  ['dockerfile/user-0002', false],
  ['my dockerfile/DS-0002', false],
] as const)('whether %s is an id that only a scanner knows', ([id, is]) => {
  expect(isScanners(id)).toBe(is);
});
