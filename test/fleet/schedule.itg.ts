import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { bundle, type Bundle } from '../e2e/bundle.ts';
import { annotationsOf, runStep, type StepResult } from '../e2e/runner.ts';
import { pushLayout } from '../parts/registry.ts';
import { GitHubServer } from '../support/github-server/server.ts';
import { serve, type Asked } from './scripted-registry.ts';
import { freshDatabase } from '../parts/fresh-database.ts';

const parts = inject('parts');
const app = `${parts.registry}/app:1`;
const clean = `${parts.registry}/clean:1`;
const twin = `${parts.registry}/team/app:stable`;
const missing = `${parts.registry}/app:gone`;

let dist: Bundle;
let folder: string;
let workspace: string;
let server: GitHubServer;

beforeAll(async () => {
  dist = await bundle();
  folder = await mkdtemp(join(tmpdir(), 'schedule-'));
  freshDatabase(parts.database, join(folder, 'cache', 'db'));
  await pushLayout(parts.registry, 'team/app', 'stable', parts.layouts.app);
});

afterAll(async () => {
  await dist.remove();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  server = await GitHubServer.start();
  workspace = await mkdtemp(join(folder, 'workspace-'));
  await writeFile(join(workspace, 'compose.yaml'), 'services:\n  web:\n    image: nginx:1.27\n    privileged: true\n');
});

afterEach(() => server.close());

/** The step of a workflow that a schedule started on the default branch. */
async function rescan(
  list: readonly string[],
  inputs: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  await writeFile(join(workspace, 'images.txt'), `# what we ship\n${list.join('\n')}\n`);
  return runStep({
    main: dist.main,
    workspace,
    apiUrl: server.url,
    environment,
    event: { name: 'schedule', payload: { schedule: '0 5 * * 1' } },
    timeoutSeconds: 120,
    inputs: {
      token: server.token,
      trivy: parts.trivy,
      'trivy-cache': join(folder, 'cache'),
      offline: 'true',
      'images-file': 'images.txt',
      json: 'report.json',
      sarif: 'report.sarif',
      ...inputs,
    },
  });
}

async function report(): Promise<unknown> {
  return JSON.parse(await readFile(join(workspace, 'report.json'), 'utf8'));
}

const containing = (text: string): unknown => expect.stringContaining(text);
const line = (startLine: number): unknown => expect.objectContaining({ path: 'images.txt', startLine });

/** A registry that shows the images of the real one to those who are logged in. */
async function passOn(asked: Asked, response: ServerResponse, login: string): Promise<void> {
  if (asked.authorization !== login) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="private"' }).end();
    return;
  }
  const answer = await fetch(`http://${parts.registry}${asked.path}`, {
    method: asked.method,
    headers: { accept: asked.accept ?? '*/*' },
  });
  const kept = ['content-type', 'content-length', 'docker-content-digest', 'docker-distribution-api-version'];
  response.writeHead(
    answer.status,
    Object.fromEntries(
      kept.flatMap((name) => {
        const value = answer.headers.get(name);
        return value === null ? [] : [[name, value]];
      }),
    ),
  );
  response.end(Buffer.from(await answer.arrayBuffer()));
}

describe('a scheduled re-scan of a registry', () => {
  test('scans what is there, and is inconclusive about an image that is not', async () => {
    const result = await rescan([app, missing, clean], { 'fail-on': 'none' });
    expect(result.exitCode).toBe(3);
    expect(annotationsOf(result, 'error').at(-1)?.message).toContain('INCONCLUSIVE');
    expect(await report()).toMatchObject({
      verdict: 'inconclusive',
      coverage: { files: 0, dockerfiles: 0, composeProjects: 0, images: 2 },
      gaps: [
        {
          artifact: missing,
          reason: 'unreachable',
          blocking: true,
          detail: containing('there is no such image'),
          location: line(3),
        },
      ],
      images: [
        {
          reference: app,
          digest: parts.digests.app,
          platform: 'linux/amd64',
          os: containing('debian'),
          location: line(2),
        },
        { reference: clean, digest: parts.digests.clean, platform: 'linux/amd64', location: line(4) },
      ],
    });
    expect(result.stdout.join('\n')).toContain(`${parts.registry}/app@${parts.digests.app}`);
  });

  test('files its findings on the default branch, under a tool name and a category of its own', async () => {
    await rescan([app, missing, clean]);
    expect(server.uploads).toMatchObject([{ ref: 'refs/heads/main', commit: 'a'.repeat(40) }]);
    const text = server.uploads[0]?.sarif ?? '';
    expect(text).toBe(await readFile(join(workspace, 'report.sarif'), 'utf8'));
    expect(JSON.parse(text)).toMatchObject({
      runs: [
        {
          tool: { driver: { name: 'container-guard registry' } },
          automationDetails: { id: 'container-guard/registry/default/' },
          invocations: [{ executionSuccessful: false }],
        },
      ],
    });
    expect(text).toContain('image/CVE-2099-1001');
    expect(text).toContain(`in ${app} has CVE-2099-1001`);
    expect(text).not.toContain('container/no-privileged');
    expect(server.comments).toEqual([]);
  });

  test('concludes when every image is there, and names those that are one', async () => {
    await rm(join(folder, 'cache', 'reports'), { recursive: true, force: true });
    const result = await rescan([twin, app, clean], { 'fail-on': 'none' });
    expect(
      annotationsOf(result, 'error')
        .map(({ message }) => message)
        .filter((text) => text.startsWith('INCONCLUSIVE')),
    ).toEqual([]);
    expect(result.exitCode).toBe(0);
    expect(await report()).toMatchObject({
      verdict: 'pass',
      images: [
        { reference: twin, digest: parts.digests.app, location: line(2) },
        { reference: app, digest: parts.digests.app, location: line(3) },
        { reference: clean, digest: parts.digests.clean, location: line(4) },
      ],
    });
    expect(result.stdout.filter((text) => text.includes('Scanning image'))).toHaveLength(2);
    const sarif: unknown = JSON.parse(server.uploads[0]?.sarif ?? '');
    expect(sarif).toMatchObject({ runs: [{ invocations: [{ executionSuccessful: true }] }] });
    expect(JSON.stringify(sarif)).toContain(`${app} is the same image.`);
  });

  test('fails for what it finds', async () => {
    const result = await rescan([app]);
    expect(result.exitCode).toBe(1);
    expect(result.outputs['verdict']).toBe('fail');
  });

  test('judges files as well where paths are named beside the list', async () => {
    await rescan([clean], { paths: '.', 'fail-on': 'none' });
    expect(JSON.stringify(await report())).toContain('container/no-privileged');
  });

  test('honours the waivers of the repository', async () => {
    const waivers = ['image/CVE-2099-1001', 'image/CVE-2000-1', 'container/no-privileged'];
    const config = `paths: [services]\nwaivers:\n${waivers.map((rule) => `  - { rule: ${rule}, reason: no way in }\n`).join('')}`;
    await writeFile(join(workspace, 'container-guard.yaml'), config);
    const result = await rescan([app], { 'fail-on': 'critical' });
    expect(await report()).toMatchObject({
      waivers: { used: [{ rule: 'image/CVE-2099-1001' }], unused: [{ rule: 'image/CVE-2000-1' }] },
    });
    expect(server.uploads[0]?.sarif).not.toContain('CVE-2099-1001');
    expect(result.exitCode).toBe(1);
  });

  test('of a private registry takes the login of Docker for itself and for Trivy, and shows it nowhere', async () => {
    const password = 'hidden-word';
    const auth = Buffer.from(`robot:${password}`).toString('base64');
    const gate = await serve((asked, response) => void passOn(asked, response, `Basic ${auth}`));
    const logins = await mkdtemp(join(folder, 'logins-'));
    const login = (text: string): Promise<void> =>
      writeFile(join(logins, 'config.json'), JSON.stringify({ auths: { [gate.host]: { auth: text } } }));
    try {
      await login(auth);
      const right = await rescan([`${gate.host}/clean:1`], {}, { DOCKER_CONFIG: logins });
      expect(right.exitCode).toBe(0);
      await login(Buffer.from(`robot:${password}2`).toString('base64'));
      const wrong = await rescan([`${gate.host}/clean:1`], {}, { DOCKER_CONFIG: logins });
      expect(wrong.exitCode).toBe(3);
      expect(wrong.stdout.join('\n')).toContain(`docker login ${gate.host}`);
      const everything = JSON.stringify([right, wrong, await report(), server.uploads]);
      expect(everything).not.toContain(password);
      expect(everything).not.toContain(auth.slice(0, 12));
    } finally {
      await gate.close();
    }
  });

  test('tells of a database that is too old to judge by, and concludes', async () => {
    const cache = await mkdtemp(join(folder, 'cache-'));
    freshDatabase(parts.database, join(cache, 'db'));
    const old = {
      Version: 2,
      UpdatedAt: '2020-01-01T00:00:00Z',
      NextUpdate: '2020-01-02T00:00:00Z',
      DownloadedAt: '2020-01-01T00:00:00Z',
    };
    await writeFile(join(cache, 'db', 'metadata.json'), JSON.stringify(old));
    const result = await rescan([clean], { 'trivy-cache': cache });
    expect(result.exitCode).toBe(0);
    expect(await report()).toMatchObject({
      verdict: 'pass',
      gaps: [{ artifact: 'trivy-db', blocking: false, detail: containing('The vulnerability database is of 2020-01-01') }],
    });
  });

  test('has the same names on the command line', async () => {
    await rescan([clean]);
    const args = ['scan', '--images-file', 'images.txt', '--format', 'sarif', '--trivy', parts.trivy, '--offline', '--quiet'];
    const { status, stdout } = spawnSync(process.execPath, [dist.cli, ...args, '--trivy-cache', join(folder, 'cache')], {
      cwd: workspace,
      encoding: 'utf8',
      env: { HOME: workspace, PATH: '/usr/bin:/bin' },
    });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ runs: [{ tool: { driver: { name: 'container-guard registry' } }, results: [] }] });
  });

  test('needs no Trivy where no image of the list is there', async () => {
    const result = await rescan([missing], { trivy: join(folder, 'no-trivy') });
    expect(result.exitCode).toBe(3);
    expect(await report()).toMatchObject({
      coverage: { images: 0 },
      gaps: [{ artifact: missing, location: line(2) }],
      images: [],
    });
  });

  test('of an empty list has nothing to scan', async () => {
    const result = await rescan([]);
    expect(result.exitCode).toBe(3);
    expect(annotationsOf(result, 'error')[0]?.message).toContain('images.txt names no image');
  });
});
