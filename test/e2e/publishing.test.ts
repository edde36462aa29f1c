import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tooManyRequests } from '../support/github-server/failures.ts';
import { GitHubServer } from '../support/github-server/server.ts';
import { annotationsOf, runStep, type StepOptions, type StepResult } from './runner.ts';

let server: GitHubServer;
let workspace: string;

beforeEach(async () => {
  server = await GitHubServer.start();
  workspace = await mkdtemp(join(tmpdir(), 'workspace-'));
});

afterEach(async () => {
  await rm(workspace, { recursive: true, force: true });
  await server.close();
});

/** A step in a workflow run for pull request 7. */
function step(report: 'red' | 'green', changes: Partial<StepOptions> = {}): Promise<StepResult> {
  return runStep({
    main: join(import.meta.dirname, 'steps', 'publishing.ts'),
    workspace,
    apiUrl: server.url,
    ref: 'refs/pull/7/merge',
    event: {
      name: 'pull_request',
      payload: { pull_request: { number: 7, head: { sha: 'b'.repeat(40), repo: { full_name: server.repository } } } },
    },
    environment: { REPORT: report },
    ...changes,
    inputs: { token: server.token, ...changes.inputs },
  });
}

describe('a step that publishes', () => {
  test('comments once, and the next run turns that comment green', async () => {
    const first = await step('red');
    const second = await step('green');
    expect([first.exitCode, second.exitCode]).toEqual([1, 0]);
    expect(server.comments).toMatchObject([{ issue: 7, revision: 2 }]);
    expect(server.comments[0]?.body).toContain('PASS');
    expect(first.outputs['comment-url']).toBe(second.outputs['comment-url']);
  });

  test('tells its outputs and writes its files below the workspace', async () => {
    const { outputs } = await step('red', { inputs: { sarif: 'out/report.sarif', json: 'out/report.json' } });
    expect(outputs).toMatchObject({
      verdict: 'fail',
      critical: '14',
      high: '0',
      medium: '14',
      low: '14',
      'sarif-file': 'out/report.sarif',
    });
    expect(await readFile(join(workspace, 'out/report.sarif'), 'utf8')).toBe(server.uploads[0]?.sarif);
    expect(server.uploads[0]?.sarif).not.toContain('waived-rule');
  });

  test('annotates at most ten lines of each level, and says what is left out', async () => {
    const result = await step('red');
    expect(['error', 'warning', 'notice'].map((level) => result.commands.filter(({ name }) => name === level).length)).toEqual([
      10, 10, 10,
    ]);
    expect(annotationsOf(result, 'notice').at(-1)?.message).toContain('14 more findings are not annotated');
    expect(result.summary).toContain('FAIL');
  });

  test('is not taken over by the text of a finding', async () => {
    const result = await step('red');
    expect(new Set(result.commands.map(({ name }) => name))).toEqual(new Set(['error', 'warning', 'notice']));
    expect(result.paths).toEqual([]);
    expect(result.outputs['verdict']).toBe('fail');
    const body = server.comments[0]?.body ?? '';
    expect(body).toContain('planted');
    for (const text of [body, result.summary]) {
      expect(text).not.toContain('<img');
      expect(text).not.toContain('@octocat');
    }
  });

  test('keeps its exit code when the token may only read', async () => {
    server.grants.clear();
    const red = await step('red', { inputs: { annotations: 'false' } });
    const green = await step('green');
    expect([red.exitCode, green.exitCode]).toEqual([1, 0]);
    expect(annotationsOf(red, 'warning').map(({ message }) => message)).toEqual([
      expect.stringContaining('`permissions: pull-requests: write`'),
    ]);
    expect(red.stdout.join('\n')).toContain('`permissions: security-events: write`');
  });

  test('keeps its exit code when GitHub holds it back', async () => {
    server.failures.push({ answer: tooManyRequests(3600) });
    const result = await step('green', { inputs: { upload: 'always' } });
    expect(result.exitCode).toBe(0);
    expect(annotationsOf(result, 'warning').map(({ message }) => message)).toHaveLength(2);
    expect(annotationsOf(result, 'warning')[0]?.message).toContain('rate limit');
  });

  test('without a token neither comments nor uploads', async () => {
    const result = await step('red', { inputs: { token: '' } });
    expect(result.exitCode).toBe(1);
    expect(server.requests).toEqual([]);
    expect(result.summary).toContain('FAIL');
  });

  test('on a push has nothing to comment on', async () => {
    await step('red', { ref: 'refs/heads/main', event: { name: 'push', payload: {} } });
    expect(server.comments).toEqual([]);
    expect(server.uploads).toMatchObject([{ ref: 'refs/heads/main', commit: 'a'.repeat(40) }]);
  });

  test('ends with 2 for a report that cannot be written', async () => {
    const result = await step('green', { inputs: { sarif: '/dev/null/report.sarif' } });
    expect(result.exitCode).toBe(2);
    expect(annotationsOf(result, 'error')[0]?.message).toContain('/dev/null/report.sarif');
    expect(server.comments).toHaveLength(1);
  });

  test('never shows its token', async () => {
    const result = await step('red', { inputs: { comment: 'always', upload: 'always' } });
    expect(
      [...result.stdout, ...result.stderr, result.summary, ...server.comments.map(({ body }) => body)].join('\n'),
    ).not.toContain(server.token);
  });
});
