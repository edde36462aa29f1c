import { openRunner, stepOutlets } from './adapters/actions.ts';
import { optimiseLater } from './adapters/compiler.ts';
import { keepHeapSmall } from './adapters/heap.ts';
import { prepareRun } from './adapters/run.ts';
import { GuardError, messageOf } from './errors.ts';
import { guard } from './pipeline.ts';
import { publish } from './publish/publish.ts';
import { toTable } from './report/table.ts';
import { headline } from './report/verdict.ts';
import { readInputs } from './settings/inputs.ts';

const { env } = process;
keepHeapSmall();
optimiseLater();
const runner = await openRunner();
try {
  const place = { folder: env['GITHUB_WORKSPACE'] ?? process.cwd(), rootIsFolder: true, defaults: { trivy: 'required' } };
  const { settings, inputs, ports } = await prepareRun(readInputs(env), place, runner.console);
  const { report, trivyPath } = await guard(settings, inputs, ports);
  runner.console.info(toTable(report, { colour: false, width: 120, unicode: true }));
  await publish(report, settings, {
    ...(await stepOutlets(runner, settings, env)),
    ...(trivyPath === undefined ? {} : { trivyPath }),
  });
  process.exitCode = { pass: 0, fail: 1, inconclusive: 3 }[report.verdict];
  if (report.verdict !== 'pass') runner.error(`${headline(report).word}: ${headline(report).reason}`);
} catch (error) {
  const known = error instanceof GuardError;
  runner.error(known ? error.message : `This is a bug in container-guard, please report it. ${messageOf(error)}`);
  process.exitCode = known ? error.exitCode : 3;
}
