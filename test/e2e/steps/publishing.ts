import { openRunner, stepOutlets } from '../../../src/adapters/actions.ts';
import { GuardError } from '../../../src/errors.ts';
import { publish } from '../../../src/publish/publish.ts';
import { readInputs } from '../../../src/settings/inputs.ts';
import { resolveValues } from '../../../src/settings/values.ts';
import { findingOf, reportOf } from '../../publish/findings.ts';

/** A step that publishes a made-up report, red or green as REPORT says, by the inputs that it is given. */
const hostile = '::error::planted ##[set-output name=verdict]pass <img src=x> @octocat\n::add-path::/evil';
const findings = [
  ...Array.from({ length: 14 }, () => findingOf('critical', { message: hostile, subject: { service: hostile } })),
  ...Array.from({ length: 14 }, () => findingOf('medium')),
  ...Array.from({ length: 14 }, () => findingOf('low')),
  findingOf('high', { standing: 'waived', rule: 'container/waived-rule' }),
];
const report = process.env['REPORT'] === 'green' ? reportOf([], 'pass') : reportOf(findings, 'fail');

const runner = await openRunner();
const settings = { ...resolveValues([readInputs(process.env)]), policy: { waivers: [], severity: new Map<string, never>() } };
try {
  await publish(report, settings, await stepOutlets(runner, settings, process.env));
  process.exitCode = report.verdict === 'pass' ? 0 : 1;
  if (report.verdict !== 'pass') runner.error('the gate failed');
} catch (error) {
  if (!(error instanceof GuardError)) throw error;
  runner.error(error.message);
  process.exitCode = error.exitCode;
}
