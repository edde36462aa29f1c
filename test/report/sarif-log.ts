import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Log, Result, Run } from 'sarif';

const validate = new Ajv({ strict: false, allErrors: true, logger: false, unicodeRegExp: false });
formats.default(validate);
const isLog = validate.compile<Log>(readSchema());

/** The log behind a text; throws what the SARIF 2.1.0 schema says against it. */
export function readSarif(text: string): Log {
  const value: unknown = JSON.parse(text);
  if (!isLog(value)) throw new Error(validate.errorsText(isLog.errors, { separator: '\n' }));
  return value;
}

/** The only run of a log. */
export function runOf(log: Log): Run {
  const [run] = log.runs;
  if (!run || log.runs.length !== 1) throw new Error(`${log.runs.length} runs`);
  return run;
}

/** What GitHub's code scanning would refuse or cut, and neither schema nor multitool says. */
export function brokenLimits(log: Log): readonly string[] {
  const run = runOf(log);
  const rules = run.tool.driver.rules ?? [];
  const results = run.results ?? [];
  const broken: string[] = [];
  const expect = (holds: boolean, what: string): void => {
    if (!holds) broken.push(what);
  };
  expect(/^[^/].*\/$/.test(run.automationDetails?.id ?? ''), 'automationDetails.id ends with a slash');
  expect(results.length <= 25_000, 'at most 25,000 results');
  expect(rules.length <= 25_000, 'at most 25,000 rules');
  expect(new Set(rules.map((rule) => rule.id)).size === rules.length, 'rule ids differ');
  for (const rule of rules) {
    const severity: unknown = rule.properties?.['security-severity'];
    expect(
      severity === undefined || (typeof severity === 'string' && Number(severity) > 0 && Number(severity) <= 10),
      `${rule.id}: security-severity`,
    );
    expect((rule.properties?.tags ?? []).length <= 10, `${rule.id}: tags`);
    expect((rule.name ?? '').length <= 255, `${rule.id}: name`);
    for (const text of [rule.shortDescription?.text, rule.fullDescription?.text]) {
      expect(text !== undefined && text.trim() !== '' && text.length <= 1024, `${rule.id}: description`);
    }
    expect((rule.help?.text ?? '').trim() !== '' && (rule.help?.markdown ?? '').trim() !== '', `${rule.id}: help`);
    expect(/^(?:very-high|high|medium|low)$/.test(String(rule.properties?.['precision'])), `${rule.id}: precision`);
    expect(
      /^(?:error|warning|recommendation)$/.test(String(rule.properties?.['problem.severity'])),
      `${rule.id}: problem.severity`,
    );
    expect(
      results.some((result) => result.ruleId === rule.id),
      `${rule.id}: no result names it`,
    );
  }
  for (const [index, result] of results.entries()) broken.push(...brokenResult(result, index, run));
  return broken;
}

function brokenResult(result: Result, index: number, run: Run): readonly string[] {
  const broken: string[] = [];
  const expect = (holds: boolean, what: string): void => {
    if (!holds) broken.push(`result ${index}: ${what}`);
  };
  expect(run.tool.driver.rules?.[result.ruleIndex ?? -1]?.id === result.ruleId, 'ruleIndex names the rule of ruleId');
  expect((result.message.text ?? '').trim() !== '', 'message');
  expect(result.locations?.length === 1, 'one location');
  expect(/^[0-9a-f]{16}:1$/.test(result.partialFingerprints?.['primaryLocationLineHash'] ?? ''), 'fingerprint');
  for (const location of [...(result.locations ?? []), ...(result.relatedLocations ?? [])]) {
    const uri = location.physicalLocation?.artifactLocation?.uri ?? '';
    expect(uri !== '' && !uri.startsWith('/') && !/^[^/]*:/.test(uri) && /^[\x21-\x7E]+$/.test(uri), `relative uri: ${uri}`);
    const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = location.physicalLocation?.region ?? {};
    expect(startLine >= 1 && startColumn >= 1 && endColumn >= 1, 'region counts from 1');
    expect(endLine > startLine || (endLine === startLine && endColumn >= startColumn), 'region does not run backwards');
  }
  return broken;
}

function readSchema(): object {
  const require = createRequire(import.meta.url);
  const path = join(dirname(require.resolve('@microsoft/jest-sarif')), 'schemas', 'sarif-2.1.0-rtm.5.json');
  const schema: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof schema !== 'object' || schema === null) throw new Error('The SARIF schema is not an object.');
  // It is written for draft 4; without these two it reads the same in draft 7.
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== 'id'));
}
