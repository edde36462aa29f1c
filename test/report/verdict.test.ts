import { describe, expect, test } from 'vitest';

import { blocks } from '../../src/judge/gate.ts';
import { blockingFindings, countBySeverity, isFixable } from '../../src/report/counts.ts';
import { nextSteps } from '../../src/report/steps.ts';
import { coverageInWords, gateInWords, headline, listed, toolInWords } from '../../src/report/verdict.ts';
import { at, cleanReport, finding, sampleReport } from './sample-report.ts';

const high = finding({ rule: 'container/user', severity: 'high' });

describe('the findings that count', () => {
  test('are those at or above the gate that no waiver and no baseline covers', () => {
    const gate = { failOn: 'high', judge: 'new', onlyFixed: false } as const;
    expect(blocks(gate, high)).toBe(true);
    expect(blocks(gate, { ...high, severity: 'critical' })).toBe(true);
    expect(blocks(gate, { ...high, severity: 'medium' })).toBe(false);
    expect(blocks(gate, { ...high, standing: 'waived' })).toBe(false);
    expect(blocks(gate, { ...high, standing: 'lapsed' })).toBe(true);
    expect(blocks(gate, { ...high, standing: 'known' })).toBe(false);
    expect(blocks({ ...gate, judge: 'all', onlyFixed: false }, { ...high, standing: 'known' })).toBe(true);
    expect(blocks({ failOn: 'none', judge: 'all', onlyFixed: false }, high)).toBe(false);
  });

  test('come worst first, and are none where the verdict is another', () => {
    expect(blockingFindings(sampleReport).map(({ rule }) => rule)).toEqual([
      'image/CVE-2026-1234',
      'container/no-privileged',
      'image/CVE-2026-1234',
      'container/user',
    ]);
    expect(blockingFindings({ ...sampleReport, verdict: 'pass' })).toEqual([]);
  });

  test('are counted by severity, and known to be fixable by edit or version', () => {
    expect(countBySeverity(sampleReport.findings)).toEqual({ critical: 2, high: 3, medium: 2, low: 2, info: 1 });
    expect(isFixable(high)).toBe(false);
    expect(isFixable({ ...high, subject: { fixedVersion: '1' } })).toBe(true);
    expect(isFixable({ ...high, subject: { fixedVersion: '' } })).toBe(false);
    expect(isFixable({ ...high, fix: { title: 'x', safety: 'safe', edits: [] } })).toBe(true);
  });
});

describe('the verdict in words', () => {
  test('names what failed, by severity', () => {
    const report = { ...sampleReport, gaps: [] };
    expect(headline(report)).toEqual({ word: 'FAIL', reason: '2 critical and 2 high new findings at or above high' });
    const { baseline: _, ...first } = { ...report, findings: [high] };
    expect(headline(first)).toEqual({ word: 'FAIL', reason: '1 high finding at or above high' });
  });

  test('tells of gaps, whatever the verdict', () => {
    expect(headline(sampleReport).reason).toMatch(/, and 1 thing could not be looked at$/);
    const [gap] = sampleReport.gaps;
    expect(headline({ ...cleanReport, gaps: sampleReport.gaps.slice(1) }).reason).toBe(
      'no findings, but 1 thing could not be looked at',
    );
    const many = Array.from(
      { length: 4 },
      (_, index) => ({ artifact: `a${index}`, reason: 'scanner', detail: 'x', blocking: true }) as const,
    );
    expect(gap?.blocking).toBe(true);
    expect(headline({ ...cleanReport, verdict: 'inconclusive', gaps: many })).toEqual({
      word: 'INCONCLUSIVE',
      reason: '4 things could not be looked at: a0 (scanner), a1 (scanner) and 2 more',
    });
  });

  test('passes with what is left below the gate', () => {
    expect(headline(cleanReport)).toEqual({ word: 'PASS', reason: 'no findings' });
    expect(headline({ ...cleanReport, findings: [{ ...high, standing: 'waived' }] }).reason).toBe('no open findings');
    const low = { ...cleanReport, findings: [{ ...high, severity: 'low' as const }] };
    expect(headline(low).reason).toBe('nothing that fails at high; 1 low finding');
    expect(headline({ ...low, baseline: { known: 1, fixed: 0 } }).reason).toBe('nothing new that fails at high; 1 low finding');
    expect(headline({ ...low, gate: { failOn: 'none', judge: 'new', onlyFixed: false } }).reason).toBe(
      'the gate is off; 1 low finding',
    );
  });

  test('says the gate, the coverage and the tools', () => {
    expect(gateInWords(cleanReport)).toBe('fails on high or worse');
    expect(gateInWords(sampleReport)).toBe('fails on high or worse, new findings only');
    expect(gateInWords({ ...sampleReport, gate: { failOn: 'critical', judge: 'all', onlyFixed: false } })).toBe(
      'fails on critical, known findings too',
    );
    expect(gateInWords({ ...sampleReport, gate: { failOn: 'none', judge: 'all', onlyFixed: false } })).toBe('never fails');
    expect(coverageInWords(cleanReport)).toBe('2 Dockerfiles, 1 Compose project, 3 container commands, 1 image');
    expect(toolInWords(cleanReport)).toEqual([
      'container-guard 1.2.3',
      'Trivy 0.66.0 (signature verified)',
      'database of 2026-11-23',
      'profile default',
    ]);
    expect(toolInWords({ ...cleanReport, tool: { name: 'x', version: '1' } })).toEqual([
      'x 1',
      'without Trivy',
      'profile default',
    ]);
    expect(listed(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
  });
});

describe('what to do', () => {
  test('starts with what fails the run, and ends with what is around it', () => {
    expect(nextSteps(sampleReport).map(({ text, at: where, findings }) => [text, where?.path, findings])).toEqual([
      ['Update `libssl3` to `3.0.3`, `openssl` to `3.0.3` in `node:18`, which ends 2 findings.', 'Dockerfile', 2],
      ['Remove `privileged: true` and add the capabilities that are needed.', 'compose.yaml', 1],
      ['Set `user:` to somebody without rights on the host.', 'compose.yaml', 1],
      ['Make it possible to look at `ghcr.io/acme/api:2`: the registry asks for a login.', 'compose.yaml', 0],
      ['Run `container-guard fix`: 1 finding has a safe fix.', undefined, 1],
    ]);
  });

  test('puts the same remedy together, and packages by the line that brings them', () => {
    const packages = ['a', 'b', 'c', 'd'].map((name) =>
      finding({
        rule: `image/CVE-2026-${name}`,
        severity: 'high',
        location: at('Dockerfile', 1),
        subject: { package: name, image: 'x' },
      }),
    );
    const report = { ...cleanReport, verdict: 'fail' as const, findings: [high, high, high, ...packages] };
    expect(nextSteps(report).map(({ text }) => text)).toEqual([
      'No fixed version is out for `a`, `b`, `c` and 1 more in `x`: replace them, or waive 4 findings with a date.',
      'Set `user:` to somebody without rights on the host. The same goes for 2 more findings.',
    ]);
  });

  test('is never longer than asked, and empty where nothing is open', () => {
    const findings = Array.from({ length: 30 }, (_, index) => finding({ rule: 'r', severity: 'high', remedy: `Do ${index}.` }));
    expect(nextSteps({ ...sampleReport, findings })).toHaveLength(5);
    expect(nextSteps({ ...sampleReport, findings }, 3)).toHaveLength(3);
    expect(nextSteps(cleanReport)).toEqual([]);
  });
});
