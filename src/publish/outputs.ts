import type { Report } from '../model/report.ts';
import { countBySeverity, isOpen } from '../report/counts.ts';

/** What else a step tells, beside the report: where things went. */
export interface Whereabouts {
  /** Paths of the files that were written, by format. */
  readonly files: Readonly<Partial<Record<'sarif' | 'json' | 'html' | 'markdown', string>>>;
  readonly commentUrl?: string;
  readonly trivyPath?: string;
}

/** Every output of the action, in the order of action.yml. What a run does not have is an empty text. */
export const outputNames = [
  'verdict',
  'critical',
  'high',
  'medium',
  'low',
  'info',
  'new-findings',
  'gaps',
  'sarif-file',
  'json-file',
  'html-file',
  'markdown-file',
  'comment-url',
  'trivy-path',
  'trivy-version',
  'trivy-sha256',
  'trivy-verified-by',
] as const;
export type OutputName = (typeof outputNames)[number];

/** The outputs of a run. Counts leave out what is waived; new are findings that no baseline knows. */
export function outputsOf(report: Report, { files, commentUrl, trivyPath }: Whereabouts): Readonly<Record<OutputName, string>> {
  const open = report.findings.filter(isOpen);
  const counts = countBySeverity(open);
  return {
    verdict: report.verdict,
    critical: String(counts.critical),
    high: String(counts.high),
    medium: String(counts.medium),
    low: String(counts.low),
    info: String(counts.info),
    'new-findings': String(open.filter((finding) => finding.standing !== 'known').length),
    gaps: String(report.gaps.length),
    'sarif-file': files.sarif ?? '',
    'json-file': files.json ?? '',
    'html-file': files.html ?? '',
    'markdown-file': files.markdown ?? '',
    'comment-url': commentUrl ?? '',
    'trivy-path': trivyPath ?? '',
    'trivy-version': report.tool.trivy?.version ?? '',
    'trivy-sha256': report.tool.trivy?.sha256 ?? '',
    'trivy-verified-by': report.tool.trivy?.verifiedBy ?? '',
  };
}
