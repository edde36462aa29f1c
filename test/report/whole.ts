import type { Report } from '../../src/model/report.ts';
import { toHtmlParts } from '../../src/report/html.ts';
import { toJsonParts } from '../../src/report/json.ts';

/** The page as it is written: all its parts. */
export function toHtml(report: Report): string {
  return [...toHtmlParts(report)].join('');
}

/** The JSON report as it is written: all its parts. */
export function toJson(report: Report): string {
  return [...toJsonParts(report)].join('');
}
