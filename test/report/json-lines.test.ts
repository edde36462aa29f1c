import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding, Waiver } from '../../src/model/finding.ts';
import { postureKeys } from '../../src/model/report.ts';
import { masked } from '../../src/parse/secret/value.ts';
import { JsonLines } from '../../src/report/json-lines.ts';
import { hostile, posture } from './sample-report.ts';

function parse(line: string): unknown {
  return JSON.parse(line);
}

const token = ['ghp', 'a1'.repeat(20)].join('_');
const text = fc.oneof(
  fc.constantFrom(
    '',
    hostile,
    token,
    'http://u:hunter2@h',
    'Server=db; Password=hunter2',
    'a "quoted" \\ one',
    '’→…–',
    '\u{E0041}#',
  ),
  fc.string({ unit: 'binary' }),
);
const count = fc.nat({ max: 1e6 });
const location = fc.record({ path: text, startLine: count, startColumn: count, endLine: count, endColumn: count });
const places = fc.array(fc.record({ location, note: text }), { maxLength: 3 });
const waiver: fc.Arbitrary<Waiver> = fc.record(
  { rule: text, path: text, subject: text, reason: text, owner: text, until: text, source: text },
  { requiredKeys: ['rule', 'reason', 'source'] },
);
const finding: fc.Arbitrary<Finding> = fc.record(
  {
    rule: text,
    severity: fc.constantFrom('critical', 'info'),
    confidence: fc.constantFrom('certain', 'possible'),
    message: text,
    remedy: text,
    standing: fc.constantFrom('new', 'lapsed'),
    fingerprint: text,
    location,
    subject: fc.record(
      {
        service: text,
        stage: text,
        image: text,
        platforms: fc.array(text, { maxLength: 2 }),
        package: text,
        version: text,
        fixedVersion: text,
        advisory: text,
      },
      { requiredKeys: [] },
    ),
    exposure: fc.record({ level: fc.constantFrom('open', 'closed'), container: text, why: text }),
    related: places,
    trail: places,
    sources: fc.array(text, { maxLength: 2 }),
    waiver,
    fix: fc.record({ title: text, safety: fc.constantFrom('safe', 'suggest'), edits: fc.constant([]) }),
  },
  {
    requiredKeys: [
      'rule',
      'severity',
      'confidence',
      'message',
      'remedy',
      'standing',
      'fingerprint',
      'location',
      'subject',
      'related',
      'sources',
    ],
  },
);
const runs = { numRuns: 400 };

describe('a line of JSON', () => {
  test('has every field of a finding in its order, masked, and of a fix neither edits nor offsets', () => {
    const lines = new JsonLines();
    fc.assert(
      fc.property(finding, (one) => {
        const { fix, ...rest } = one;
        const shown = fix === undefined ? rest : { ...rest, fix: { title: fix.title, safety: fix.safety } };
        const line = lines.ofFinding(one);
        expect(parse(line)).toEqual(
          parse(JSON.stringify(shown, (_, value: unknown) => (typeof value === 'string' ? masked(value) : value))),
        );
        expect(Object.keys(parse(line) ?? {})).toEqual(
          'rule severity confidence message remedy standing fingerprint location subject exposure related trail sources waiver fix'
            .split(' ')
            .filter((key) => key in one),
        );
        expect(line).not.toMatch(/[\0-\x1F\x7F-\x9F\u2028\u2029\u200B\u202E]|##\[|hunter2/u);
      }),
      runs,
    );
  });

  test('has every value of a posture in its order, with what is known of it', () => {
    const value = { value: hostile, state: 'unknown', why: token, items: ['/', '"'], trail: ['a:1 x', hostile] } as const;
    const bare = posture({ subject: 'web' });
    const lines = new JsonLines();
    expect(parse(lines.ofPosture(bare))).toEqual(bare);
    expect(parse(lines.ofPosture({ ...bare, when: 'profile `a`', mounts: value }))).toEqual({
      ...bare,
      when: 'profile `a`',
      mounts: { ...value, value: masked(hostile), why: '***' },
    });
    expect(Object.keys(parse(lines.ofPosture({ ...bare, when: 'x' })) ?? {})).toEqual([
      'subject',
      'kind',
      'location',
      'when',
      ...postureKeys,
    ]);
  });

  test('is the same for a text that was written before, however many were between', () => {
    const lines = new JsonLines();
    const line = (subject: string): string => lines.ofPosture(posture({ subject }));
    const first = line(token);
    for (let at = 0; at < 12_000; at += 1) line(`web-${at}`);
    expect(line(token)).toBe(first);
    expect(first).toContain('"subject":"***"');
  });
});
