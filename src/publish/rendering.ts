import type { Report } from '../model/report.ts';
import { toHtmlParts } from '../report/html.ts';
import { toJsonParts } from '../report/json.ts';
import { toMarkdown, toMarkdownParts } from '../report/markdown.ts';
import { toSarif, toSarifParts } from '../report/sarif.ts';
import type { Settings } from '../settings/settings.ts';
import { commentMarker } from './comment.ts';
import type { RunLinks } from './run-context.ts';

/** The formats that a setting of the same name writes to a file. */
export const reportFormats = ['sarif', 'json', 'html', 'markdown'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The texts of a report for its outlets, each made when it is asked for. */
export interface Rendering {
  /** Part by part, for such a text can be larger than all else that a run holds. */
  readonly file: (format: ReportFormat) => Iterable<string>;
  readonly sarif: () => string;
  readonly summary: () => string;
  readonly comment: () => string;
}

/** GitHub drops the whole summary of a step above 1 MiB; other tools of the step may have written to it. */
const summaryBudget = 1_000_000;
/** GitHub refuses comments above 65,536 characters, of which none takes less than a byte. */
const commentBudget = 60_000;

/** How a report is shown with these settings. Re-scans of a registry go by a tool name and a category of their own. */
export function rendering(report: Report, settings: Settings, links?: RunLinks): Rendering {
  const linked = links === undefined ? {} : { linkOf: links.lineUrl, runUrl: links.runUrl };
  const key = encodeURIComponent(settings['comment-key']);
  const identity =
    settings['images-file'] === undefined
      ? { toolName: 'container-guard', category: `container-guard/${key}` }
      : { toolName: 'container-guard registry', category: `container-guard/registry/${key}` };
  const files: Readonly<Record<ReportFormat, () => Iterable<string>>> = {
    sarif: () => toSarifParts(report, identity),
    json: () => toJsonParts(report),
    html: () => toHtmlParts(report),
    markdown: () => toMarkdownParts(report, { kind: 'file' }),
  };
  return {
    file: (format) => files[format](),
    sarif: () => toSarif(report, identity),
    summary: () => toMarkdown(report, { kind: 'summary', budgetBytes: summaryBudget, ...linked }),
    comment: () =>
      toMarkdown(report, {
        kind: 'comment',
        budgetBytes: commentBudget,
        marker: commentMarker(settings['comment-key']),
        ...linked,
      }),
  };
}
