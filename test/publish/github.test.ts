import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openGitHub, type GitHub } from '../../src/adapters/github.ts';
import type { Conversation } from '../../src/publish/outlets.ts';
import type { Waiting } from '../../src/publish/patience.ts';
import { Refusal } from '../../src/publish/refusal.ts';
import type { RunContext } from '../../src/publish/run-context.ts';
import {
  badGatewayAfterwards,
  codeSecurityOff,
  notFound,
  secondaryLimit,
  serverError,
  tooLarge,
  tooManyRequests,
  usedUp,
} from '../support/github-server/failures.ts';
import { GitHubServer } from '../support/github-server/server.ts';

const marker = '<!-- container-guard:v1:default -->';
const merge = 'a'.repeat(40);
const head = 'b'.repeat(40);
const sarif = JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'container-guard' } }, results: [] }] });

let server: GitHubServer;
let workspace: string;
let waits: number[];

beforeEach(async () => {
  server = await GitHubServer.start();
  workspace = await mkdtemp(join(tmpdir(), 'publish-'));
  waits = [];
});

afterEach(async () => {
  await rm(workspace, { recursive: true, force: true });
  await server.close();
});

/** Time that passes only by sleeping. */
function impatientClock(): Waiting {
  let now = 1_800_000_000_000;
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
}

function contextOf(changes: Partial<RunContext> = {}): RunContext {
  return {
    owner: 'octo',
    repository: 'app',
    event: 'pull_request',
    commit: merge,
    ref: 'refs/pull/7/merge',
    apiUrl: server.url,
    serverUrl: 'https://github.com',
    runId: '1',
    byDependabot: false,
    pullRequest: { number: 7, headSha: head, fromFork: false },
    ...changes,
  };
}

function open(changes: Partial<RunContext> = {}, token = server.token): GitHub {
  return openGitHub({ token, context: contextOf(changes), workspace, waiting: impatientClock() });
}

function conversation(changes: Partial<RunContext> = {}): Conversation {
  const { pullRequest } = open(changes);
  if (pullRequest === undefined) throw new Error('no pull request');
  return pullRequest;
}

function containing(text: string): unknown {
  return expect.stringContaining(text);
}

async function refusalOf(attempt: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error;
}

describe('the comment on a pull request', () => {
  test('is made where there is none', async () => {
    const written = await conversation().upsertComment(marker, `${marker}\nred`);
    expect(written).toEqual({ url: containing('/octo/app/pull/7#issuecomment-'), changed: true });
    expect(server.comments).toMatchObject([{ issue: 7, author: 'github-actions[bot]', body: `${marker}\nred` }]);
  });

  test('is updated in place by the next run, and left alone by a run that says the same', async () => {
    await conversation().upsertComment(marker, `${marker}\nred`);
    await conversation().upsertComment(marker, `${marker}\ngreen`);
    const third = await conversation().upsertComment(marker, `${marker}\ngreen`);
    expect(third.changed).toBe(false);
    expect(server.comments).toMatchObject([{ body: `${marker}\ngreen`, revision: 2 }]);
    expect(server.seen('PATCH')).toHaveLength(1);
  });

  test('counts as the same when a browser has changed its line ends', async () => {
    server.addComment(7, 'github-actions[bot]', `${marker}\r\nred\r\n`);
    const { changed } = await conversation().upsertComment(marker, `${marker}\nred`);
    expect(changed).toBe(false);
  });

  test('is found behind hundreds of others, on whatever page', async () => {
    server.largestPage = 10;
    for (let number = 0; number < 34; number += 1) server.addComment(7, 'someone', `chatter ${number}`);
    const own = server.addComment(7, 'github-actions[bot]', `${marker}\nred`);
    server.addComment(7, 'someone', 'last word');
    await conversation().upsertComment(marker, `${marker}\ngreen`);
    expect(own.body).toBe(`${marker}\ngreen`);
    expect(server.comments).toHaveLength(36);
    expect(server.seen('GET')).toHaveLength(4);
  });

  test('is never one that somebody else wrote with our marker', async () => {
    const planted = server.addComment(7, 'mallory', `${marker}\nplanted`);
    await conversation().upsertComment(marker, `${marker}\nred`);
    expect(planted).toMatchObject({ body: `${marker}\nplanted`, revision: 1 });
    expect(server.comments).toHaveLength(2);
    await conversation().upsertComment(marker, `${marker}\ngreen`);
    expect(server.comments.map((comment) => comment.body)).toEqual([`${marker}\nplanted`, `${marker}\ngreen`]);
  });

  test('is not one of ours that only quotes the marker', async () => {
    server.addComment(7, 'github-actions[bot]', `> ${marker}\nquoted`);
    await conversation().upsertComment(marker, `${marker}\nred`);
    expect(server.comments).toHaveLength(2);
  });

  test('is found again with the token of a person and with that of another app', async () => {
    for (const login of ['octocat', 'our-scanner[bot]']) {
      server.identity = { login, installation: login.endsWith('[bot]') };
      const own = server.addComment(7, login, `${marker}\nold`);
      await conversation().upsertComment(marker, `${marker}\nnew`);
      expect(own.body).toBe(`${marker}\nnew`);
    }
  });

  test('is taken for that of the workflow where GitHub does not say who we are', async () => {
    server.failures.push({ path: /^\/graphql$/, answer: notFound });
    const own = server.addComment(7, 'github-actions[bot]', `${marker}\nred`);
    await conversation().upsertComment(marker, `${marker}\ngreen`);
    expect(own.body).toBe(`${marker}\ngreen`);
  });

  test('is not made by a refresh, only updated', async () => {
    expect(await conversation().refreshComment(marker, `${marker}\ngreen`)).toBeUndefined();
    expect(server.comments).toHaveLength(0);
    const own = server.addComment(7, 'github-actions[bot]', `${marker}\nred`);
    expect(await conversation().refreshComment(marker, `${marker}\ngreen`)).toMatchObject({ changed: true });
    expect(own.body).toBe(`${marker}\ngreen`);
  });

  test('is not doubled when GitHub makes it and then answers with an error', async () => {
    server.failures.push({ method: 'POST', path: /comments$/, times: 1, answer: badGatewayAfterwards });
    const written = await conversation().upsertComment(marker, `${marker}\nred`);
    expect(server.comments).toHaveLength(1);
    expect(written.changed).toBe(false);
  });
});

describe('a refused comment', () => {
  test('names the missing permission', async () => {
    server.grants.delete('pull-requests: write');
    const refusal = await refusalOf(conversation().upsertComment(marker, `${marker}\nred`));
    expect(refusal.reason).toBe('permission');
    expect(refusal.message).toContain('The comment on pull request #7 was not written');
    expect(refusal.message).toContain('`permissions: pull-requests: write`');
    expect(refusal.message).toContain('Resource not accessible by integration');
    expect(waits).toEqual([]);
  });

  test('is put down to the fork it comes from, and to Dependabot', async () => {
    server.grants.clear();
    const fork = conversation({ pullRequest: { number: 7, headSha: head, fromFork: true } });
    expect((await refusalOf(fork.upsertComment(marker, `${marker}\nred`))).message).toContain('comes from a fork');
    const dependabot = conversation({ byDependabot: true });
    expect((await refusalOf(dependabot.upsertComment(marker, `${marker}\nred`))).message).toContain(
      'Dependabot started this run',
    );
  });

  test('of too many characters quotes GitHub', async () => {
    const refusal = await refusalOf(conversation().upsertComment(marker, marker + 'x'.repeat(65_536)));
    expect(refusal.reason).toBe('rejected');
    expect(refusal.message).toContain('body is too long (maximum is 65536 characters)');
  });

  test('for a token that GitHub does not know points at the input', async () => {
    const { pullRequest } = open({}, 'wrong');
    const refusal = await refusalOf(pullRequest?.upsertComment(marker, `${marker}\nred`) ?? Promise.resolve());
    expect(refusal.message).toContain('input `token`');
  });

  test('on a pull request that is hidden says what the token needs', async () => {
    server.failures.push({ answer: notFound });
    const refusal = await refusalOf(conversation().upsertComment(marker, `${marker}\nred`));
    expect(refusal).toMatchObject({ reason: 'unavailable', message: containing('pull-requests: write') });
  });
});

describe('patience', () => {
  test('outlasts two server errors, waiting longer each time', async () => {
    server.failures.push({ times: 2, answer: serverError });
    await conversation().upsertComment(marker, `${marker}\nred`);
    expect(server.comments).toHaveLength(1);
    expect(waits).toEqual([1000, 2000]);
  });

  test('ends after four attempts', async () => {
    server.failures.push({ answer: serverError });
    const refusal = await refusalOf(conversation().upsertComment(marker, `${marker}\nred`));
    expect(refusal.reason).toBe('busy');
    expect(server.requests).toHaveLength(4);
  });

  test('waits as long as Retry-After says', async () => {
    server.failures.push({ method: 'POST', times: 1, answer: tooManyRequests(7) });
    server.failures.push({ method: 'POST', times: 1, answer: secondaryLimit(11) });
    await conversation().upsertComment(marker, `${marker}\nred`);
    expect(waits).toEqual([7000, 11_000]);
    expect(server.comments).toHaveLength(1);
  });

  test('waits a minute for a secondary limit that names no time', async () => {
    server.failures.push({ times: 1, answer: secondaryLimit() });
    await conversation().upsertComment(marker, `${marker}\nred`);
    expect(waits).toEqual([60_000]);
  });

  test('waits for the reset of a used-up limit when that is near', async () => {
    server.failures.push({ times: 1, answer: usedUp(1_800_000_020) });
    await conversation().upsertComment(marker, `${marker}\nred`);
    expect(waits).toEqual([20_000]);
  });

  test('does not begin a wait that would take too long', async () => {
    server.failures.push({ answer: tooManyRequests(3600) });
    const refusal = await refusalOf(conversation().upsertComment(marker, `${marker}\nred`));
    expect(refusal).toMatchObject({ reason: 'busy', message: containing('rate limit') });
    expect(waits).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  test('covers a server that is not there', async () => {
    const { pullRequest } = open({ apiUrl: 'http://127.0.0.1:9' });
    const refusal = await refusalOf(pullRequest?.upsertComment(marker, `${marker}\nred`) ?? Promise.resolve());
    expect(refusal).toMatchObject({ reason: 'busy', message: containing('could not be reached at http://127.0.0.1:9') });
    expect(waits).toHaveLength(3);
  });
});

describe('code scanning', () => {
  test('gets the report for the merge commit of a pull request, packed', async () => {
    const { id } = await open().codeScanning.upload(sarif);
    expect(server.uploads).toMatchObject([
      { id, commit: merge, ref: 'refs/pull/7/merge', sarif, checkoutUri: pathToFileURL(workspace).href },
    ]);
  });

  test('gets it for the head of the pull request where that is checked out', async () => {
    await checkOut(head);
    await open().codeScanning.upload(sarif);
    expect(server.uploads).toMatchObject([{ commit: head, ref: 'refs/pull/7/head' }]);
  });

  test('gets nothing in a privileged run of a commit that belongs to nobody known', async () => {
    await checkOut('c'.repeat(40));
    const { codeScanning } = open({ event: 'pull_request_target', ref: 'refs/heads/main' });
    const refusal = await refusalOf(codeScanning.upload(sarif));
    expect(refusal.message).toContain('does not belong to refs/heads/main');
    expect(server.requests).toHaveLength(0);
  });

  test('tells what became of an upload', async () => {
    server.processing = [{ state: 'pending' }, { state: 'failed', errors: ['rule without help'] }];
    const { codeScanning } = open();
    const { id } = await codeScanning.upload(sarif);
    expect(await codeScanning.outcome(id)).toEqual({ state: 'pending', errors: [] });
    expect(await codeScanning.outcome(id)).toEqual({ state: 'failed', errors: ['rule without help'] });
  });

  test('that is switched off is told from a missing permission', async () => {
    server.failures.push({ times: 1, answer: codeSecurityOff });
    expect(await refusalOf(open().codeScanning.upload(sarif))).toMatchObject({ reason: 'unavailable' });
    server.grants.delete('security-events: write');
    expect(await refusalOf(open().codeScanning.upload(sarif))).toMatchObject({
      reason: 'permission',
      message: containing('`permissions: security-events: write`'),
    });
  });

  test('refuses what is too large, and SARIF that it cannot read', async () => {
    server.failures.push({ times: 1, answer: tooLarge });
    expect((await refusalOf(open().codeScanning.upload(sarif))).message).toContain('larger than GitHub takes');
    expect(await refusalOf(open().codeScanning.upload('{}'))).toMatchObject({
      reason: 'rejected',
      message: containing('Invalid SARIF'),
    });
  });
});

async function checkOut(commit: string): Promise<void> {
  await mkdir(join(workspace, '.git'));
  await writeFile(join(workspace, '.git', 'HEAD'), `${commit}\n`);
}
