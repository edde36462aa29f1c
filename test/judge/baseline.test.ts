import { expect, test } from 'vitest';
import { compareWithBaseline } from '../../src/judge/baseline.ts';
import { finding } from './finding.ts';

test('what the baseline holds is known, what it does not is new, what is gone is fixed', () => {
  const findings = [finding({ fingerprint: 'a' }), finding({ fingerprint: 'b' })];
  const result = compareWithBaseline(
    findings,
    new Map([
      ['a', 'high'],
      ['c', 'low'],
    ] as const),
  );
  expect(result.findings.map(({ standing }) => standing)).toEqual(['known', 'new']);
  expect(result).toMatchObject({ known: 1, fixed: 1 });
});

test('a finding that got worse is new again', () => {
  const result = compareWithBaseline([finding({ fingerprint: 'a', severity: 'high' })], new Map([['a', 'medium']] as const));
  expect(result.findings[0]?.standing).toBe('new');
});

test('a waiver outlives the baseline', () => {
  const result = compareWithBaseline([finding({ fingerprint: 'a', standing: 'waived' })], new Map([['a', 'high']] as const));
  expect(result.findings[0]?.standing).toBe('waived');
});
