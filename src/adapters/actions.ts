import type { Console } from '../ports.ts';
import type { Finding } from '../model/finding.ts';
import { harmless, oneLine, shorten } from '../report/escape.ts';
import type { JobAnnotations, JobOutputs, JobSummary, Outlets } from '../publish/outlets.ts';
import { reportFiles } from '../publish/report-files.ts';
import { linksOf } from '../publish/run-context.ts';
import type { Settings } from '../settings/settings.ts';
import { printable } from './console.ts';
import { currentRun, openGitHub } from './github.ts';

/** The runner cuts the message of an annotation at this many characters. */
const longestMessage = 4096;
const longestTitle = 255;

/** A step of a workflow, spoken to with the runner's own toolkit. No text can smuggle in a workflow command. */
export interface Runner {
  readonly console: Console;
  readonly annotations: JobAnnotations;
  readonly summary: JobSummary;
  readonly outputs: JobOutputs;
  /** Says why the step failed; the exit code is set by whoever ends the process. */
  error(message: string): void;
}

/** Opens the runner of this process. The toolkit takes about a tenth of a second to load, so a command line leaves it alone. */
export async function openRunner(): Promise<Runner> {
  const core = await import('@actions/core');
  const log = (message: string): void => core.info(harmless(printable(message)));
  return {
    console: {
      progress: log,
      info: log,
      warning: (message) => core.warning(command(message)),
    },
    annotations: {
      annotate(level, finding) {
        core[level](command(`${finding.message} ${finding.remedy}`), propertiesOf(finding));
      },
      notice: (message) => core.notice(command(message), { title: 'container-guard' }),
    },
    summary: {
      async write(markdown) {
        await core.summary.addRaw(markdown.endsWith('\n') ? markdown : `${markdown}\n`).write();
      },
    },
    outputs: { set: (name, value) => core.setOutput(name, value) },
    error: (message) => core.error(command(message)),
  };
}

/** All that a step can publish to: the runner, files below the workspace and, where there is a token for it, GitHub. */
export async function stepOutlets(
  runner: Runner,
  settings: Settings,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Outlets> {
  const workspace = environment['GITHUB_WORKSPACE'] ?? process.cwd();
  const context = await currentRun(environment);
  const { token } = settings;
  return {
    ...runner,
    files: reportFiles(workspace, { linksMayLeave: false }),
    ...(context === undefined ? {} : { links: linksOf(context) }),
    ...(context === undefined || token === undefined ? {} : openGitHub({ token, context, workspace })),
  };
}

function propertiesOf({ location, rule, severity, subject }: Finding) {
  return {
    title: title(`${severity}: ${rule}${subject.service === undefined ? '' : ` (${subject.service})`}`),
    file: harmless(oneLine(location.path)),
    startLine: location.startLine,
    endLine: location.endLine,
    ...(location.startLine === location.endLine
      ? { startColumn: location.startColumn, endColumn: Math.max(location.endColumn, location.startColumn) }
      : {}),
  };
}

function title(text: string): string {
  return shorten(harmless(oneLine(text)), longestTitle);
}

/** The toolkit escapes what ends a command; this takes care of what begins one inside of it. */
function command(text: string): string {
  return shorten(harmless(printable(text)), longestMessage);
}
