import { describe, expect, test } from 'vitest';
import { blocks, decide } from '../../src/judge/gate.ts';
import type { Gap } from '../../src/model/finding.ts';
import type { Gate } from '../../src/model/report.ts';
import { finding } from './finding.ts';

const gate: Gate = { failOn: 'high', judge: 'new', onlyFixed: false };
const gap: Gap = { artifact: 'x', reason: 'scanner', detail: 'broke', blocking: true };

describe('the gate', () => {
  test('fails from its severity on', () => {
    expect(decide(gate, [finding({ severity: 'medium' })], [])).toBe('pass');
    expect(decide(gate, [finding({ severity: 'high' })], [])).toBe('fail');
    expect(decide(gate, [finding({ severity: 'critical' })], [])).toBe('fail');
  });

  test('never fails when it is off', () => {
    expect(decide({ ...gate, failOn: 'none' }, [finding({ severity: 'critical' })], [])).toBe('pass');
  });

  test('lets known and waived findings by, but not lapsed ones', () => {
    expect(blocks(gate, finding({ standing: 'known' }))).toBe(false);
    expect(blocks({ ...gate, judge: 'all' }, finding({ standing: 'known' }))).toBe(true);
    expect(blocks({ ...gate, judge: 'all' }, finding({ standing: 'waived' }))).toBe(false);
    expect(blocks(gate, finding({ standing: 'lapsed' }))).toBe(true);
  });

  test('with only-fixed lets advisories without a fixed version by, and nothing else', () => {
    const strict = { ...gate, onlyFixed: true };
    expect(blocks(strict, finding({ subject: { advisory: 'CVE-1' } }))).toBe(false);
    expect(blocks(strict, finding({ subject: { advisory: 'CVE-1', fixedVersion: '2' } }))).toBe(true);
    expect(blocks(strict, finding({}))).toBe(true);
  });

  test('does not conclude over a blocking gap, unless it fails anyway', () => {
    expect(decide(gate, [], [gap])).toBe('inconclusive');
    expect(decide(gate, [finding({})], [gap])).toBe('fail');
    expect(decide(gate, [], [{ ...gap, blocking: false }])).toBe('pass');
  });
});
