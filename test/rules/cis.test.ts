import { expect, test } from 'vitest';
import { cisPage } from '../../src/rules/cis-page.ts';
import { cisCoverage, cisSection } from '../../src/rules/cis.ts';
import { rules } from '../../src/rules/index.ts';

test('every recommendation is looked for, or it is said why no file tells it', () => {
  for (const { section, rules: own, limits } of cisCoverage()) {
    expect([section, own.length > 0 || limits !== undefined]).toEqual([section, true]);
  }
});

test('sections 4 and 5 are there in full, in their order', () => {
  const numbers = (chapter: number, last: number): readonly string[] =>
    Array.from({ length: last }, (_, index) => `${chapter}.${index + 1}`);
  expect(cisCoverage().map(({ section }) => section)).toEqual([...numbers(4, 12), ...numbers(5, 32)]);
});

test('a section of 4 and 5 that a rule names is one of them', () => {
  const named = rules.flatMap(({ equivalents }) => equivalents.cis ?? []).filter((section) => /^[45]\./.test(section));
  const known = new Set(cisCoverage().map(({ section }) => section));
  expect(named.filter((section) => !known.has(section))).toEqual([]);
});

test('a chapter stands for all below it, and a section for itself', () => {
  expect(cisSection('4')).toHaveLength(12);
  expect(cisSection('5.3').map(({ section }) => section)).toEqual(['5.3']);
  expect(cisSection('6')).toEqual([]);
});

test('the page names the edition, the rules and what no file tells', () => {
  const page = cisPage(cisSection('5.32'), (id) => `<${id}>`);
  expect(page).toContain('# CIS Docker Benchmark 1.6.0');
  expect(page).toContain('- <container/no-engine-socket> (high, profile `default`): ');
  expect(cisPage(cisSection('5.1'), String)).toContain('It is a state of the engine.');
});
