import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { reportJsonSchema } from '../../scripts/report-schema.ts';
import { finding, sampleReport } from './sample-report.ts';
import { toJson } from './whole.ts';

const validate = new Ajv2020({ allErrors: true }).compile(reportJsonSchema());

test('the JSON report is as its schema says', () => {
  validate(JSON.parse(toJson(sampleReport)));
  expect(validate.errors).toBeNull();
});

test('how open a container is stands in the JSON report, as the schema says', () => {
  const exposure = { level: 'closed', container: 'web', why: 'Service `web` has no network' } as const;
  const json = toJson({ ...sampleReport, findings: [finding({ rule: 'image/CVE-2026-1', severity: 'high', exposure })] });
  const report: unknown = JSON.parse(json);
  validate(report);
  expect(validate.errors).toBeNull();
  expect(report).toMatchObject({ findings: [{ exposure }] });
});

test('the schema refuses what the report never holds', () => {
  const report: unknown = JSON.parse(toJson(sampleReport));
  expect(validate({ ...Object(report), verdict: 'perhaps' })).toBe(false);
  expect(validate({ ...Object(report), more: 1 })).toBe(false);
});
