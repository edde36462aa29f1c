import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { reportJsonSchema } from '../../scripts/report-schema.ts';
import { toJson } from '../../src/report/json.ts';
import { sampleReport } from './sample-report.ts';

const validate = new Ajv2020({ allErrors: true }).compile(reportJsonSchema());

test('the JSON report is as its schema says', () => {
  validate(JSON.parse(toJson(sampleReport)));
  expect(validate.errors).toBeNull();
});

test('the schema refuses what the report never holds', () => {
  const report: unknown = JSON.parse(toJson(sampleReport));
  expect(validate({ ...Object(report), verdict: 'perhaps' })).toBe(false);
  expect(validate({ ...Object(report), more: 1 })).toBe(false);
});
