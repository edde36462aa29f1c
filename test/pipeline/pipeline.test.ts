import { describe, expect, test } from 'vitest';
import { fixedClock, memoryConsole, memoryFiles, memoryRegistry } from '../../src/adapters/memory.ts';
import { trivyPorts } from '../../src/adapters/trivy-ports.ts';
import type { Report } from '../../src/model/report.ts';
import { guard } from '../../src/pipeline.ts';
import { readCommandLine } from '../../src/settings/command-line.ts';
import type { Policy, Settings } from '../../src/settings/settings.ts';
import { resolveValues } from '../../src/settings/values.ts';
import { toJson } from '../report/whole.ts';

const noPolicy: Policy = { waivers: [], severity: new Map() };

async function scan(
  texts: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  policy: Policy = noPolicy,
  baseline?: string,
): Promise<Report> {
  const settings: Settings = { ...resolveValues([readCommandLine(['--trivy', 'off', ...args])]), policy };
  const { report } = await guard(
    settings,
    {
      paths: ['.'],
      trivyCache: '/nowhere',
      workers: 1,
      ...(baseline === undefined ? {} : { baseline: { path: 'before.json', text: baseline } }),
    },
    {
      files: memoryFiles(texts),
      clock: fixedClock('2026-11-24'),
      registry: memoryRegistry({}),
      trivy: trivyPorts(memoryConsole()),
    },
  );
  return report;
}

const privileged = 'services:\n  runner:\n    image: example/runner:2.1\n    privileged: true\n';

describe('a whole run', () => {
  test('fails on what the gate names and passes otherwise', async () => {
    expect(await scan({ 'compose.yaml': privileged })).toMatchObject({ verdict: 'fail' });
    expect(await scan({ 'compose.yaml': privileged }, ['--fail-on', 'none'])).toMatchObject({ verdict: 'pass' });
    expect(await scan({ 'compose.yaml': privileged.replace('true', 'false') })).toMatchObject({ verdict: 'pass' });
  });

  test('says nothing to scan where there is nothing, unless that is allowed', async () => {
    await expect(scan({ 'README.md': '# hello' })).rejects.toMatchObject({ code: 'NOTHING_TO_SCAN', exitCode: 3 });
    expect(await scan({ 'README.md': '# hello' }, ['--allow-empty'])).toMatchObject({ verdict: 'pass', findings: [] });
  });

  test('judges the other files where one is broken, and does not conclude', async () => {
    const report = await scan({
      'a/compose.yaml': 'services:\n  web:\n    image: [unclosed\n',
      'b/compose.yaml': privileged.replace('true', 'false'),
      'c/Dockerfile': 'FROM node:22.1\nRUNN x\n',
    });
    expect(report.verdict).toBe('inconclusive');
    expect(
      report.gaps.filter(({ blocking }) => blocking).map(({ artifact, location }) => [artifact, location?.startLine]),
    ).toEqual([
      ['a/compose.yaml', expect.any(Number)],
      ['c/Dockerfile', 2],
    ]);
    expect(report.findings.some(({ location }) => location.path === 'b/compose.yaml')).toBe(true);
  });

  test('honours a waiver, and tells it', async () => {
    const waiver = { rule: 'container/no-privileged', reason: 'needs the host', source: 'container-guard.yaml:2' };
    const report = await scan({ 'compose.yaml': privileged }, [], { ...noPolicy, waivers: [waiver] });
    expect(report).toMatchObject({ verdict: 'pass', waivers: { used: [waiver] } });
    expect(report.findings.find(({ rule }) => rule === 'container/no-privileged')?.standing).toBe('waived');
  });

  test('honours a waiver in a comment, and tells one that covers nothing', async () => {
    const comment = '# container-guard ignore=container/no-privileged reason="needs the host"';
    const report = await scan({ 'compose.yaml': privileged.replace('true', `true ${comment}`) });
    expect(report).toMatchObject({ verdict: 'pass', waivers: { used: [{ source: 'compose.yaml:4' }], unused: [] } });
    const idle = await scan({ 'compose.yaml': privileged.replace('true', `false ${comment}`) });
    expect(idle.waivers).toMatchObject({ used: [], unused: [{ rule: 'container/no-privileged', source: 'compose.yaml:4' }] });
  });

  test('lets no comment of the tree waive anything where it is told not to', async () => {
    const own = '# container-guard ignore=container/no-privileged reason="needs the host"';
    const foreign = '# hadolint ignore=DL3002';
    const texts = {
      'compose.yaml': privileged.replace('true', `true ${own}`),
      Dockerfile: `FROM debian:12-slim\n${foreign}\nUSER root\n`,
    };
    expect((await scan(texts)).verdict).toBe('pass');
    const report = await scan(texts, ['--no-comment-waivers']);
    expect(report).toMatchObject({ verdict: 'fail', waivers: { used: [], unused: [] }, notes: [] });
  });

  test('honours comments for other tools, says so once, and can be told not to', async () => {
    const texts = { Dockerfile: 'FROM debian:12-slim\n# hadolint ignore=DL3002\nUSER root\n' };
    const standing = ({ findings }: Report) => findings.find(({ rule }) => rule === 'dockerfile/user-not-root')?.standing;
    const report = await scan(texts);
    expect(standing(report)).toBe('waived');
    expect(report.notes).toEqual([
      '1 finding is waived by comments for other tools (hadolint); `foreign-ignores: false` lets them count.',
    ]);
    const strict = await scan(texts, ['--no-foreign-ignores']);
    expect(standing(strict)).toBe('new');
    expect(strict.notes).toEqual([]);
  });

  test('takes the severity the team gave a rule, in the finding and in what is told of the rule', async () => {
    const report = await scan({ 'compose.yaml': privileged }, [], {
      ...noPolicy,
      severity: new Map([['container/no-privileged', 'low']]),
    });
    expect(report.verdict).toBe('pass');
    expect(report.rules.find(({ id }) => id === 'container/no-privileged')?.severity).toBe('low');
  });

  test('knows what the baseline held, whatever moved', async () => {
    const before = toJson(await scan({ 'compose.yaml': privileged }));
    const moved = `# a comment\n\n${privileged.replace('2.1', '2.2')}`;
    expect(await scan({ 'compose.yaml': moved }, [], noPolicy, before)).toMatchObject({
      verdict: 'pass',
      baseline: { fixed: 0 },
    });
    const worse = `${privileged}    pid: host\n`;
    expect(await scan({ 'compose.yaml': worse }, [], noPolicy, before)).toMatchObject({ verdict: 'fail' });
  });

  test('switches rules off by id', async () => {
    const report = await scan({ 'compose.yaml': privileged }, ['--disable', 'container/no-privileged']);
    expect(report.findings.map(({ rule }) => rule)).not.toContain('container/no-privileged');
  });

  test('gives a byte-equal report for the same input', async () => {
    const texts = {
      'compose.yaml': privileged,
      Dockerfile: 'FROM node\nRUN curl x | sh\n',
      'run.sh': 'docker run --privileged example/x:1\n',
    };
    expect(toJson(await scan(texts))).toBe(toJson(await scan(Object.fromEntries(Object.entries(texts).toReversed()))));
  });

  test('gives every finding a fingerprint of its own', async () => {
    const { findings } = await scan({
      'compose.yaml': privileged.replace('privileged: true', 'privileged: true\n    cap_add: [SYS_ADMIN, ALL]'),
      Dockerfile: 'FROM node\nFROM node\nFROM python\n',
    });
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
  });

  test('shows what a service really runs as, with the way it was found', async () => {
    const report = await scan({
      'compose.yaml': 'services:\n  web:\n    build: { context: ., target: dev }\n',
      Dockerfile: 'FROM node:22.1-slim AS dev\nFROM node:22.1-slim\nUSER node\n',
    });
    expect(report.posture.at(0)).toMatchObject({ subject: 'web', user: { value: 'root', state: 'known' } });
    expect(report.posture.at(0)?.user.trail).toEqual([
      'compose.yaml:2 sets no user',
      'Dockerfile:1 stage `dev` has no USER',
      'Dockerfile:1 node:22.1-slim sets no user (table of 2026-08)',
    ]);
  });

  test('never shows a secret, in any part of the report', async () => {
    const secret = 'tr0ub4dor-and-3';
    const report = await scan({
      'compose.yaml': `services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${secret}\n      URL: postgres://a:${secret}@db/x\n    labels: { api.token: ${secret} }\n`,
      Dockerfile: `FROM node:22.1\nENV DB_PASSWORD=${secret}\nARG TOKEN=${secret}\nRUN curl -u me:${secret} https://example.com | sh\n`,
      'run.sh': `docker run -e API_KEY=${secret} --name x example/y:1\n`,
    });
    expect(report.findings.length).toBeGreaterThan(5);
    expect(JSON.stringify(report)).not.toContain(secret);
  });
});
