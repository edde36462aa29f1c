import { describe, expect, test } from 'vitest';
import { analysedCommit, detachedCommit, readRunContext, type RunContext } from '../../src/publish/run-context.ts';

const sha = 'a'.repeat(40);
const head = 'b'.repeat(40);
const variables = {
  GITHUB_REPOSITORY: 'octo/app',
  GITHUB_SHA: sha,
  GITHUB_REF: 'refs/pull/7/merge',
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_ACTOR: 'octocat',
};

function contextOf(payload: unknown, changes: Record<string, string> = {}): RunContext {
  const context = readRunContext({ ...variables, ...changes }, JSON.stringify(payload));
  if (context === undefined) throw new Error('no run');
  return context;
}

function pullRequest(from: string | null): unknown {
  return { pull_request: { number: 7, head: { sha: head, repo: from === null ? null : { full_name: from } } } };
}

describe('a run', () => {
  test('of a pull request knows its number, its head and whether it comes from a fork', () => {
    expect(contextOf(pullRequest('Octo/App')).pullRequest).toEqual({ number: 7, headSha: head, fromFork: false });
    expect(contextOf(pullRequest('mallory/app')).pullRequest?.fromFork).toBe(true);
    expect(contextOf(pullRequest(null)).pullRequest?.fromFork).toBe(true);
  });

  test('asks github.com unless told otherwise', () => {
    expect(contextOf({}).apiUrl).toBe('https://api.github.com');
    expect(contextOf({}, { GITHUB_API_URL: 'https://ghe.example/api/v3' }).apiUrl).toBe('https://ghe.example/api/v3');
  });

  test('that another workflow started belongs to its one pull request, if that is still at the commit', () => {
    const run = (pulls: readonly string[]): unknown => ({
      workflow_run: { head_sha: head, pull_requests: pulls.map((commit) => ({ number: 9, head: { sha: commit } })) },
    });
    expect(contextOf(run([head])).pullRequest?.number).toBe(9);
    expect(contextOf(run([head, head])).pullRequest).toBeUndefined();
    expect(contextOf(run([sha])).pullRequest).toBeUndefined();
    expect(contextOf(run([])).pullRequest).toBeUndefined();
  });

  test('has no pull request where the payload is missing, broken or about something else', () => {
    for (const payload of [undefined, '', '{', 'null', '{"pull_request":{"number":"7"}}', '{"issue":{"number":7}}']) {
      expect(readRunContext(variables, payload)?.pullRequest).toBeUndefined();
    }
  });

  test('is no run outside of a workflow', () => {
    expect(readRunContext({}, undefined)).toBeUndefined();
    expect(readRunContext({ ...variables, GITHUB_REPOSITORY: 'octo' }, undefined)).toBeUndefined();
    expect(readRunContext({ ...variables, GITHUB_REPOSITORY: 'octo/app/more' }, undefined)).toBeUndefined();
  });

  test('is known to be started by Dependabot', () => {
    expect(contextOf({}).byDependabot).toBe(false);
    expect(contextOf({}, { GITHUB_ACTOR: 'dependabot[bot]' }).byDependabot).toBe(true);
  });
});

describe('an analysis is filed under', () => {
  const pull = contextOf(pullRequest('octo/app'));
  const push = contextOf({}, { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/main' });
  const privileged = contextOf(pullRequest('mallory/app'), {
    GITHUB_EVENT_NAME: 'pull_request_target',
    GITHUB_REF: 'refs/heads/main',
  });

  test('the commit and ref of the run', () => {
    expect(analysedCommit(pull, undefined)).toEqual({ commit: sha, ref: 'refs/pull/7/merge' });
    expect(analysedCommit(push, sha)).toEqual({ commit: sha, ref: 'refs/heads/main' });
    expect(analysedCommit(privileged, sha)).toEqual({ commit: sha, ref: 'refs/heads/main' });
  });

  test('the head of the pull request where that is checked out, also in a privileged run', () => {
    expect(analysedCommit(pull, head)).toEqual({ commit: head, ref: 'refs/pull/7/head' });
    expect(analysedCommit(privileged, head)).toEqual({ commit: head, ref: 'refs/pull/7/head' });
  });

  test('the commit that is checked out instead, but never on the default branch of a privileged run', () => {
    const other = 'c'.repeat(40);
    expect(analysedCommit(push, other)).toEqual({ commit: other, ref: 'refs/heads/main' });
    expect(analysedCommit(pull, other)).toEqual({ commit: other, ref: 'refs/pull/7/head' });
    expect(analysedCommit(privileged, other)).toBeUndefined();
  });

  test('nothing where the run has no ref that GitHub takes', () => {
    expect(analysedCommit({ ...push, ref: '' }, undefined)).toBeUndefined();
  });

  test('a commit only where .git/HEAD is detached', () => {
    expect(detachedCommit(`${head}\n`)).toBe(head);
    expect(detachedCommit('ref: refs/heads/main\n')).toBeUndefined();
    expect(detachedCommit(undefined)).toBeUndefined();
  });
});
