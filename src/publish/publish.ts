import { GuardError, messageOf } from '../errors.ts';
import type { Report } from '../model/report.ts';
import type { Console } from '../ports.ts';
import type { Settings } from '../settings/settings.ts';
import { annotate } from './annotations.ts';
import { reportProcessing, upload } from './code-scanning.ts';
import { keepComment } from './comment.ts';
import type { Outlets } from './outlets.ts';
import { outputsOf, type Whereabouts } from './outputs.ts';
import { Refusal } from './refusal.ts';
import { reportFormats, rendering, type ReportFormat } from './rendering.ts';

/** Where a report went. */
export interface Published extends Whereabouts {
  readonly uploadId?: string;
  /** What could not be published, as it was told. */
  readonly warnings: readonly string[];
}

/**
 * Takes a report to every outlet that the settings ask for and that is there. Whatever GitHub refuses is a warning and
 * changes no verdict.
 * @throws GuardError OUTPUT for a file that cannot be written, after everything else was published.
 */
export async function publish(report: Report, settings: Settings, outlets: Outlets): Promise<Published> {
  const render = rendering(report, settings, outlets.links);
  const warnings: string[] = [];
  const console = withRecord(outlets.console, warnings);
  const { files, failure } = await writeFiles(settings, outlets, render.file);

  const uploadId = await handOver(settings, outlets, console, render.sarif);
  const commentUrl = await comment(report, settings, outlets, console, render.comment);
  if (settings.summary && outlets.summary !== undefined) {
    const { summary } = outlets;
    await attempt('The job summary was not written', console, () => summary.write(render.summary()));
  }
  if (uploadId !== undefined && outlets.codeScanning !== undefined) {
    await reportProcessing(uploadId, outlets.codeScanning, console);
  }
  if (settings.annotations && outlets.annotations !== undefined) annotate(report, outlets.annotations, warnings.length);

  const whereabouts: Whereabouts = {
    files,
    ...(commentUrl === undefined ? {} : { commentUrl }),
    ...(outlets.trivyPath === undefined ? {} : { trivyPath: outlets.trivyPath }),
  };
  if (outlets.outputs !== undefined) {
    const { outputs } = outlets;
    await attempt('The outputs of the step were not set', console, async () => {
      for (const [name, value] of Object.entries(outputsOf(report, whereabouts))) outputs.set(name, value);
    });
  }
  if (failure !== undefined) throw failure;
  return { ...whereabouts, ...(uploadId === undefined ? {} : { uploadId }), warnings };
}

interface WrittenFiles {
  readonly files: Partial<Record<ReportFormat, string>>;
  readonly failure?: GuardError;
}

async function writeFiles(
  settings: Settings,
  outlets: Outlets,
  text: (format: ReportFormat) => Iterable<string>,
): Promise<WrittenFiles> {
  const files: Partial<Record<ReportFormat, string>> = {};
  let failure: GuardError | undefined;
  for (const format of reportFormats) {
    const path = settings[format];
    if (path === undefined) continue;
    try {
      await outlets.files.write(path, text(format));
      files[format] = path;
    } catch (error) {
      if (!(error instanceof GuardError)) throw error;
      failure ??= error;
    }
  }
  return failure === undefined ? { files } : { files, failure };
}

async function handOver(
  settings: Settings,
  outlets: Outlets,
  console: Console,
  sarif: () => string,
): Promise<string | undefined> {
  const mode = settings.upload;
  if (mode === 'never') return undefined;
  if (outlets.codeScanning !== undefined) return upload(mode, sarif(), outlets.codeScanning, console);
  if (mode === 'always') {
    console.warning('The SARIF report was not handed to code scanning: there is no token, or this is no workflow run.');
  }
  return undefined;
}

async function comment(
  report: Report,
  settings: Settings,
  { pullRequest }: Outlets,
  console: Console,
  markdown: () => string,
): Promise<string | undefined> {
  const mode = settings.comment;
  if (mode === 'never' || pullRequest === undefined) return undefined;
  const written = await attempt('The comment was not written', console, () =>
    keepComment(mode, report, settings['comment-key'], markdown(), pullRequest),
  );
  return written?.url;
}

async function attempt<T>(undone: string, console: Console, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    console.warning(error instanceof Refusal ? error.message : `${undone}: ${messageOf(error)}`);
    return undefined;
  }
}

function withRecord(console: Console, warnings: string[]): Console {
  return {
    progress: (message) => console.progress(message),
    info: (message) => console.info(message),
    warning(message) {
      warnings.push(message);
      console.warning(message);
    },
  };
}
