import { describe, expect, test } from 'vitest';

import { GuardError } from '../../src/errors.ts';
import { readBaseline } from '../../src/report/json.ts';
import { cleanReport, finding, hostile, hostileReport, sampleReport } from './sample-report.ts';
import { toJson } from './whole.ts';

function parse(text: string): unknown {
  return JSON.parse(text);
}

function refusal(text: string, path = 'base.json'): string {
  try {
    readBaseline(text, path);
  } catch (error) {
    if (error instanceof GuardError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'no error';
}

describe('the JSON report', () => {
  test('holds what the contract promises of a finding', () => {
    expect(parse(toJson(sampleReport))).toMatchObject({
      $schema: 'urn:container-guard:schema:report:1',
      schemaVersion: 1,
      verdict: 'fail',
      gate: { failOn: 'high', judge: 'new', onlyFixed: false },
      counts: {
        findings: 10,
        open: 9,
        blocking: 4,
        fixable: 4,
        openBySeverity: { critical: 2, high: 3, medium: 2, low: 1, info: 1 },
        byStanding: { new: 7, known: 1, waived: 1, lapsed: 1 },
        gaps: 2,
      },
      tool: { name: 'container-guard', version: '1.2.3', trivy: { version: '0.66.0' } },
    });
    expect(parse(toJson({ ...cleanReport, findings: sampleReport.findings.slice(4, 5) }))).toMatchObject({
      findings: [
        {
          rule: 'container/no-privileged',
          severity: 'critical',
          confidence: 'certain',
          message: 'Service `web` is privileged.',
          standing: 'new',
          fingerprint: '5555555555555555',
          location: { path: 'compose.yaml', startLine: 6, startColumn: 5, endLine: 6, endColumn: 21 },
          subject: { service: 'web' },
          fix: { title: 'Remove it', safety: 'suggest' },
        },
      ],
      images: [],
      posture: [],
      waivers: { used: [], lapsed: [], unused: [] },
    });
  });

  test('keeps gaps, images, postures, waivers and notes', () => {
    expect(parse(toJson(sampleReport))).toMatchObject({
      gaps: [
        { artifact: 'ghcr.io/acme/api:2', reason: 'unreachable', blocking: true, location: { startLine: 30 } },
        { artifact: 'deploy.sh' },
      ],
      images: [
        { reference: 'node:18', findings: 4, platform: 'linux/amd64' },
        { reference: 'redis:8', findings: 0 },
      ],
      posture: [
        {
          subject: 'web',
          user: {
            value: 'root',
            state: 'unset',
            trail: ['compose.yaml:2 sets no user', 'Dockerfile:1 sets no USER', 'node:22-alpine runs as root'],
          },
        },
        {},
        {},
      ],
      waivers: { used: [{ owner: 'platform' }], lapsed: [{ rule: 'image/pinned' }], unused: [{ source: 'Dockerfile:3' }] },
      notes: sampleReport.notes,
    });
  });

  test('says the same for the same report, and leaves the text of fixes out', () => {
    expect(toJson(structuredClone(sampleReport))).toBe(toJson(sampleReport));
    const first = sampleReport.findings.find(({ fix }) => fix !== undefined);
    const secret = { title: 'x', safety: 'safe', edits: [{ path: 'x', start: 0, end: 0, text: 'hunter2' }] } as const;
    expect(toJson({ ...sampleReport, findings: first ? [{ ...first, fix: secret }] : [] })).not.toContain('hunter2');
  });

  test('carries hostile text unharmed, and lets nothing of it reach the runner or the terminal', () => {
    const text = toJson(hostileReport);
    expect(parse(text)).toMatchObject({
      findings: [{ message: hostile, location: { path: hostile } }, ...hostileReport.findings.slice(1).map(() => ({}))],
    });
    expect(text).not.toMatch(/##\[|^\s*::|[\u001B\u007F-\u009F\u200B\u202E]/m);
  });
});

describe('a baseline', () => {
  test('is what the report knew: the worst severity by fingerprint, without what was waived', () => {
    const known = readBaseline(toJson(sampleReport), 'base.json');
    expect(known.size).toBe(9);
    expect(known.get('5555555555555555')).toBe('critical');
    expect(known.has('8888888888888888')).toBe(false);
    const twice = [
      finding({ rule: 'a', severity: 'low' }),
      finding({ rule: 'a', severity: 'high' }),
      finding({ rule: 'a', severity: 'info' }),
    ];
    expect([...readBaseline(toJson({ ...cleanReport, findings: twice }), 'x')]).toEqual([['0123456789abcdef', 'high']]);
    expect(readBaseline(`\uFEFF${toJson(cleanReport)}`, 'x').size).toBe(0);
  });

  test('is refused with its path and with what does not fit', () => {
    expect(refusal('{')).toBe(
      'BASELINE: The baseline base.json is not JSON. Make it with `container-guard scan --format json --output FILE`.',
    );
    expect(refusal('7')).toMatch(
      /^BASELINE: The baseline base\.json is not a report of schema version 1: the whole does not fit\./,
    );
    expect(refusal('[]')).toMatch(/: schemaVersion does not fit/);
    expect(refusal('{"schemaVersion":2,"findings":[]}')).toMatch(/: schemaVersion does not fit/);
    expect(refusal('{"schemaVersion":1,"findings":[{"fingerprint":"x","severity":"high","standing":"new"}]}')).toMatch(
      /: findings\.0\.fingerprint does not fit/,
    );
    expect(refusal('null', 'a\n::b')).toMatch(/The baseline a ::b is not/);
  });
});
