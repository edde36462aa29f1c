import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openGitHub } from '../../src/adapters/github.ts';
import { GuardError } from '../../src/errors.ts';
import type { Finding } from '../../src/model/finding.ts';
import { upload, reportProcessing } from '../../src/publish/code-scanning.ts';
import { commentMarker } from '../../src/publish/comment.ts';
import type { Outlets, ScanningService } from '../../src/publish/outlets.ts';
import { publish } from '../../src/publish/publish.ts';
import { Refusal } from '../../src/publish/refusal.ts';
import { reportFiles } from '../../src/publish/report-files.ts';
import { linksOf, type RunContext } from '../../src/publish/run-context.ts';
import { codeSecurityOff, serverError } from '../support/github-server/failures.ts';
import { GitHubServer } from '../support/github-server/server.ts';
import { findingOf, reportOf, settingsOf } from './findings.ts';

const marker = commentMarker('default');
const red = reportOf(
  [findingOf('high'), findingOf('low'), findingOf('medium', { standing: 'waived', rule: 'container/waived' })],
  'fail',
);
const green = reportOf([findingOf('low')], 'pass');

let server: GitHubServer;
let folder: string;
let said: string[];
let outputs: Map<string, string>;
let summary: string;

beforeEach(async () => {
  server = await GitHubServer.start();
  folder = await mkdtemp(join(tmpdir(), 'publish-'));
  said = [];
  outputs = new Map();
  summary = '';
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await server.close();
});

function outletsOf(changes: Partial<RunContext> = {}): Outlets {
  const context: RunContext = {
    owner: 'octo',
    repository: 'app',
    event: 'pull_request',
    commit: 'a'.repeat(40),
    ref: 'refs/pull/7/merge',
    apiUrl: server.url,
    serverUrl: 'https://github.com',
    runId: '1',
    byDependabot: false,
    pullRequest: { number: 7, headSha: 'b'.repeat(40), fromFork: false },
    ...changes,
  };
  const waiting = { now: () => 0, sleep: () => Promise.resolve() };
  return {
    files: reportFiles(folder, { linksMayLeave: false }),
    console: {
      progress: (message) => said.push(`progress: ${message}`),
      info: (message) => said.push(`info: ${message}`),
      warning: (message) => said.push(`warning: ${message}`),
    },
    annotations: {
      annotate: (level: string, finding: Finding) => said.push(`${level}: ${finding.rule}`),
      notice: (message) => said.push(`notice: ${message}`),
    },
    summary: {
      write: async (markdown) => {
        summary += markdown;
      },
    },
    outputs: { set: (name, value) => outputs.set(name, value) },
    links: linksOf(context),
    trivyPath: '/opt/trivy',
    ...openGitHub({ token: server.token, context, workspace: folder, waiting }),
  };
}

describe('a published report', () => {
  test('is written in every format that is asked for, into folders that did not exist', async () => {
    const settings = settingsOf({
      sarif: 'out/a/report.sarif',
      json: 'out/report.json',
      html: 'report.html',
      markdown: 'report.md',
    });
    const { files } = await publish(red, settings, outletsOf());
    expect(files).toEqual({ sarif: 'out/a/report.sarif', json: 'out/report.json', html: 'report.html', markdown: 'report.md' });
    expect(JSON.parse(await readFile(join(folder, 'out/a/report.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(JSON.parse(await readFile(join(folder, 'out/report.json'), 'utf8'))).toMatchObject({ verdict: 'fail' });
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/i);
    expect(await readFile(join(folder, 'report.md'), 'utf8')).toContain('FAIL');
  });

  test('overwrites nothing outside of its folder through a link that stands in it', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'));
    await writeFile(join(outside, 'profile'), 'precious');
    await symlink(join(outside, 'profile'), join(folder, 'report.md'));
    await symlink(join(outside, 'missing'), join(folder, 'report.json'));
    await symlink(outside, join(folder, 'reports'));
    for (const path of ['report.md', 'report.json', 'reports/new.md']) {
      const attempt = publish(red, settingsOf({ markdown: path }), outletsOf());
      await expect(attempt).rejects.toThrow(`cannot write the report ${path}: a link leads out of the folder`);
    }
    expect(await readdir(outside)).toEqual(['profile']);
    expect(await readFile(join(outside, 'profile'), 'utf8')).toBe('precious');
    await publish(red, settingsOf({ markdown: join(outside, 'asked.md') }), outletsOf());
    expect(await readFile(join(outside, 'asked.md'), 'utf8')).toContain('FAIL');
    await rm(outside, { recursive: true });
  });

  test('is a warning where the outputs of the step cannot be set', async () => {
    const set = (): never => {
      throw new Error('Missing file at path: /nowhere');
    };
    const { warnings } = await publish(red, settingsOf({}), { ...outletsOf(), outputs: { set } });
    expect(warnings).toContain('The outputs of the step were not set: Missing file at path: /nowhere');
  });

  test('goes everywhere else before a path that cannot be written ends the run', async () => {
    await writeFile(join(folder, 'file'), '');
    const attempt = publish(red, settingsOf({ sarif: 'file/report.sarif', json: 'report.json' }), outletsOf());
    const error: unknown = await attempt.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(GuardError);
    expect(error).toMatchObject({ code: 'OUTPUT', exitCode: 2 });
    expect(String(error)).toContain('file/report.sarif');
    expect(await readFile(join(folder, 'report.json'), 'utf8')).toContain('verdict');
    expect(server.comments).toHaveLength(1);
    expect(outputs.get('sarif-file')).toBe('');
    expect(outputs.get('json-file')).toBe('report.json');
  });

  test('is in the summary, the comment, code scanning, the annotations and the outputs', async () => {
    const published = await publish(red, settingsOf({ sarif: 'report.sarif' }), outletsOf());
    expect(summary).toContain('FAIL');
    expect(summary).toContain(`https://github.com/octo/app/blob/${'b'.repeat(40)}/compose.yaml#L`);
    expect(server.comments).toMatchObject([{ issue: 7, author: 'github-actions[bot]' }]);
    expect(server.comments[0]?.body.startsWith(marker)).toBe(true);
    expect(server.uploads).toMatchObject([{ ref: 'refs/pull/7/merge' }]);
    expect(server.uploads[0]?.sarif).toBe(await readFile(join(folder, 'report.sarif'), 'utf8'));
    expect(said).toEqual(['error: container/privileged', 'notice: container/privileged']);
    expect(Object.fromEntries(outputs)).toEqual({
      verdict: 'fail',
      critical: '0',
      high: '1',
      medium: '0',
      low: '1',
      info: '0',
      'new-findings': '2',
      gaps: '0',
      'sarif-file': 'report.sarif',
      'json-file': '',
      'html-file': '',
      'markdown-file': '',
      'comment-url': published.commentUrl,
      'trivy-path': '/opt/trivy',
      'trivy-version': '',
      'trivy-sha256': '',
      'trivy-verified-by': '',
    });
  });

  test('keeps what is waived out of SARIF and annotations', async () => {
    await publish(red, settingsOf(), outletsOf());
    expect(server.uploads[0]?.sarif).not.toContain('container/waived');
    expect(said.join('\n')).not.toContain('container/waived');
  });

  test('goes nowhere when nothing is asked for', async () => {
    const nothing = settingsOf({ comment: 'never', upload: 'never', summary: false, annotations: false });
    await publish(red, nothing, outletsOf());
    expect(server.requests).toEqual([]);
    expect(said).toEqual([]);
    expect(summary).toBe('');
  });

  test('needs nothing but files on a command line', async () => {
    const { files, console } = outletsOf();
    const published = await publish(green, settingsOf({ json: 'report.json' }), { files, console });
    expect(published).toEqual({ files: { json: 'report.json' }, warnings: [] });
    expect(said).toEqual([]);
  });

  test('of a registry re-scan goes by another tool name and category', async () => {
    await publish(green, settingsOf({ 'images-file': 'images.txt', 'comment-key': 'nightly' }), outletsOf());
    const sarif = server.uploads[0]?.sarif ?? '';
    expect(sarif).toContain('"name": "container-guard registry"');
    expect(sarif).toContain('"id": "container-guard/registry/nightly/"');
  });
});

describe('the comment', () => {
  test('is left alone when only the run and the commit are others', async () => {
    await publish(red, settingsOf(), outletsOf());
    const later = outletsOf({ runId: '2', pullRequest: { number: 7, headSha: 'd'.repeat(40), fromFork: false } });
    await publish(red, settingsOf(), later);
    expect(server.seen('PATCH')).toEqual([]);
    expect(server.comments).toHaveLength(1);
  });

  test('with on-failure is made by a red run only, and turned green later', async () => {
    const settings = settingsOf({ comment: 'on-failure' });
    await publish(green, settings, outletsOf());
    expect(server.comments).toHaveLength(0);
    await publish(red, settings, outletsOf());
    expect(server.comments[0]?.body).toContain('FAIL');
    await publish(green, settings, outletsOf());
    expect(server.comments).toHaveLength(1);
    expect(server.comments[0]?.body).toContain('PASS');
  });

  test('with on-failure is made by a run that could not conclude', async () => {
    await publish(reportOf([], 'inconclusive'), settingsOf({ comment: 'on-failure' }), outletsOf());
    expect(server.comments).toHaveLength(1);
  });

  test('of another key is another comment', async () => {
    await publish(red, settingsOf({ 'comment-key': 'web' }), outletsOf());
    await publish(red, settingsOf({ 'comment-key': 'api -->' }), outletsOf());
    await publish(green, settingsOf({ 'comment-key': 'web' }), outletsOf());
    expect(server.comments.map((comment) => comment.body.split('\n')[0])).toEqual([
      '<!-- container-guard:v1:web -->',
      '<!-- container-guard:v1:api%20%2D%2D%3E -->',
    ]);
  });

  test('fits GitHub however many findings there are', async () => {
    const many = Array.from({ length: 4000 }, (_, index) =>
      findingOf('high', { message: `Finding ${index} ${'wide 😀 '.repeat(20)}`, rule: `container/rule-${index}` }),
    );
    await publish(reportOf(many, 'fail'), settingsOf(), outletsOf());
    expect(server.comments).toHaveLength(1);
    expect(server.comments[0]?.body.length).toBeLessThanOrEqual(60_000);
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(said.filter((line) => line.startsWith('error'))).toHaveLength(9);
  });
});

describe('what GitHub refuses', () => {
  test('is a warning, and everything else goes on', async () => {
    server.grants.clear();
    const { warnings } = await publish(red, settingsOf({ upload: 'always' }), outletsOf());
    expect(warnings).toHaveLength(2);
    expect(warnings.join('\n')).toContain('`permissions: security-events: write`');
    expect(warnings.join('\n')).toContain('`permissions: pull-requests: write`');
    expect(summary).toContain('FAIL');
    expect(outputs.get('verdict')).toBe('fail');
    expect(outputs.get('comment-url')).toBe('');
  });

  test('is only information where the upload was not insisted on', async () => {
    server.failures.push({ path: /code-scanning/, answer: codeSecurityOff });
    const { warnings } = await publish(red, settingsOf(), outletsOf());
    expect(warnings).toEqual([]);
    expect(said[0]).toMatch(/^info: The SARIF report was not handed to code scanning: this repository does not offer it/);
  });

  test('is a warning in any mode when GitHub is out of order', async () => {
    server.failures.push({ path: /code-scanning/, answer: serverError });
    const { warnings } = await publish(red, settingsOf(), outletsOf());
    expect(warnings.join('\n')).toContain('status 500');
  });

  test('takes room from the annotations', async () => {
    server.grants.clear();
    const findings = Array.from({ length: 12 }, () => findingOf('medium'));
    await publish(reportOf(findings, 'pass'), settingsOf({ upload: 'always' }), outletsOf());
    expect(said.filter((line) => line.startsWith('warning: '))).toHaveLength(10);
  });

  test('includes the lack of a token, where an upload was insisted on', async () => {
    const { files, console } = outletsOf();
    const { warnings } = await publish(green, settingsOf({ upload: 'always' }), { files, console });
    expect(warnings).toHaveLength(1);
  });

  test('includes a summary that cannot be written', async () => {
    const outlets: Outlets = { ...outletsOf(), summary: { write: () => Promise.reject(new Error('no such file')) } };
    const { warnings } = await publish(green, settingsOf(), outlets);
    expect(warnings).toEqual(['The job summary was not written: no such file']);
    expect(outputs.get('verdict')).toBe('pass');
  });
});

describe('an upload', () => {
  const { console } = {
    console: {
      progress: () => undefined,
      info: (text: string) => said.push(text),
      warning: (text: string) => said.push(`! ${text}`),
    },
  };

  function service(states: readonly ('pending' | 'complete' | 'failed')[]): ScanningService & { asked: number } {
    const counted = {
      asked: 0,
      upload: () => Promise.reject(new Refusal('permission', 'not allowed')),
      outcome: async () => {
        const state = states[Math.min(counted.asked, states.length - 1)] ?? 'complete';
        counted.asked += 1;
        return { state, errors: state === 'failed' ? ['too many rules', 'bad uri'] : [] };
      },
    };
    return counted;
  }

  test('that GitHub cannot process is a warning with its reasons', async () => {
    await reportProcessing('1', service(['pending', 'failed']), console, [0, 0.01]);
    expect(said).toEqual(['! Code scanning could not process the SARIF report: too many rules; bad uri']);
  });

  test('is asked after at most twice, and is not awaited for ever', async () => {
    const slow = service(['pending']);
    await reportProcessing('1', slow, console, [0, 0.01]);
    expect(slow.asked).toBe(2);
    expect(said).toEqual([]);
  });

  test('that was processed is asked after once', async () => {
    const quick = service(['complete']);
    await reportProcessing('1', quick, console, [0, 5]);
    expect(quick.asked).toBe(1);
  });

  test('without permission is a warning with always and information with auto', async () => {
    await upload('always', '{}', service([]), console);
    await upload('auto', '{}', service([]), console);
    expect(said).toEqual(['! not allowed', 'not allowed']);
  });
});
