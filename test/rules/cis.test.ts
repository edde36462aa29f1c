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

test('a page of several recommendations counts those that are looked for; one of a single has no count', () => {
  const rule = rules.find(({ id }) => id === 'container/no-privileged');
  if (rule === undefined) throw new Error('There is no rule about privileged containers');
  const some = [
    { section: '1.1', title: 'One', rules: [rule], limits: 'Partly.' },
    { section: '1.2', title: 'Two', rules: [], limits: 'No file tells.' },
    { section: '1.3', title: 'Three', rules: [rule] },
  ];
  const line = `- [container/no-privileged] (${rule.severity}, profile \`default\`): ${rule.title}`;
  const page = (count: number): readonly string[] => cisPage(some.slice(0, count), (id) => `[${id}]`).split('\n');
  const one = ['## 1.1 One', '', 'Partly.', '', line, ''];
  expect(page(1)).toEqual(['# CIS Docker Benchmark 1.6.0', '', ...one]);
  expect(page(3)).toEqual([
    '# CIS Docker Benchmark 1.6.0',
    '',
    '2 of 3 recommendations are looked for in files.',
    '',
    ...one,
    '## 1.2 Two',
    '',
    'No file tells.',
    '',
    '## 1.3 Three',
    '',
    line,
    '',
  ]);
});

test('a recommendation has the rules that name it, and no other', () => {
  for (const { section, rules: own } of cisCoverage())
    expect(own).toEqual(rules.filter(({ equivalents }) => equivalents.cis?.includes(section) === true));
});
