import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';

import { toMarkdown } from '../../src/report/markdown.ts';
import type { MarkdownOptions } from '../../src/report/markdown.ts';
import { at, cleanReport, finding, hostileReport, posture, sampleReport } from './sample-report.ts';

const comment: MarkdownOptions = {
  kind: 'comment',
  budgetBytes: 60_000,
  marker: '<!-- container-guard:v1 key=ci/scan -->',
  linkOf: ({ path, startLine }) => `https://github.com/o/r/blob/abc/${path}#L${startLine}`,
  runUrl: 'https://github.com/o/r/actions/runs/7',
};
const file: MarkdownOptions = { kind: 'file', budgetBytes: 1_000_000 };

function page(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

function manyFindings(count: number): typeof sampleReport {
  const findings = Array.from({ length: count }, (_, index) =>
    finding({
      rule: 'container/user',
      severity: index % 2 === 0 ? 'high' : 'low',
      message: `Service \`s${index}\` runs as röot 🦀.`,
      standing: index % 5 === 4 ? 'known' : 'new',
      fingerprint: index.toString(16).padStart(16, '0'),
    }),
  );
  return { ...sampleReport, findings, posture: Array.from({ length: count }, (_, index) => posture({ subject: `s${index}` })) };
}

describe('the Markdown report', () => {
  test('starts with the marker, the verdict and what to do', () => {
    expect(toMarkdown(sampleReport, comment).split('\n').slice(0, 18)).toEqual([
      '<!-- container-guard:v1 key=ci/scan -->',
      '',
      '### ❌ FAIL: 2 critical and 2 high new findings at or above high, and 1 thing could not be looked at',
      '',
      'The gate fails on high or worse, new findings only · 2 critical, 3 high, 2 medium, 1 low and 1 info open findings · 1 of them known · 1 waived · 2 fixed since the baseline.',
      '',
      '**What to do**',
      '',
      '- Update `libssl3` to `3.0.3`, `openssl` to `3.0.3` in `node:18`, which ends 2 findings. ([`Dockerfile:1`](https://github.com/o/r/blob/abc/Dockerfile#L1))',
      '- Remove `privileged: true` and add the capabilities that are needed. ([`compose.yaml:6`](https://github.com/o/r/blob/abc/compose.yaml#L6))',
      '- Set `user:` to somebody without rights on the host. ([`compose.yaml:3`](https://github.com/o/r/blob/abc/compose.yaml#L3))',
      '- Make it possible to look at `ghcr.io/acme/api:2`: the registry asks for a login. ([`compose.yaml:30`](https://github.com/o/r/blob/abc/compose.yaml#L30))',
      '- Run `container-guard fix`: 1 finding has a safe fix.',
      '',
      '| Severity | Where | What | Rule | Fix |',
      '|---|---|---|---|---|',
      '| **critical** | [`Dockerfile:1`](https://github.com/o/r/blob/abc/Dockerfile#L1) | libssl3 3.0.1 in node:18 has CVE-2026-1234: a crafted certificate runs code. | [`image/CVE-2026-1234`](https://nvd.nist.gov/vuln/detail/CVE-2026-1234) | `3.0.3` |',
      '| **critical** | [`compose.yaml:6`](https://github.com/o/r/blob/abc/compose.yaml#L6) | Service `web` is privileged. | `container/no-privileged` | suggested fix |',
    ]);
  });

  test('folds the rest under lines with counts', () => {
    const text = toMarkdown(sampleReport, comment);
    expect(text.match(/(?<=<summary>).*(?=<\/summary>)/g)).toEqual([
      '4 other findings (2 medium, 1 low, 1 info)',
      '1 finding known from the baseline (1 high)',
      'What 3 containers really run as',
      '2 images scanned',
      'Waivers: 1 in use for 1 finding, 1 lapsed, 1 unused',
      '2 things not looked at',
    ]);
    expect(text).toContain(
      '| low | [`Dockerfile:1`](https://github.com/o/r/blob/abc/Dockerfile#L1) | Image `node:18` is not pinned by digest. Its waiver lapsed on 2026-01-31. |',
    );
    expect(text).toContain(
      '| [`node:18`](https://github.com/o/r/blob/abc/Dockerfile#L1) | linux/amd64, debian 12.5 | 1 | 1 | 1 | 1 | 2 |',
    );
    expect(text).toContain('| in use | `container/read-only` `compose.yaml` | 2027-03-31 | platform |');
    expect(text).toContain('| `ghcr.io/acme/api:2` | **unreachable** | the registry asks for a login. |');
    expect(text).toContain('unknown: <span>$</span>WORKER\\_USER is not set');
    expect(text).toMatch(
      /<sub>container-guard 1\.2\.3 · Trivy 0\.66\.0 .* · \[this run\]\(https:\/\/github\.com\/o\/r\/actions\/runs\/7\)<\/sub>\n$/,
    );
  });

  test('is short and friendly where nothing is found', () => {
    expect(toMarkdown(cleanReport, { ...file, marker: 'x --> y' })).toBe(`<!-- x    y -->

### ✅ PASS: no findings

The gate fails on high or worse · no open findings.

Looked at 2 Dockerfiles, 1 Compose project, 3 container commands, 1 image. Nothing to do.

<sub>container-guard 1.2.3 · Trivy 0.66.0 (signature verified) · database of 2026-11-23 · profile default · looked at 2 Dockerfiles, 1 Compose project, 3 container commands, 1 image</sub>
`);
  });

  test('never reads as clean where something was not looked at', () => {
    const text = toMarkdown({ ...cleanReport, gaps: sampleReport.gaps.slice(1) }, file);
    expect(text).toContain('### ✅ PASS: no findings, but 1 thing could not be looked at');
    expect(text).not.toContain('Nothing to do');
    expect(text).toContain('deploy.sh');
    expect(toMarkdown({ ...cleanReport, verdict: 'inconclusive', gaps: sampleReport.gaps }, file)).toContain(
      '### ⚠️ INCONCLUSIVE: 1 thing could',
    );
  });

  test('shows a comment what reads well, and points to the rest', () => {
    const text = toMarkdown(manyFindings(400), comment);
    expect(text).toContain('140 more in the [job summary](https://github.com/o/r/actions/runs/7).');
    expect(text.match(/^\| high /gm)).toHaveLength(20 + 40);
    expect(toMarkdown(manyFindings(400), file).match(/^\| (?:high|low) /gm)).toHaveLength(400);
  });

  test.for([300_000, 60_000, 20_000, 6_000, 3_000, 2_000])('stays below %i bytes, with verdict and steps', (budgetBytes) => {
    for (const kind of ['comment', 'summary', 'file'] as const) {
      for (const report of [manyFindings(3000), sampleReport]) {
        const text = toMarkdown(report, { ...comment, kind, budgetBytes });
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(budgetBytes);
        expect(text).toMatch(/^<!-- .* -->\n\n### ❌ FAIL: /);
        expect(text).toContain('**What to do**\n\n- ');
        expect(text.match(/<details>/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0);
        expect(text).not.toMatch(/\p{Cs}/u);
      }
    }
  });

  test('gives up postures before findings, and findings below the gate before those that fail it', () => {
    const report = manyFindings(300);
    const text = toMarkdown(report, { ...file, budgetBytes: 24_000 });
    expect(text).toContain('What 300 containers really run as: in the other reports; there was no room here.');
    expect(text.match(/^\| high /gm)?.length).toBeGreaterThanOrEqual(120);
    const tight = toMarkdown(report, { ...file, budgetBytes: 12_000 });
    expect(tight).not.toMatch(/^\| low /m);
    expect(tight.match(/^\| high /gm)?.length).toBeGreaterThan(30);
  });

  test('lets text of others add no element, link, mention or row', () => {
    for (const options of [comment, file]) {
      const { linkOf: _, ...unlinked } = options;
      const html = page(toMarkdown(hostileReport, unlinked));
      const elements = new Set([...html.matchAll(/<([a-z0-9]+)/g)].map(([, name]) => name));
      const own = /^(?:h3|p|ul|li|strong|code|table|thead|tbody|tr|th|td|details|summary|sub|span|br|a)$/;
      expect([...elements].filter((name) => !own.test(name ?? ''))).toEqual([]);
      for (const [, address] of html.matchAll(/<a href="([^"]*)"/g)) expect(address).toMatch(/^https:\/\/github\.com\/o\/r\//);
      expect(html.replace(/<code>.*?<\/code>/gs, '')).not.toMatch(/@octocat|#123|GH-7|\$x\$|https:\/\/evil/);
      for (const [table] of html.matchAll(/<table>.*?<\/table>/gs)) {
        const columns = (table.match(/<th>/g) ?? []).length;
        const rows = (table.match(/<tr>/g) ?? []).length - 1;
        expect((table.match(/<td>/g) ?? []).length).toBe(columns * rows);
        expect(table.match(/<td><\/td>/g)).toBeNull();
      }
      expect(toMarkdown(hostileReport, options)).not.toMatch(/##\[|^\s*::|[\u001B\u200B\u202E]/m);
    }
  });
});

test('a row says where strangers reach what it is about, or nobody does', () => {
  const of = (level: 'open' | 'shielded' | 'closed'): (typeof sampleReport.findings)[number] =>
    finding({
      rule: `image/CVE-${level}`,
      severity: 'high',
      exposure: { level, container: 'web', why: `Service \`web\` is it` },
    });
  const text = toMarkdown({ ...sampleReport, findings: [of('closed'), of('shielded'), of('open')] }, file);
  expect(
    [...text.matchAll(/\| high .*`image\/CVE-(?:open|shielded|closed)`/g)].map(([row]) => /<br>([^|]*) \|/.exec(row)?.[1]),
  ).toEqual(['open: Service `web` is it', undefined, 'closed: Service `web` is it']);
});

test('the table of images counts what was found in each', () => {
  const vulnerable = finding({
    rule: 'image/CVE-2026-1',
    severity: 'high',
    location: at('Dockerfile', 7),
    subject: { image: 'ghcr.io/acme/api', advisory: 'CVE-2026-1', fixedVersion: '2' },
  });
  const images = [{ reference: 'ghcr.io/acme/api:2', location: at('Dockerfile', 1), findings: 1 }];
  const text = toMarkdown({ ...sampleReport, findings: [vulnerable], images }, file);
  expect(text).toMatch(/\| `ghcr\.io\/acme\/api:2` \| – \| – \| 1 \| – \| – \| 1 \|/);
});
