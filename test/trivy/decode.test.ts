import { describe, expect, test } from 'vitest';
import { decodeReport } from '../../src/trivy/decode.ts';

function report(results: unknown): string {
  return JSON.stringify({ SchemaVersion: 2, ArtifactName: 'app', Results: results });
}

const vulnerability = { VulnerabilityID: 'CVE-2099-1', PkgName: 'zlib', InstalledVersion: '1', Severity: 'HIGH' };

describe('a report', () => {
  test('is read with what it leaves out or writes as null put in', () => {
    const decoded = decodeReport(report([{ Target: 'app', Class: 'os-pkgs', Vulnerabilities: [vulnerability], Secrets: null }]));
    expect(decoded.Results[0]).toMatchObject({
      Secrets: [],
      Misconfigurations: [],
      Vulnerabilities: [{ PkgPath: '', Status: '' }],
    });
    expect(decodeReport('{"SchemaVersion":2,"Results":null}').Results).toEqual([]);
    expect(decodeReport('{"SchemaVersion":2}').Results).toEqual([]);
  });

  test('may hold fields nobody knows', () => {
    expect(
      decodeReport(report([{ Target: 'app', Novelty: [1], Vulnerabilities: [{ ...vulnerability, New: true }] }])).Results,
    ).toHaveLength(1);
  });

  test('never carries what a secret was, nor the lines around it', () => {
    const secret = { RuleID: 'r', Severity: 'HIGH', Match: 'hunter2', Code: { Lines: [{ Content: 'hunter2' }] } };
    expect(JSON.stringify(decodeReport(report([{ Target: 'x', Secrets: [secret] }])))).not.toContain('hunter2');
  });
});

describe('a report that is not as expected', () => {
  const second = (more: object) =>
    report([{ Target: 'a' }, { Target: 'b', Vulnerabilities: [vulnerability, { ...vulnerability, ...more }] }]);

  test.each([
    ['a field of another type', second({ PkgName: 7 }), 'Results[1].Vulnerabilities[1].PkgName: expected string, got number'],
    [
      'a missing field',
      second({ VulnerabilityID: undefined }),
      'Results[1].Vulnerabilities[1].VulnerabilityID: expected a value, got nothing',
    ],
    ['null where a value must be', second({ PkgName: null }), 'Results[1].Vulnerabilities[1].PkgName: expected string, got null'],
    ['a list that is an object', report({}), 'Results: expected array, got object'],
    ['an object that is a list', report([[]]), 'Results[0]'],
    ['a severity nobody knows', second({ Severity: 'EXTREME' }), 'Results[1].Vulnerabilities[1].Severity'],
    ['another schema', '{"SchemaVersion":3}', 'SchemaVersion: expected 2, got number'],
    ['a number at the top', '7', 'the whole: expected object, got number'],
  ])('names the place: %s', (_, json, message) => {
    expect(() => decodeReport(json)).toThrow(message);
    expect(() => decodeReport(json)).toThrow(expect.objectContaining({ code: 'TRIVY_OUTPUT' }));
  });

  test('is not quoted', () => {
    expect(() => decodeReport(report([{ Target: 'x', Secrets: 'hunter2' }]))).toThrow(/^(?!.*hunter2)/s);
    expect(() => decodeReport(report([{ Target: 'x', Secrets: [{ RuleID: 'r', Severity: 'hunter2' }] }]))).toThrow(
      /^(?!.*hunter2)/s,
    );
  });

  test.each([
    ['empty', '', 'It is empty'],
    ['half', report([{ Target: 'a' }]).slice(0, 30), 'may be cut off'],
  ])('is told of when it is %s', (_, json, message) => {
    expect(() => decodeReport(json)).toThrow(message);
  });
});
