import { printable, terminalConsole } from '../adapters/console.ts';
import { prepareRun } from '../adapters/run.ts';
import type { Report, Verdict } from '../model/report.ts';
import { guard } from '../pipeline.ts';
import { publish } from '../publish/publish.ts';
import { reportFiles } from '../publish/report-files.ts';
import { rendering } from '../publish/rendering.ts';
import { toTableParts } from '../report/table.ts';
import { readCommandLine } from '../settings/command-line.ts';
import type { Settings } from '../settings/settings.ts';
import type { Terminal } from './terminal.ts';

const exitCodes: Readonly<Record<Verdict, 0 | 1 | 3>> = { pass: 0, fail: 1, inconclusive: 3 };

/**
 * `container-guard scan`: one scan, as many reports as asked for. The answer is the exit code.
 * @throws GuardError for usage and configuration.
 */
export async function scan(args: readonly string[], terminal: Terminal): Promise<number> {
  const given = readCommandLine(args);
  const console = terminalConsole({ stream: terminal.errors, quiet: given.quiet?.value === true });
  const { settings, inputs, ports } = await prepareRun(given, { folder: terminal.folder, rootIsFolder: false }, console);
  const { report } = await guard(settings, inputs, ports);
  const files = reportFiles(terminal.folder, { linksMayLeave: true });
  await publish(report, settings, { files, console });
  const parts = printed(report, settings, terminal);
  const output = outputFile(settings);
  if (output !== undefined) await files.write(output, parts);
  else await terminal.printParts(parts);
  if (output !== undefined && settings.format !== 'table') console.info(printable(`${report.verdict}: see ${output}`));
  return exitCodes[report.verdict];
}

/** Where the chosen format goes; undefined for the terminal, which `-` means too. */
function outputFile({ output }: Settings): string | undefined {
  return output === '-' ? undefined : output;
}

function printed(report: Report, settings: Settings, terminal: Terminal): Iterable<string> {
  if (settings.format !== 'table') return rendering(report, settings).file(settings.format);
  const toFile = outputFile(settings) !== undefined;
  const colour = settings.colour === 'always' || (settings.colour === 'auto' && !toFile && terminal.colours);
  return toTableParts(report, { colour, width: toFile ? 100 : terminal.width, unicode: toFile || terminal.unicode });
}
