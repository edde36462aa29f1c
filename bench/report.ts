import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanImage } from '../test/parts/fixture-image.ts';
import { writeLayout } from '../test/parts/oci-image.ts';
import { timed, type Run } from './child.ts';

/*
 * Time and memory of a run with very many findings: a program that answers as Trivy does writes the report of an image, and it
 * is decoded, judged and written as SARIF, JSON, Markdown and HTML. `node bench/report.ts [ROUNDS]`; memory needs GNU time.
 */

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const rounds = Number(process.argv[2] ?? 2);
const folder = mkdtempSync(join(tmpdir(), 'bench-report-'));
const layout = join(folder, 'layout');
const cache = join(folder, 'cache');
const { digest } = writeLayout(layout, '1', [cleanImage()]);
/** A report of any other image is refused. */
const [imageId] = /sha256:[0-9a-f]{64}/.exec(readFileSync(join(layout, 'blobs', digest.replace(':', '/')), 'utf8')) ?? [];
mkdirSync(join(cache, 'db'), { recursive: true });
mkdirSync(join(folder, 'empty'));
writeFileSync(join(cache, 'db', 'trivy.db'), Buffer.concat([Buffer.alloc(16), Buffer.from([0xed, 0xda, 0x0c, 0xed])]));
const metadata = { Version: 2, UpdatedAt: '2026-11-01T00:00:00Z', NextUpdate: '2099-01-01T00:00:00Z' };
writeFileSync(join(cache, 'db', 'metadata.json'), JSON.stringify(metadata));

/** A report as Trivy's are: about 1.5 kB for each vulnerability. */
function report(count: number): string {
  const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNKNOWN'];
  const vulnerabilities = Array.from({ length: count }, (_, at) => ({
    VulnerabilityID: `CVE-2099-${String(Math.floor(at / 20)).padStart(5, '0')}`,
    PkgID: `package-${at % 1000}@1.2.${at}`,
    PkgName: `package-${at % 1000}`,
    PkgIdentifier: { PURL: `pkg:deb/debian/package-${at % 1000}@1.2.${at}?arch=amd64&distro=debian-12.4`, UID: at.toString(16) },
    InstalledVersion: `1.2.${at}`,
    FixedVersion: at % 3 === 0 ? '' : `1.3.${at}`,
    Status: at % 3 === 0 ? 'affected' : 'fixed',
    Layer: { Digest: `sha256:${'a'.repeat(64)}`, DiffID: `sha256:${'b'.repeat(64)}` },
    SeveritySource: 'debian',
    PrimaryURL: `https://avd.example/nvd/cve-2099-${at}`,
    Title: `a title of a common length for the vulnerability number ${at}`,
    Description: 'A longer text that tells how the flaw comes about and what somebody can do with it. '.repeat(6),
    Severity: severities[at % severities.length],
    CweIDs: ['CWE-79', 'CWE-787'],
    References: Array.from({ length: 6 }, (_link, link) => `https://example.invalid/advisories/${at}/${link}`),
  }));
  const results = [{ Target: 'image (debian 12.4)', Class: 'os-pkgs', Type: 'debian', Vulnerabilities: vulnerabilities }];
  const config = { os: 'linux', architecture: 'amd64', config: {}, rootfs: { diff_ids: [] }, history: [] };
  return JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: 'image',
    ArtifactType: 'container_image',
    Metadata: { ImageID: imageId, OS: { Family: 'debian', Name: '12.4' }, ImageConfig: config },
    Results: results,
  });
}

function standIn(path: string): string {
  const program = join(folder, 'trivy');
  const find = 'for a; do [ "$p" = --output ] && out=$a; p=$a; done';
  writeFileSync(
    program,
    `#!/bin/sh\n${find}\n[ "$1" = version ] && { echo '{"Version":"0.74.0"}'; exit; }\nexec cp ${path} "$out"\n`,
  );
  chmodSync(program, 0o755);
  return program;
}

async function run(count: number): Promise<Run> {
  const path = join(folder, 'report.json');
  writeFileSync(path, report(count));
  const program = standIn(path);
  const runs: Run[] = [];
  for (let round = 0; round < rounds; round += 1) {
    rmSync(join(cache, 'reports'), { recursive: true, force: true });
    const outputs = ['sarif', 'json', 'markdown', 'html'].flatMap((kind) => [`--${kind}`, join(folder, `out.${kind}`)]);
    const flags = ['--trivy', program, '--trivy-cache', cache, '--offline', '--quiet', '--fail-on', 'none'];
    const call = { file: process.execPath, args: [cli, 'scan', join(folder, 'empty'), '--image', layout, ...flags, ...outputs] };
    const result = await timed(call);
    if (result.exitCode !== 0) throw new Error(`the run with ${count} findings ended with ${result.exitCode}`);
    runs.push(result);
  }
  const [first, ...others] = runs.toSorted((a, b) => a.seconds - b.seconds);
  if (first === undefined) throw new Error('There is no round.');
  return { ...first, peakMegabytes: Math.min(...[first, ...others].map(({ peakMegabytes }) => peakMegabytes ?? Number.NaN)) };
}

try {
  console.log('| findings | wall s | ms per 1,000 | peak MB |');
  console.log('| ---: | ---: | ---: | ---: |');
  for (const count of [1, 1000, 10_000, 30_000, 100_000]) {
    const { seconds, peakMegabytes } = await run(count);
    const each = ((seconds * 1e6) / count).toFixed(0);
    console.log(`| ${count.toLocaleString('en')} | ${seconds.toFixed(2)} | ${each} | ${peakMegabytes?.toFixed(0) ?? '–'} |`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
