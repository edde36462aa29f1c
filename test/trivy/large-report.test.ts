import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeReport } from '../../src/trivy/decode.ts';
import { decodeLargeReport } from '../../src/trivy/large-report.ts';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const word = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('Vulnerabilities', 'Results', '"Vulnerabilities":[{', '\\"', ']}', '\\'),
);
const vulnerability = fc.record(
  {
    VulnerabilityID: word,
    PkgName: word,
    Title: word,
    Status: word,
    Severity: fc.constantFrom('LOW', 'CRITICAL'),
    References: fc.array(word, { maxLength: 2 }),
    Layer: fc.record({ DiffID: word }),
    CVSS: fc.dictionary(fc.string({ maxLength: 4 }), fc.record({ V3Score: fc.nat() })),
  },
  { requiredKeys: ['VulnerabilityID', 'PkgName'] },
);
const result = fc.record(
  {
    Target: word,
    Class: word,
    Packages: fc.array(fc.record({ Name: word, Vulnerabilities: fc.array(fc.record({ odd: word })) }), { maxLength: 2 }),
    Vulnerabilities: fc.oneof(fc.array(vulnerability, { maxLength: 4 }), fc.constant(null)),
    Secrets: fc.array(fc.record({ RuleID: word }), { maxLength: 2 }),
  },
  { requiredKeys: ['Target'] },
);
const report = fc.record(
  {
    SchemaVersion: fc.constant(2),
    ArtifactName: word,
    Metadata: fc.record({ DiffIDs: fc.array(word), OS: fc.record({ Family: word, Name: word }) }),
    Results: fc.array(result, { maxLength: 4 }),
  },
  { requiredKeys: ['SchemaVersion'] },
);

test('a report reads the same in pieces of any size as it does whole', async () => {
  await fc.assert(
    fc.asyncProperty(report, fc.integer({ min: 1, max: 200 }), fc.constantFrom(undefined, 2), async (value, size, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(await decodeLargeReport(inPieces(text, size))).toEqual(decodeReport(text));
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['half a report', '{"SchemaVersion":2,"Results":[{"Target":"t","Vulnerabilities":[{"VulnerabilityID":"a"', 'not JSON'],
  [
    'a vulnerability that is none',
    '{"SchemaVersion":2,"Results":[{"Target":"t","Vulnerabilities":[{"PkgName":"a"}]}]}',
    'VulnerabilityID',
  ],
  ['nothing', '', 'It is empty'],
])('nothing is concluded from %s', async (_, text, message) => {
  const outcome = decodeLargeReport(inPieces(text, 7));
  await expect(outcome).rejects.toMatchObject({ code: 'TRIVY_OUTPUT' });
  await expect(outcome).rejects.toThrow(message);
});
