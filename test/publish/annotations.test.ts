import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { annotate, chooseAnnotations } from '../../src/publish/annotations.ts';
import { findingOf, reportOf } from './findings.ts';

function many(count: number, make: () => Finding): readonly Finding[] {
  return Array.from({ length: count }, make);
}

function levelsOf(findings: readonly Finding[], taken?: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { level } of chooseAnnotations(reportOf(findings, 'fail'), taken).shown) counts[level] = (counts[level] ?? 0) + 1;
  return counts;
}

describe('annotations', () => {
  test('take their level from the severity', () => {
    const findings = (['info', 'low', 'medium', 'high', 'critical'] as const).map((severity) => findingOf(severity));
    expect(
      chooseAnnotations(reportOf(findings, 'fail')).shown.map(({ level, finding }) => `${finding.severity} ${level}`),
    ).toEqual(['critical error', 'high error', 'medium warning', 'low notice', 'info notice']);
  });

  test('are at most ten of a level, with a notice and the last word of a red step among them', () => {
    const findings = [
      ...many(30, () => findingOf('high')),
      ...many(12, () => findingOf('medium')),
      ...many(11, () => findingOf('low')),
    ];
    expect(levelsOf(findings)).toEqual({ error: 9, warning: 10, notice: 9 });
    expect(chooseAnnotations(reportOf(findings, 'fail')).leftOut).toBe(53 - 28);
  });

  test('leave room for warnings that the step has given already', () => {
    const findings = many(12, () => findingOf('medium'));
    expect(levelsOf(findings, 3)).toEqual({ warning: 7 });
    expect(levelsOf(findings, 30)).toEqual({});
  });

  test('show the worst first, whatever the order of the findings', () => {
    const findings = [...many(15, () => findingOf('high')), findingOf('critical')];
    const { shown } = chooseAnnotations(reportOf(findings, 'fail'));
    expect(shown[0]?.finding.severity).toBe('critical');
    expect(shown).toHaveLength(9);
  });

  test('leave out what is waived, and what the baseline knows where only new findings count', () => {
    const findings = (['new', 'known', 'waived', 'lapsed'] as const).map((standing) => findingOf('high', { standing }));
    const shownAt = (judge: 'new' | 'all'): readonly string[] =>
      chooseAnnotations(reportOf(findings, 'fail', { gate: { failOn: 'high', judge, onlyFixed: false } })).shown.map(
        ({ finding }) => finding.standing,
      );
    expect(shownAt('new')).toEqual(['new', 'lapsed']);
    expect(shownAt('all')).toEqual(['new', 'known', 'lapsed']);
  });

  test('say in one notice how many findings found no room', () => {
    const said: string[] = [];
    const recorder = {
      annotate: (level: string, finding: Finding): void => void said.push(`${level} ${finding.severity}`),
      notice: (message: string): void => void said.push(message),
    };
    annotate(
      reportOf(
        many(11, () => findingOf('high')),
        'pass',
      ),
      recorder,
      0,
    );
    expect(said).toHaveLength(11);
    expect(said.at(-1)).toContain('1 more finding is not annotated');
    said.length = 0;
    annotate(
      reportOf(
        many(10, () => findingOf('high')),
        'pass',
      ),
      recorder,
      0,
    );
    expect(said).toHaveLength(10);
  });
});
