import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { toSarif } from '../../src/report/sarif.ts';
import { cleanReport, hostileReport, sampleReport } from './sample-report.ts';
import { readSarif, runOf } from './sarif-log.ts';

/*
 * Off by default, though GitHub asks for them. GH1004 knows limits of years ago. SARIF2006 fetches every address of the
 * file, at any level asked for, and no test may do that.
 */
const switched = {
  'GH1001.ProvideRequiredLocationProperties': 'Error',
  'GH1002.InlineThreadFlowLocations': 'Error',
  'GH1003.ProvideRequiredRegionProperties': 'Error',
  'GH1005.LocationsMustBeRelativeUrisOrFilePaths': 'Error',
  'GH1006.ProvideCheckoutPath': 'Error',
  'GH1007.ProvideFullyFormattedMessageStrings': 'Error',
  'SARIF2006.UrisShouldBeReachable': 'Disabled',
};

const configuration = `<?xml version="1.0" encoding="utf-8"?>
<Properties>
${Object.entries(switched)
  .map(
    ([rule, value]) =>
      `<Properties Key="${rule}.Options"><Property Key="RuleEnabled" Value="${value}" Type="Driver.RuleEnabledState" /></Properties>`,
  )
  .join('\n')}
</Properties>
`;

/** The ids of the rules that say `error` about a SARIF text. The program ends with 0 whatever it finds, so its report is read. */
function errorsOf(sarif: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'multitool-'));
  try {
    writeFileSync(join(folder, 'in.sarif'), sarif);
    writeFileSync(join(folder, 'rules.xml'), configuration);
    const program = join(
      dirname(createRequire(import.meta.url).resolve('@microsoft/sarif-multitool-linux/package.json')),
      'Sarif.Multitool',
    );
    execFileSync(
      program,
      [
        'validate',
        'in.sarif',
        '-c',
        'rules.xml',
        '--rule-kind',
        'Sarif;Ghas',
        '--level',
        'Error',
        '-o',
        'out.sarif',
        '--log',
        'ForceOverwrite',
      ],
      { cwd: folder, stdio: 'pipe' },
    );
    const run = runOf(readSarif(readFileSync(join(folder, 'out.sarif'), 'utf8').replace(/^\uFEFF/, '')));
    return (run.results ?? []).map(
      (result) => `${result.ruleId ?? ''}: ${result.message.text ?? JSON.stringify(result.message)}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the SARIF multitool', () => {
  test.for([
    ['a sample', sampleReport],
    ['hostile text', hostileReport],
    ['no findings', cleanReport],
  ] as const)('finds no error in the report of %s', ([, report]) => {
    expect(errorsOf(toSarif(report, { toolName: 'container-guard', category: 'container-guard/scan' }))).toEqual([]);
  });

  test('does find errors where there are some', () => {
    const sarif = toSarif(sampleReport, { toolName: 'container-guard', category: 'container-guard/scan' });
    expect(errorsOf(sarif.replaceAll('"compose.yaml"', '"https://example.test/compose.yaml"')).join('\n')).toMatch(/GH1005/);
    expect(errorsOf(sarif.replaceAll('"startLine"', '"charOffset"')).join('\n')).toMatch(/GH1003/);
  });
});
