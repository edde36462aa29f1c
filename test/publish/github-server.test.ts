import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GitHubServer } from '../support/github-server/server.ts';
import { readOnly, serverError } from '../support/github-server/failures.ts';

let server: GitHubServer;

beforeEach(async () => {
  server = await GitHubServer.start();
});

afterEach(async () => {
  server.faults.length = 0;
  await server.close();
});

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `token ${server.token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const packed = (log: unknown): string => gzipSync(JSON.stringify(log)).toString('base64');
const run = (name: string, id: string): unknown => ({ tool: { driver: { name } }, automationDetails: { id }, results: [] });
const delivery = (log: unknown): unknown => ({ commit_sha: 'a'.repeat(40), ref: 'refs/heads/main', sarif: packed(log) });

describe('the GitHub of these tests', () => {
  test('answers as GitHub describes itself', async () => {
    server.identity = { login: 'octocat', installation: false };
    server.addComment(7, 'octocat', 'hello');
    server.changedFiles.push({ path: 'Dockerfile', patch: '@@ -1 +1 @@\n-a\n+b' });
    expect((await ask('GET', '/user')).status).toBe(200);
    expect((await ask('GET', '/repos/octo/app/issues/7/comments?per_page=100')).status).toBe(200);
    expect((await ask('POST', '/repos/octo/app/issues/7/comments', { body: 'more' })).status).toBe(201);
    expect((await ask('PATCH', '/repos/octo/app/issues/comments/1001', { body: 'other' })).status).toBe(200);
    expect((await ask('DELETE', '/repos/octo/app/issues/comments/1001')).status).toBe(204);
    expect(await (await ask('GET', '/repos/octo/app/pulls/7')).json()).toMatchObject({
      number: 7,
      head: { sha: server.headSha },
    });
    expect((await ask('GET', '/repos/octo/app/pulls/7/files')).status).toBe(200);
    expect(
      (await ask('POST', '/repos/octo/app/code-scanning/sarifs', delivery({ version: '2.1.0', runs: [run('a', 'x/')] }))).status,
    ).toBe(202);
    expect((await ask('GET', '/repos/octo/app/code-scanning/sarifs/sarif-1')).status).toBe(200);
    expect(server.faults).toEqual([]);
  });

  test('holds requests that GitHub does not describe against whoever made them', async () => {
    await ask('POST', '/repos/octo/app/issues/7/comments', { body: 'x', pinned: true });
    await ask('GET', '/repos/octo/app/issues/7/comments?size=5');
    await ask('POST', '/repos/octo/app/code-scanning/sarifs', { commit_sha: 'abc', ref: 'main', sarif: '' });
    await ask('GET', '/repos/octo/app/stargazers');
    expect(server.faults).toEqual([
      expect.stringContaining('must NOT have additional properties'),
      expect.stringContaining('there is no query parameter size'),
      expect.stringContaining('/commit_sha must NOT have fewer than 40 characters'),
      expect.stringContaining('/commit_sha must match pattern'),
      expect.stringContaining('/ref must match pattern'),
      expect.stringContaining('not an operation'),
    ]);
    const other = await GitHubServer.start();
    other.faults.push('a fault');
    await expect(other.close()).rejects.toThrow('a fault');
  });

  test('pages as GitHub does', async () => {
    for (let number = 1; number <= 5; number += 1) server.addComment(7, 'octocat', `comment ${number}`);
    const response = await ask('GET', '/repos/octo/app/issues/7/comments?per_page=2&page=2');
    expect(await response.json()).toMatchObject([{ body: 'comment 3' }, { body: 'comment 4' }]);
    expect(response.headers.get('link')).toMatch(/page=1>; rel="prev".*page=3>; rel="next".*page=3>; rel="last"/);
  });

  test('refuses strangers, other repositories, and what a token may not', async () => {
    const anonymous = await fetch(`${server.url}/user`);
    expect(anonymous.status).toBe(401);
    expect((await ask('GET', '/repos/octo/other/issues/7/comments')).status).toBe(404);
    server.addComment(7, 'mallory', 'mine');
    expect((await ask('PATCH', '/repos/octo/app/issues/comments/1001', { body: 'x' })).status).toBe(403);
    server.grants.clear();
    expect((await ask('POST', '/repos/octo/app/issues/7/comments', { body: 'x' })).status).toBe(readOnly.status);
  });

  test('refuses comments of more than 65,536 characters', async () => {
    expect((await ask('POST', '/repos/octo/app/issues/7/comments', { body: 'x'.repeat(65_536) })).status).toBe(201);
    const refused = await ask('POST', '/repos/octo/app/issues/7/comments', { body: 'x'.repeat(65_537) });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('maximum is 65536 characters');
  });

  test('refuses SARIF with two runs of one tool and category, too many runs, or not packed', async () => {
    const post = async (body: unknown): Promise<number> =>
      (await ask('POST', '/repos/octo/app/code-scanning/sarifs', body)).status;
    expect(await post(delivery({ version: '2.1.0', runs: [run('a', 'x/'), run('a', 'x/')] }))).toBe(400);
    expect(await post(delivery({ version: '2.1.0', runs: [run('a', 'x/'), run('b', 'x/')] }))).toBe(202);
    expect(await post(delivery({ version: '2.1.0', runs: Array.from({ length: 21 }, (_, at) => run('a', `${at}/`)) }))).toBe(400);
    expect(await post({ commit_sha: 'a'.repeat(40), ref: 'refs/heads/main', sarif: 'eyJ9' })).toBe(400);
  });

  test('spoils as many requests as it is told to', async () => {
    server.failures.push({ method: 'GET', times: 1, answer: serverError });
    expect((await ask('GET', '/repos/octo/app/issues/7/comments')).status).toBe(500);
    expect((await ask('GET', '/repos/octo/app/issues/7/comments')).status).toBe(200);
  });
});
