import { appendFileSync } from 'node:fs';

/** A step that shows what it was given, and talks to the runner by hand. */
const shown = Object.keys(process.env)
  .filter((name) => /^(?:INPUT|GITHUB|RUNNER)_/.test(name))
  .sort();
process.stdout.write(
  `${JSON.stringify({ names: shown, token: process.env['INPUT_TOKEN'], failOn: process.env['INPUT_FAIL-ON'] })}\n`,
);
process.stdout.write(`${process.cwd()}\n::group::work\n::not-a-command::x\nsee ##[warning]old style\r::endgroup::\n`);
process.stderr.write('::error file=a%2Cb.yaml,line=3::said on stderr%0Atwice\n');
process.stdout.write('::stop-commands::pause\n::error::quiet\n::pause::\n::notice::heard\n');
appendFileSync(process.env['GITHUB_OUTPUT'] ?? '', 'plain=1\nblock<<end\none\ntwo=2\nend\n');
appendFileSync(process.env['GITHUB_PATH'] ?? '', '/opt/tool\n');
process.exitCode = 3;
