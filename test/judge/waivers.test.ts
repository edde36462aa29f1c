import { describe, expect, test } from 'vitest';
import { applyWaivers } from '../../src/judge/waivers.ts';
import type { Waiver } from '../../src/model/finding.ts';
import { finding } from './finding.ts';

const waiver = (parts: Partial<Waiver>): Waiver => ({
  rule: 'container/no-privileged',
  reason: 'known',
  source: 'container-guard.yaml:2',
  ...parts,
});
const standing = (one: Waiver, today = '2026-11-24', found = finding({ subject: { service: 'runner' } })) =>
  applyWaivers([found], [one], today).findings[0]?.standing;

describe('a waiver', () => {
  test('covers its rule, and no other', () => {
    expect(standing(waiver({}))).toBe('waived');
    expect(standing(waiver({ rule: 'container/no-host-pid' }))).toBe('new');
  });

  test('of a risk covers every rule about it, and no other', () => {
    const risks = new Map([['cis-5.5', ['container/no-privileged', 'dockerfile/other']]]);
    const standings = applyWaivers(
      [finding({}), finding({ rule: 'dockerfile/other' }), finding({ rule: 'container/no-host-pid' })],
      [waiver({ rule: 'cis-5.5' })],
      '2026-11-24',
      [],
      risks,
    );
    expect(standings.findings.map((one) => one.standing)).toEqual(['waived', 'waived', 'new']);
    expect(standings.unused).toEqual([]);
  });

  test('counts through its last day and lapses after it', () => {
    expect(standing(waiver({ until: '2026-11-24' }))).toBe('waived');
    expect(standing(waiver({ until: '2026-11-23' }))).toBe('lapsed');
  });

  test.for([
    ['compose.yaml', 'waived'],
    ['./compose.yaml', 'waived'],
    ['*.yaml', 'waived'],
    ['**/compose.yaml', 'waived'],
    ['other.yaml', 'new'],
    ['compose', 'new'],
    ['compose?yaml', 'new'],
  ] as const)('for the path %s leaves the finding %s', ([path, expected]) => {
    expect(standing(waiver({ path }))).toBe(expected);
  });

  test('for a folder covers what is below it', () => {
    const deep = finding({
      location: { path: 'ci/images/compose.yaml', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
    });
    expect(standing(waiver({ path: 'ci' }), '2026-11-24', deep)).toBe('waived');
    expect(standing(waiver({ path: 'ci/*' }), '2026-11-24', deep)).toBe('new');
    expect(standing(waiver({ path: 'ci/**' }), '2026-11-24', deep)).toBe('waived');
  });

  test('for a subject covers that service, stage, image, package or advisory alone', () => {
    expect(standing(waiver({ subject: 'runner' }))).toBe('waived');
    expect(standing(waiver({ subject: 'web' }))).toBe('new');
  });

  test('is told as used, lapsed or unused', () => {
    const used = waiver({});
    const lapsed = waiver({ rule: 'container/no-host-pid', until: '2020-01-01' });
    const unused = waiver({ rule: 'container/memory-limit' });
    const result = applyWaivers([finding({}), finding({ rule: 'container/no-host-pid' })], [used, lapsed, unused], '2026-11-24');
    expect(result).toMatchObject({ used: [used], lapsed: [lapsed], unused: [unused] });
    expect(result.findings.map(({ waiver: own }) => own)).toEqual([used, lapsed]);
  });
});
