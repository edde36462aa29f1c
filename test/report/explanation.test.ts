import { describe, expect, test } from 'vitest';
import { painter } from '../../src/report/ansi.ts';
import { readReport, trailAt } from '../../src/report/earlier.ts';
import { choiceOf, explanationOf, type Background } from '../../src/report/explanation.ts';
import { toMarkdown } from '../../src/report/markdown.ts';
import { toSarif } from '../../src/report/sarif.ts';
import { findingsFor, nearestTo, wantedBy } from '../../src/report/wanted.ts';
import { nearest } from '../../src/settings/nearest.ts';
import { at, cleanReport, finding, hostileReport, sampleReport } from './sample-report.ts';
import { toJson } from './whole.ts';

const plain = { paint: painter(false), width: 80, arrow: '→' };
const background: Background = { title: 'Container runs as root', why: 'Root is root.', steps: [], hasPage: true };
const rootless = finding({
  rule: 'container/effective-user',
  severity: 'medium',
  message: 'Service `web` runs as root.',
  remedy: 'Set `user:`.',
  location: at('compose.yaml', 12, 3),
  subject: { service: 'web' },
  fingerprint: 'be8f8c863a6e821b',
  related: [
    { location: at('Dockerfile', 31), note: 'stage `final` has no USER' },
    { location: at('other.yaml', 4), note: 'it is used here' },
  ],
  trail: [
    { location: at('compose.yaml', 12, 3), note: 'sets no user' },
    { location: at('Dockerfile', 31), note: 'stage `final` has no USER' },
    { location: at('Dockerfile', 31), note: 'node:22-slim sets none (table of 2026-08)' },
  ],
});

describe('the explanation of a finding', () => {
  test('goes from what is wrong to where it is decided, what to do and how to accept it', () => {
    expect(explanationOf(rootless, background, plain)).toBe(`medium  container/effective-user  Container runs as root
Service \`web\` runs as root.

  where       compose.yaml:12
  about       service web
  fingerprint be8f8c863a6e821b

How it comes to that
  1  compose.yaml:12  sets no user
  2  Dockerfile:31    stage \`final\` has no USER
  3  Dockerfile:31    node:22-slim sets none (table of 2026-08)

See also
  other.yaml:4  it is used here

Why it matters
  Root is root.

What to do
  → Set \`user:\`.

To accept it
  on the line above compose.yaml:12:
    # container-guard ignore=container/effective-user until=YYYY-MM-DD reason="WHY"
  or in container-guard.yaml:
    waivers:
      - rule: container/effective-user
        path: compose.yaml
        subject: web
        reason: WHY
        until: YYYY-MM-DD

container-guard explain container/effective-user shows the rule with its examples.
`);
  });

  test('tells the way of the posture where the finding has none of its own, unless it says no more than the line', () => {
    const { trail: _, ...without } = rootless;
    const told = (steps: readonly string[]): string => explanationOf(without, { ...background, steps }, plain);
    expect(told(['compose.yaml:12 sets no user', 'a b/Dockerfile:3 USER root'])).toContain(
      'How it comes to that\n  1  compose.yaml:12   sets no user\n  2  a b/Dockerfile:3  USER root\n',
    );
    expect(told(['compose.yaml:12 sets no user'])).not.toContain('How it comes');
  });

  test('of an advisory is accepted by its package, in the config file alone', () => {
    const [cve] = sampleReport.findings;
    if (cve === undefined) throw new Error('the sample has findings');
    const text = explanationOf(cve, { ...background, hasPage: false }, plain);
    expect(text).toContain(
      '  in container-guard.yaml:\n    waivers:\n      - rule: image/CVE-2026-1234\n        subject: libssl3\n',
    );
    expect(text).not.toContain('# container-guard');
    expect(text).toContain('found by    trivy');
  });

  test('lets text of others colour, move, hide or command nothing', () => {
    for (const one of hostileReport.findings) {
      const text = explanationOf(one, { ...background, why: one.message, steps: [one.message] }, plain);
      expect(text).not.toMatch(/##\[|^\s*::|[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B\u202E]/m);
    }
    expect(choiceOf(hostileReport.findings, plain)).not.toMatch(/##\[|^\s*::|[\u0000-\u0009\u000B-\u001F\u200B\u202E]/m);
  });

  test('is coloured only when asked, and says the same', () => {
    const coloured = explanationOf(rootless, background, { ...plain, paint: painter(true) });
    expect(coloured).toContain('\u001B[');
    expect(coloured.replace(/\u001B\[\d+m/g, '')).toBe(explanationOf(rootless, background, plain));
  });
});

describe('a finding is asked for', () => {
  const other = finding({
    rule: 'container/no-privileged',
    severity: 'critical',
    location: at('deploy/compose.yaml', 40),
    fingerprint: 'be8f000000000000',
  });
  const findings = [rootless, other];
  const found = (text: string): readonly string[] => {
    const wanted = wantedBy(text);
    return wanted === undefined ? ['nothing'] : findingsFor(findings, wanted).map(({ fingerprint }) => fingerprint.slice(0, 5));
  };

  test.for([
    ['be8f8c863a6e821b', ['be8f8']],
    ['BE8F8', ['be8f8']],
    ['be8f', ['be8f8', 'be8f0']],
    ['be8', ['nothing']],
    ['compose.yaml:12', ['be8f8']],
    ['./compose.yaml:12:3', ['be8f8']],
    ['shop/compose.yaml:12', ['be8f8']],
    ['compose.yaml:13', []],
    ['deploy/compose.yaml:40', ['be8f0']],
    ['effective-user@compose.yaml', ['be8f8']],
    ['container/effective-user@compose.yaml:12', ['be8f8']],
    ['no-privileged@compose.yaml', []],
    ['compose.yaml', ['nothing']],
    ['container/no-privileged', ['nothing']],
  ] as const)('as %j', ([text, expected]) => {
    expect(found(text)).toEqual(expected);
  });

  test.for([
    ['be8f8d', ' Did you mean `be8f8c863a6e821b` (container/effective-user@compose.yaml:12)?'],
    ['compose.yaml:14', ' The nearest is `be8f8c863a6e821b` (container/effective-user@compose.yaml:12).'],
    ['compse.yaml:12', ' The nearest is `be8f8c863a6e821b` (container/effective-user@compose.yaml:12).'],
    ['no-privileged@compose.yaml:12', ' The nearest is `be8f000000000000` (container/no-privileged@deploy/compose.yaml:40).'],
    ['0123456789abcdef', ''],
  ] as const)('and where %j is not there, what is nearest is named', ([text, expected]) => {
    const wanted = wantedBy(text);
    expect(wanted && nearestTo(findings, wanted, nearest)).toBe(expected);
  });
});

describe('an earlier report', () => {
  test('tells its findings and its postures as they were', () => {
    const report = readReport(toJson({ ...sampleReport, findings: [rootless] }), 'old.json');
    expect(report.findings).toEqual([rootless]);
    expect(trailAt(report.posture, 'user', { path: 'compose.yaml', startLine: 2 }, 'web')).toEqual(
      sampleReport.posture.at(0)?.user.trail,
    );
    expect(trailAt(report.posture, 'user', { path: 'elsewhere', startLine: 2 }, 'web')).toEqual([]);
    expect(trailAt(report.posture, 'subject', { path: 'compose.yaml', startLine: 2 }, 'web')).toEqual([]);
  });

  test('that is none is refused, and nothing of it is quoted', () => {
    expect(() => readReport('{ hunter2', 'old.json')).toThrow(/^The report old\.json is not JSON\. Make it/);
    expect(() => readReport('{"schemaVersion": 1, "findings": ["hunter2"]}', 'old.json')).toThrow(/findings\.0 does not fit/);
  });
});

describe('the way to where it is decided', () => {
  const report = { ...cleanReport, findings: [rootless] };

  test('is a code flow and related places in SARIF', () => {
    const log: unknown = JSON.parse(toSarif(report, { toolName: 'container-guard', category: 'c' }));
    const lines = rootless.trail?.map(({ location, note }) => ({
      location: {
        physicalLocation: { artifactLocation: { uri: location.path }, region: { startLine: location.startLine } },
        message: { text: note },
      },
    }));
    expect(log).toMatchObject({
      runs: [{ results: [{ relatedLocations: [{}, {}], codeFlows: [{ threadFlows: [{ locations: lines }] }] }] }],
    });
  });

  test('is the places elsewhere in Markdown', () => {
    expect(toMarkdown(report, { kind: 'comment', budgetBytes: 60_000 })).toContain(
      'Service `web` runs as root.<br>`Dockerfile:31` |',
    );
  });
});

test('a vulnerability is explained with how its image is run, from an earlier report too', () => {
  const exposure = { level: 'open', container: 'web', why: 'Service `web` is open' } as const;
  const vulnerable = finding({ rule: 'image/CVE-2026-1', severity: 'high', exposure });
  const [earlier] = readReport(toJson({ ...cleanReport, findings: [vulnerable] }), 'old.json').findings;
  expect(earlier?.exposure).toEqual(exposure);
  expect(explanationOf(earlier ?? rootless, background, plain)).toContain('  exposure    open: Service `web` is open\n');
});
