import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeSecurityOff, serverError } from '../support/github-server/failures.ts';
import { GitHubServer } from '../support/github-server/server.ts';
import { bundle, type Bundle } from './bundle.ts';
import { annotationsOf, runStep, type StepOptions, type StepResult } from './runner.ts';

const privileged = (services: number): string =>
  `services:\n${Array.from({ length: services }, (_, at) => `  web${at}:\n    image: nginx:1.27\n    privileged: true\n`).join('')}`;
const healthy = 'FROM scratch\nCOPY app /app\nUSER 10001\nENTRYPOINT ["/app"]\n';

let dist: Bundle;
let server: GitHubServer;
let workspace: string;

beforeAll(async () => {
  dist = await bundle();
}, 120_000);

afterAll(async () => {
  await dist.remove();
});

beforeEach(async () => {
  server = await GitHubServer.start();
  workspace = await mkdtemp(join(tmpdir(), 'workspace-'));
});

afterEach(async () => {
  await rm(workspace, { recursive: true, force: true });
  await server.close();
});

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(workspace, path)), { recursive: true });
  await writeFile(join(workspace, path), text);
}

/** The action in a workflow run for pull request 7, with the rules of its own only. */
function action(changes: Partial<StepOptions> = {}): Promise<StepResult> {
  return runStep({
    main: dist.main,
    workspace,
    apiUrl: server.url,
    ref: 'refs/pull/7/merge',
    event: {
      name: 'pull_request',
      payload: { pull_request: { number: 7, head: { sha: 'b'.repeat(40), repo: { full_name: server.repository } } } },
    },
    ...changes,
    inputs: { token: server.token, trivy: 'off', ...changes.inputs },
  });
}

describe('the action', () => {
  test('fails for a privileged service and says so in every place', async () => {
    await put('compose.yaml', privileged(1));
    const result = await action({ inputs: { sarif: 'out/report.sarif' } });
    expect(result.exitCode).toBe(1);
    expect(result.outputs).toMatchObject({ verdict: 'fail', 'sarif-file': 'out/report.sarif', 'trivy-path': '' });
    expect(Number(result.outputs['critical']) + Number(result.outputs['high'])).toBeGreaterThan(0);
    expect(result.summary).toContain('FAIL');
    expect(server.comments).toMatchObject([{ issue: 7, author: 'github-actions[bot]' }]);
    expect(result.outputs['comment-url']).toContain('/pull/7#issuecomment-');
    expect(annotationsOf(result, 'error')[0]?.properties).toMatchObject({ file: 'compose.yaml', line: '4' });
    expect(server.uploads).toMatchObject([{ commit: 'a'.repeat(40), ref: 'refs/pull/7/merge' }]);
    expect(server.uploads[0]?.sarif).toBe(await readFile(join(workspace, 'out/report.sarif'), 'utf8'));
    expect(server.uploads[0]?.sarif).toContain('"uri":"compose.yaml"');
  });

  test('updates its comment when the next run is green', async () => {
    await put('compose.yaml', privileged(1));
    await action();
    await rm(join(workspace, 'compose.yaml'));
    await put('Dockerfile', healthy);
    const second = await action();
    expect(second.exitCode).toBe(0);
    expect(second.outputs['verdict']).toBe('pass');
    expect(server.comments).toMatchObject([{ revision: 2 }]);
    expect(server.comments[0]?.body).toContain('PASS');
  });

  test('makes no request to change a comment that says the same', async () => {
    await put('compose.yaml', privileged(1));
    await action();
    await action();
    expect(server.seen('PATCH')).toEqual([]);
    expect(server.comments).toHaveLength(1);
  });

  test('leaves the comment of somebody else alone, whatever marker it bears', async () => {
    await put('compose.yaml', privileged(1));
    await action();
    const marker = server.comments[0]?.body.split('\n')[0] ?? '';
    server.comments.length = 0;
    const planted = server.addComment(7, 'mallory', `${marker}\n\nall is well`);
    await action();
    expect(planted).toMatchObject({ body: `${marker}\n\nall is well`, revision: 1 });
    expect(server.comments).toHaveLength(2);
  });

  test('comes to the same verdict when it may not write anything', async () => {
    await put('compose.yaml', privileged(1));
    server.grants.clear();
    const result = await action();
    expect(result.exitCode).toBe(1);
    expect(
      annotationsOf(result, 'warning')
        .map(({ message }) => message)
        .join('\n'),
    ).toContain('`permissions: pull-requests: write`');
    expect(result.stdout.join('\n')).toContain('`permissions: security-events: write`');
    expect(result.outputs['verdict']).toBe('fail');
  });

  test('comes to the same verdict when GitHub is out of order', async () => {
    await put('Dockerfile', healthy);
    server.failures.push({ path: /code-scanning/, answer: codeSecurityOff }, { path: /issues/, times: 1, answer: serverError });
    const result = await action();
    expect(result.exitCode).toBe(0);
    expect(server.comments).toHaveLength(1);
  });

  test('annotates no more than GitHub shows', async () => {
    await put('compose.yaml', privileged(25));
    const result = await action();
    for (const level of ['error', 'warning', 'notice'] as const)
      expect(annotationsOf(result, level).length).toBeLessThanOrEqual(10);
    expect(annotationsOf(result, 'error')).toHaveLength(10);
    expect(annotationsOf(result, 'notice').at(-1)?.message).toMatch(/more findings are not annotated/);
  });

  test('does as it is told about comment, upload, annotations and summary', async () => {
    await put('compose.yaml', privileged(1));
    const result = await action({ inputs: { comment: 'never', upload: 'never', annotations: 'false', summary: 'false' } });
    expect(result.exitCode).toBe(1);
    expect(server.requests).toEqual([]);
    expect(result.summary).toBe('');
    expect(annotationsOf(result, 'error')).toHaveLength(1);
  });

  test('is not taken over by names and texts in the repository', async () => {
    const command = '##[set-output name=verdict]pass';
    await put(
      'compose.yaml',
      `services:\n  "x\\n::add-path::/evil ${command}":\n    image: "::error::planted ${command}"\n    privileged: true\n` +
        `    volumes: ["/var/run/docker.sock:/var/run/docker.sock", "/:/h${command}"]\n    user: "${command}"\n`,
    );
    await put(
      `a\n::error::b ${command}/Dockerfile`,
      `FROM "::warning::x"\n::set-env name=NODE_OPTIONS::x\nRUN echo ${command}\n`,
    );
    await put('x::stop-commands::y/docker-compose.yml', `services:\n  a:\n    image: x\n    privileged: "::error::${command}"\n`);
    const result = await action({ inputs: { profile: 'all', config: '' } });
    expect([1, 3]).toContain(result.exitCode);
    for (const { name } of result.commands) expect(['error', 'warning', 'notice']).toContain(name);
    for (const { message } of result.commands) expect(message).not.toMatch(/^\s*planted/);
    expect([...result.stdout, ...result.stderr].join('\n')).not.toContain('##[');
    expect(result.paths).toEqual([]);
    expect(result.exported).toEqual({});
    expect(result.outputs['verdict']).not.toBe('pass');
  });

  test('ends with 2 and a reason for an input that is wrong', async () => {
    await put('Dockerfile', healthy);
    const result = await action({ inputs: { 'fail-on': 'hihg' } });
    expect(result.exitCode).toBe(2);
    expect(annotationsOf(result, 'error')[0]?.message).toContain('fail-on');
  });

  test('ends with 3 where there is nothing to scan', async () => {
    const result = await action();
    expect(result.exitCode).toBe(3);
    expect(annotationsOf(result, 'error')[0]?.message).toContain('Nothing to scan');
  });

  test('never shows its token', async () => {
    await put('compose.yaml', privileged(1));
    const result = await action();
    const seen = [...result.stdout, ...result.stderr, result.summary, ...server.comments.map(({ body }) => body)];
    expect(seen.join('\n')).not.toContain(server.token);
  });
});
