import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { toHtmlParts } from '../../src/report/html.ts';
import { toJsonParts } from '../../src/report/json.ts';
import { toMarkdown, toMarkdownParts } from '../../src/report/markdown.ts';
import { toSarifParts } from '../../src/report/sarif.ts';
import { toTableParts } from '../../src/report/table.ts';
import { cleanReport, finding, hostileReport, sampleReport } from './sample-report.ts';

const formats: Readonly<Record<string, (report: Report) => Iterable<string>>> = {
  SARIF: (report) => toSarifParts(report, { toolName: 'container-guard', category: 'c' }),
  JSON: toJsonParts,
  HTML: toHtmlParts,
  Markdown: (report) => toMarkdownParts(report, { kind: 'file' }),
  'the terminal': (report) => toTableParts(report, { colour: false, width: 80, unicode: true }),
};

function many(count: number): Report {
  const findings = Array.from({ length: count }, (_, index) =>
    finding({
      rule: `image/CVE-2099-${index + 10_000}`,
      severity: 'high',
      message: `package-${index} has CVE-2099-${index + 10_000}`,
      remedy: `Upgrade package-${index}.`,
      subject: { package: `package-${index}`, advisory: `CVE-2099-${index + 10_000}` },
    }),
  );
  return { ...cleanReport, findings };
}

describe('a report with many findings', () => {
  test.each(Object.entries(formats))('comes in parts that do not grow with it as %s', (_, parts) => {
    const largest = (count: number): number => Math.max(...[...parts(many(count))].map(({ length }) => length));
    expect([...parts(many(3000))].length).toBeGreaterThan(5);
    // The numbers of the findings grow by a digit, no more.
    expect(largest(3000)).toBeLessThan(1.2 * largest(1000));
  });
});

test.each(Object.entries({ sampleReport, cleanReport, hostileReport, many: many(250) }))(
  'Markdown in parts is the Markdown of the whole: %s',
  (_, report) => {
    const parts = [...toMarkdownParts(report, { kind: 'file' })];
    expect(parts.join('')).toBe(toMarkdown(report, { kind: 'file', budgetBytes: Number.MAX_SAFE_INTEGER }));
  },
);
