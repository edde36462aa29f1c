import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';

const reportShape = v.object({
  findings: v.array(v.object({ severity: v.string(), location: v.object({ path: v.string() }) })),
  gaps: v.array(v.object({ artifact: v.string(), blocking: v.boolean() })),
});

/** How much a first run says about a folder of files that nobody prepared for it. */
export interface Loudness {
  /** Files with at least one critical or high finding. */
  readonly grave: number;
  readonly withFindings: number;
  /** Files that could not be read in full, which a run tells and does not pass over. */
  readonly unread: number;
}

/**
 * Scans a folder once with the default profile.
 * @throws where the command line gives no report.
 */
export function loudnessOf(cli: string, folder: string): Loudness {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-report-'));
  try {
    const file = join(scratch, 'report.json');
    spawnSync(process.execPath, [cli, 'scan', folder, '--trivy', 'off', '--quiet', '--format', 'json', '--output', file]);
    const { findings, gaps } = v.parse(reportShape, JSON.parse(readFileSync(file, 'utf8')));
    const files = (of: typeof findings): number => new Set(of.map(({ location }) => location.path)).size;
    return {
      grave: files(findings.filter(({ severity }) => severity === 'critical' || severity === 'high')),
      withFindings: files(findings),
      unread: new Set(gaps.filter(({ blocking }) => blocking).map(({ artifact }) => artifact)).size,
    };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
