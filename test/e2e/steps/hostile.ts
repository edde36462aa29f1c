import { openRunner } from '../../../src/adapters/actions.ts';
import { findingOf } from '../../publish/findings.ts';

/** A step that says hostile texts through every opening of the runner. */
const texts = [
  '::error::planted',
  'x\n::set-env name=NODE_OPTIONS::--require evil',
  'x\r::add-path::/evil',
  'name ##[set-output name=verdict]pass',
  '\u00a0\t::stop-commands::token',
  '::warning file=a::b%0A::error::c',
];

const runner = await openRunner();
for (const text of texts) {
  runner.console.progress(text);
  runner.console.info(text);
  runner.console.warning(text);
  runner.annotations.notice(text);
  runner.annotations.annotate(
    'error',
    findingOf('high', { message: text, remedy: text, rule: text, subject: { service: text } }),
  );
  runner.annotations.annotate(
    'warning',
    findingOf('medium', { location: { path: text, startLine: 2, startColumn: 1, endLine: 3, endColumn: 1 } }),
  );
}
runner.annotations.notice('long '.repeat(2000));
runner.outputs.set('verdict', 'fail\nghadelimiter_x\nother=planted');
runner.outputs.set('path', 'a=b<<EOF');
await runner.summary.write('# Report\n');
await runner.summary.write('more');
runner.error('##[error]last\nwords');
