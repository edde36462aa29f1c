import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Finding } from '../../src/model/finding.ts';
import { confidences, severities } from '../../src/model/severity.ts';
import { sarifRule } from '../../src/report/sarif-rules.ts';
import { toSarif } from '../../src/report/sarif.ts';
import { cleanReport, finding, hostile, hostileReport, rule, sampleReport } from './sample-report.ts';
import { brokenLimits, readSarif, runOf } from './sarif-log.ts';

const options = { toolName: 'container-guard', category: 'container-guard/scan' };

function runFor(findings: readonly Finding[]): ReturnType<typeof runOf> {
  return runOf(readSarif(toSarif({ ...sampleReport, findings }, options)));
}

describe('the SARIF report', () => {
  test.for([
    ['a sample', sampleReport],
    ['hostile text', hostileReport],
    ['no findings', cleanReport],
  ] as const)('of %s fits the schema and the limits of GitHub', ([, report]) => {
    expect(brokenLimits(readSarif(toSarif(report, options)))).toEqual([]);
  });

  test('says the same for the same report', () => {
    expect(toSarif(structuredClone(sampleReport), options)).toBe(toSarif(sampleReport, options));
  });

  test('ends the category with one slash', () => {
    for (const category of ['a/b', 'a/b/', 'a/b//']) {
      expect(runOf(readSarif(toSarif(cleanReport, { toolName: 'x', category }))).automationDetails).toEqual({ id: 'a/b/' });
    }
  });

  test('has an empty list of results where nothing is found, so that GitHub closes its alerts', () => {
    const run = runOf(readSarif(toSarif(cleanReport, options)));
    expect(run.results).toEqual([]);
    expect(run.tool.driver.rules).toEqual([]);
    expect(run.invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  });

  test('leaves waived findings and their rules out, and keeps known and lapsed ones', () => {
    const run = runOf(readSarif(toSarif(sampleReport, options)));
    expect(run.results?.map((result) => result.partialFingerprints?.['containerGuard/v1'])).toEqual([
      '1111111111111111',
      '5555555555555555',
      '2222222222222222',
      '6666666666666666',
      '7777777777777777',
      '3333333333333333',
      '9999999999999999',
      '4444444444444444',
      'aaaaaaaaaaaaaaaa',
    ]);
    expect(run.tool.driver.rules?.map(({ id }) => id)).toEqual([
      'container/label',
      'container/no-new-privileges',
      'container/no-privileged',
      'container/user',
      'image/CVE-2026-1234',
      'image/CVE-2026-9999',
      'image/pinned',
    ]);
  });

  test('gives a result its rule, level, place, message with the remedy, and both fingerprints', () => {
    const run = runOf(readSarif(toSarif(sampleReport, options)));
    expect(run.results?.[1]).toEqual({
      ruleId: 'container/no-privileged',
      ruleIndex: 2,
      level: 'error',
      message: { text: 'Service `web` is privileged. Remove `privileged: true` and add the capabilities that are needed.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'compose.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 6, startColumn: 5, endLine: 6, endColumn: 21 },
          },
        },
      ],
      relatedLocations: [
        {
          id: 1,
          physicalLocation: {
            artifactLocation: { uri: 'compose.override.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 4, startColumn: 5, endLine: 4, endColumn: 21 },
          },
          message: { text: 'It is set here, too.' },
        },
      ],
      partialFingerprints: { primaryLocationLineHash: '5555555555555555:1', 'containerGuard/v1': '5555555555555555' },
      properties: { severity: 'critical', confidence: 'certain', standing: 'new' },
    });
  });

  test('stays clear of the edges of severities, and has none for info', () => {
    const rules = runOf(readSarif(toSarif(sampleReport, options))).tool.driver.rules ?? [];
    const ratings = rules.map(({ id, properties }): readonly [string, unknown] => [id, properties?.['security-severity']]);
    expect(ratings).toEqual([
      ['container/label', undefined],
      ['container/no-new-privileges', '5.5'],
      ['container/no-privileged', '9.5'],
      ['container/user', '8.0'],
      ['image/CVE-2026-1234', '9.5'],
      ['image/CVE-2026-9999', '5.5'],
      ['image/pinned', '2.0'],
    ]);
  });

  test('rates an advisory by the worst of its findings and the least sure of them, under an id without either', () => {
    const mild = finding({ rule: 'image/CVE-2026-1', severity: 'low', confidence: 'possible' });
    const bad = finding({ rule: 'image/CVE-2026-1', severity: 'high', confidence: 'certain' });
    const [one] = runFor([mild, bad]).tool.driver.rules ?? [];
    expect(one?.id).toBe('image/CVE-2026-1');
    expect(one?.properties).toEqual({
      tags: ['security', 'vulnerability'],
      precision: 'medium',
      'problem.severity': 'error',
      'security-severity': '8.0',
    });
    expect(runFor([mild, bad]).results?.map(({ level }) => level)).toEqual(['error', 'note']);
    expect(sarifRule('image/CVE-2026-1', [mild, bad, mild], undefined).properties?.['security-severity']).toBe('8.0');
  });

  test('makes the page of an advisory from its findings', () => {
    const rules = runOf(readSarif(toSarif(sampleReport, options))).tool.driver.rules ?? [];
    const advisory = rules.find(({ id }) => id === 'image/CVE-2026-1234');
    expect(advisory).toMatchObject({
      name: 'VulnerablePackage',
      shortDescription: { text: 'CVE-2026-1234 in libssl3 and 1 more' },
      fullDescription: { text: 'libssl3 3.0.1 in node:18 has CVE-2026-1234: a crafted certificate runs code.' },
      helpUri: 'https://nvd.nist.gov/vuln/detail/CVE-2026-1234',
    });
    expect(advisory?.help?.markdown).toContain(
      '| `libssl3` | `3.0.1` | `3.0.3` | `node:18` |\n| `openssl` | `3.0.1` | `3.0.3` | `node:18` |',
    );
  });

  test('takes the text of a rule from the rule', () => {
    const [first] = runFor([finding({ rule: 'container/user', severity: 'high' })]).tool.driver.rules ?? [];
    expect(first).toMatchObject({
      id: 'container/user',
      name: 'ContainerRunsAsRoot',
      shortDescription: { text: 'Container runs as root' },
      helpUri: 'https://docs.docker.com/engine/security/',
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['security', 'docker', 'cis'], precision: 'very-high', 'problem.severity': 'error' },
    });
    expect(first?.help?.markdown).toContain('# Container runs as root');
  });

  test('cuts names, descriptions and tags to what GitHub takes', () => {
    const long = rule({
      id: 'container/user',
      title: 'word '.repeat(600),
      why: '🦀'.repeat(2000),
      tags: Array.from({ length: 30 }, (_, index) => `t${index}`),
    });
    const log = readSarif(
      toSarif({ ...sampleReport, findings: [finding({ rule: 'container/user', severity: 'high' })], rules: [long] }, options),
    );
    expect(brokenLimits(log)).toEqual([]);
    const [first] = runOf(log).tool.driver.rules ?? [];
    expect(first?.name).toHaveLength(255);
    expect(first?.properties?.tags).toHaveLength(10);
    expect(first?.fullDescription?.text).toMatch(/^🦀+…$/u);
  });

  test('writes paths as relative references', () => {
    const uriOf = (path: string): unknown =>
      runFor([
        finding({ rule: 'a', severity: 'low', location: { path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } }),
      ]).results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
    expect(uriOf('a b/100%/ü?#.yaml')).toBe('a%20b/100%25/%C3%BC%3F%23.yaml');
    expect(uriOf('./docker/Dockerfile')).toBe('docker/Dockerfile');
    expect(uriOf('c:/x')).toBe('c%3A/x');
    expect(uriOf('/etc/passwd')).toBe('etc/passwd');
    expect(uriOf('\uD800')).toBe('%EF%BF%BD');
    expect(uriOf('')).toBe('.');
  });

  test('tells what was not looked at, and that the run failed where it matters', () => {
    const [invocation] = runOf(readSarif(toSarif(sampleReport, options))).invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications?.map(({ level, message }) => [level, message.text])).toEqual([
      ['error', 'Not looked at: ghcr.io/acme/api:2 (unreachable). the registry asks for a login.'],
      ['warning', 'Not looked at: deploy.sh (unresolved). `$IMAGE` is set outside of the script.'],
    ]);
  });

  test('keeps the most severe of more results than GitHub takes, and says what it left out', () => {
    const many = Array.from({ length: 25_010 }, (_, index) =>
      finding({
        rule: 'container/user',
        severity: index >= 25_000 ? 'critical' : 'low',
        fingerprint: index.toString(16).padStart(16, '0'),
      }),
    );
    const run = runFor(many);
    expect(run.results).toHaveLength(25_000);
    expect(run.results?.slice(0, 11).map(({ level }) => level)).toEqual([...Array<string>(10).fill('error'), 'note']);
    expect(run.invocations?.[0]?.toolExecutionNotifications?.slice(-2).map(({ message }) => message.text)).toEqual([
      '10 findings of the mildest severities left out: GitHub takes 25000 results.',
      'GitHub shows 5000 of 25000 results, the most severe.',
    ]);
  });

  test('lets text of others make no link and no command of the runner', () => {
    const text = toSarif(hostileReport, options);
    expect(text).not.toContain('##[');
    expect(text).not.toMatch(/^\s*::/m);
    const [first] = runOf(readSarif(text)).results ?? [];
    expect(first?.message.text).toContain('[link] (https://evil.example)');
    expect(first?.message.text).toContain(String.raw`\x1b[31mred`);
    expect(first?.ruleId).toBe(hostileReport.findings.find(({ severity }) => severity === 'critical')?.rule);
  });

  test('fits the schema and the limits whatever the findings say', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(hostile), fc.string());
    const place = fc.record({
      path: text,
      startLine: fc.nat(9),
      startColumn: fc.nat(9),
      endLine: fc.nat(9),
      endColumn: fc.nat(9),
    });
    const findings = fc.array(
      fc
        .record({
          rule: fc.constantFrom('container/user', 'image/pinned', 'image/CVE-2026-1', 'image/GHSA-abcd-ef12-3456'),
          severity: fc.constantFrom(...severities),
          confidence: fc.constantFrom(...confidences),
          message: text,
          remedy: text,
          location: place,
          subject: fc.record({ package: text, image: text, version: text }),
          related: fc.array(fc.record({ location: place, note: text }), { maxLength: 3 }),
        })
        .map(finding),
    );
    fc.assert(
      fc.property(findings, (some) => {
        expect(brokenLimits(readSarif(toSarif({ ...sampleReport, findings: some }, options)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

test('what strangers reach ranks first among findings of one severity, and never above a worse one', () => {
  const of = (severity: 'high' | 'critical', level?: 'open' | 'shielded' | 'closed'): Finding =>
    finding({
      rule: `image/CVE-2026-${level ?? 'none'}-${severity}`,
      severity,
      ...(level === undefined ? {} : { exposure: { level, container: 'web', why: 'It is' } }),
    });
  const run = runFor([of('high', 'closed'), of('high'), of('critical', 'closed'), of('high', 'open'), of('high', 'shielded')]);
  expect(run.results?.map(({ ruleId, rank }) => [ruleId, rank])).toEqual([
    ['image/CVE-2026-closed-critical', 81],
    ['image/CVE-2026-open-high', 79],
    ['image/CVE-2026-none-high', undefined],
    ['image/CVE-2026-shielded-high', 70],
    ['image/CVE-2026-closed-high', 61],
  ]);
  expect(run.results?.[1]?.properties).toEqual({
    severity: 'high',
    confidence: 'certain',
    standing: 'new',
    exposure: 'open',
    exposedBy: 'web',
  });
});
