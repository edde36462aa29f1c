import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { cleanReport, finding, hostileReport, sampleReport } from './sample-report.ts';
import { toHtml } from './whole.ts';

function textOf(page: string): string {
  return page
    .replace(/<style>.*<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ');
}

describe('the HTML report', () => {
  test('says the verdict first and the same for the same report', () => {
    const page = toHtml(sampleReport);
    expect(page).toContain(
      '<h1><span class="word">FAIL</span> 2 critical and 2 high new findings at or above high, and 1 thing could not be looked at</h1>',
    );
    expect(page).toContain('<body class="fail">');
    expect(toHtml(structuredClone(sampleReport))).toBe(page);
  });

  test('runs no script and loads nothing: its policy allows just its own style sheet', () => {
    const page = toHtml(sampleReport);
    const style = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
    );
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\sstyle=|\son[a-z]+=|url\(|@import|\ssrc=/i);
  });

  test('groups findings by file, with what to do and where it comes from', () => {
    const text = textOf(toHtml(sampleReport));
    expect(text).toContain(
      'Dockerfile 1 critical, 1 high, 1 medium, 1 low Line Severity Finding 1:6 critical libssl3 3.0.1 in node:18',
    );
    expect(text).toContain(
      '6:5 critical Service web is privileged. Remove privileged: true and add the capabilities that are needed.',
    );
    expect(text).toContain('libssl3 3.0.1, fixed in 3.0.3 found by trivy');
    expect(text).toContain('compose.override.yaml:4 It is set here, too.');
    expect(text).toContain('lapsed on 2026-01-31');
    expect(text).toContain('1 waived finding compose.yaml 1 low');
    expect(text).toContain('waived until 2027-03-31');
  });

  test('has postures with the way they were found, images, waivers, gaps, reasons and notes', () => {
    const text = textOf(toHtml(sampleReport));
    expect(text).toContain('root compose.yaml:2 sets no user Dockerfile:1 sets no USER node:22-alpine runs as root');
    expect(text).toContain('node:18 Dockerfile:1 · sha256:cccccccccccc… linux/amd64, debian 12.5 1 1 1 1 2');
    expect(text).toContain('in use container/read-only compose.yaml 2027-03-31 platform');
    expect(text).toContain(
      'ghcr.io/acme/api:2 compose.yaml:30 unreachable the registry asks for a login. leaves the verdict open',
    );
    expect(text).toContain('A process that breaks out of the container is root on the host.');
    expect(text).toContain('--scan-compose-images does it.');
  });

  test('links a rule to its reasons, and every link on the page leads somewhere', () => {
    const page = toHtml(sampleReport);
    const ids = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    expect(ids.size).toBe([...page.matchAll(/\sid="/g)].length);
    for (const [, id] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(id);
    expect(page).toContain('<a href="https://nvd.nist.gov/vuln/detail/CVE-2026-1234"><code>image/CVE-2026-1234</code></a>');
  });

  test('says so where nothing is found', () => {
    expect(textOf(toHtml(cleanReport))).toContain('PASS no findings');
    expect(textOf(toHtml(cleanReport))).toContain('Nothing found in what was looked at.');
    expect(toHtml(cleanReport)).not.toContain('<table');
  });

  test('closes what it opens, with hostile text as with any', () => {
    for (const report of [sampleReport, hostileReport, cleanReport]) {
      const open: string[] = [];
      const wrong: string[] = [];
      for (const [tag, end, name = ''] of toHtml(report).matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
        if (/^(?:meta|br|input)$/.test(name)) continue;
        if (end === '') open.push(name);
        else if (open.pop() !== name) wrong.push(tag);
      }
      expect([...open, ...wrong]).toEqual([]);
    }
  });

  test('lets text of others add no element, attribute or link', () => {
    const tagsOf = (page: string): ReadonlySet<string> =>
      new Set([...page.matchAll(/<[a-z][^>]*>/g)].map(([tag]) => tag.replace(/="[^"]*"/g, '')));
    const known = tagsOf(toHtml(sampleReport));
    const page = toHtml(hostileReport);
    expect([...tagsOf(page)].filter((tag) => !known.has(tag))).toEqual([]);
    expect(page).not.toMatch(/##\[|^\s*::|[\u001B\u200B\u202E]|<script/m);
    for (const [, address] of page.matchAll(/href="([^"]*)"/g))
      expect(address).toMatch(/^(?:#[a-z0-9-]+|https:\/\/docs\.docker\.com\/.*)$/);
  });
});

test('the page says how the container is reached that a vulnerability runs in', () => {
  const exposure = { level: 'open', container: 'web', why: 'Service `web` is <open>' } as const;
  const findings = [finding({ rule: 'image/CVE-2026-1', severity: 'high', exposure })];
  expect(toHtml({ ...cleanReport, findings })).toContain('<span>open: Service <code>web</code> is &#60;open&#62;</span>');
});
