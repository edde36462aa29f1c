import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { plantedTexts } from '../parts/fixture-image.ts';
import { bundle, type Bundle } from './bundle.ts';
import { runStep, type StepResult } from './runner.ts';
import { freshDatabase } from '../parts/fresh-database.ts';

const parts = inject('parts');
let dist: Bundle;
let folder: string;
let workspace: string;
let cache: string;

beforeAll(async () => {
  dist = await bundle();
  folder = await mkdtemp(join(tmpdir(), 'trivy-e2e-'));
  workspace = join(folder, 'workspace');
  cache = join(folder, 'cache');
  freshDatabase(parts.database, join(cache, 'db'));
  await put('Dockerfile', 'FROM debian:12-slim\nCOPY . /app\nUSER root\n');
  await put(
    'compose.yaml',
    `services:\n  app:\n    build: .\n    image: ${parts.registry}/app:1\n  other:\n    image: ${parts.registry}/clean:1\n`,
  );
});
afterAll(async () => {
  await dist.remove();
  await rm(folder, { recursive: true, force: true });
});

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(workspace, path)), { recursive: true });
  await writeFile(join(workspace, path), text);
}

function action(
  inputs: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  return runStep({
    main: dist.main,
    workspace,
    timeoutSeconds: 120,
    environment,
    inputs: { offline: 'true', 'trivy-cache': cache, json: 'out/report.json', sarif: 'out/report.sarif', ...inputs },
  });
}

const reportShape = v.object({
  verdict: v.string(),
  tool: v.object({ trivy: v.object({ version: v.string(), verified: v.string(), databaseUpdatedAt: v.optional(v.string()) }) }),
  images: v.array(
    v.object({
      reference: v.string(),
      digest: v.optional(v.string()),
      location: v.optional(v.object({ path: v.string(), startLine: v.number() })),
    }),
  ),
  findings: v.array(
    v.object({
      rule: v.string(),
      sources: v.array(v.string()),
      location: v.object({ path: v.string(), startLine: v.number() }),
      subject: v.object({ package: v.optional(v.string()), service: v.optional(v.string()) }),
    }),
  ),
});
const report = async () => v.parse(reportShape, JSON.parse(await readFile(join(workspace, 'out/report.json'), 'utf8')));
const said = ({ stdout, stderr }: StepResult): string => [...stdout, ...stderr].join('\n');

describe('the action with the real Trivy', () => {
  let result: StepResult;
  beforeAll(async () => {
    result = await action({
      trivy: parts.trivy,
      images: `${parts.registry}/app:1\n${parts.registry}/clean:1`,
      html: 'out/report.html',
    });
  });

  test('finds the vulnerabilities of an image and fails on them', async () => {
    expect(said(result)).toContain('FAIL: ');
    expect(result.exitCode).toBe(1);
    expect(result.outputs).toMatchObject({ verdict: 'fail', 'trivy-version': '0.74.0', 'trivy-path': parts.trivy });
    const { verdict, images, tool } = await report();
    expect(verdict).toBe('fail');
    expect(images.map(({ reference }) => reference)).toEqual([`${parts.registry}/app:1`, `${parts.registry}/clean:1`]);
    expect(images[0]?.digest).toMatch(/^sha256:/);
    expect(tool.trivy.version).toBe('0.74.0');
    expect(tool.trivy.databaseUpdatedAt).toMatch(/^20/);
  });

  test('places an image that the repository builds on its FROM, another one on its image: line', async () => {
    const { findings, images } = await report();
    const lodash = findings.find(({ subject, rule }) => subject.package === 'lodash' && rule === 'image/CVE-2099-2001');
    expect(lodash).toMatchObject({ location: { path: 'Dockerfile', startLine: 1 }, subject: { service: 'app' } });
    expect(images[1]).toMatchObject({ location: { path: 'compose.yaml', startLine: 6 } });
  });

  test('merges what Trivy and a built-in rule both say, and names both', async () => {
    const { findings } = await report();
    expect(findings.find(({ rule }) => rule === 'dockerfile/user-not-root')?.sources).toEqual(['container-guard', 'trivy']);
    expect(findings.map(({ rule }) => rule)).not.toContain('dockerfile/DS-0002');
  });

  test('shows the secret it found in a layer nowhere', async () => {
    const everything = [
      said(result),
      result.summary,
      ...['json', 'sarif', 'html'].map((kind) => readFileSync(join(workspace, `out/report.${kind}`), 'utf8')),
    ].join('\n');
    expect(everything).toContain('image/secret-aws-access-key-id');
    for (const planted of plantedTexts) expect(everything).not.toContain(planted);
  });
});

describe('a release download', () => {
  const archive = (): string => join(folder, 'trivy.tar.gz');
  const sha256 = (): string => createHash('sha256').update(readFileSync(archive())).digest('hex');
  let server: Server;
  let baseUrl: string;
  const asked: string[] = [];

  beforeAll(async () => {
    execFileSync('tar', ['-czf', archive(), '-C', dirname(parts.trivy), 'trivy']);
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(readFileSync(archive()));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    baseUrl = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  });
  afterAll(() => new Promise((done) => server.close(done)));

  test('whose digest is not the shipped one is refused before it is unpacked', async () => {
    const result = await action(
      { offline: 'false', trivy: 'required', 'trivy-base-url': baseUrl, 'fail-on': 'none' },
      { PATH: '/usr/bin:/bin' },
    );
    expect(result.exitCode).toBe(3);
    expect(said(result)).toContain('2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a');
    expect(said(result)).toContain(sha256());
    expect(asked).toEqual(['/v0.74.0/trivy_0.74.0_Linux-64bit.tar.gz']);
  });

  test('with the digest that the user gave is installed and runs', async () => {
    const result = await action(
      { offline: 'false', trivy: 'required', 'trivy-base-url': baseUrl, 'trivy-version': '0.74.0', 'trivy-sha256': sha256() },
      { PATH: '/usr/bin:/bin' },
    );
    expect(result.exitCode).toBe(1);
    expect(result.outputs['trivy-path']).toMatch(/\/trivy$/);
    expect(result.outputs).toMatchObject({ 'trivy-version': '0.74.0', 'trivy-verified-by': 'digest' });
    expect(result.outputs['trivy-sha256']).toMatch(/^[0-9a-f]{64}$/);
    const { tool } = await report();
    expect(tool.trivy).toMatchObject({ version: '0.74.0' });
    expect(tool.trivy.verified).toContain(sha256());
  });

  test('of a compromised version is refused from any source', async () => {
    const result = await action({
      trivy: 'required',
      'trivy-base-url': baseUrl,
      'fail-on': 'none',
      'trivy-version': '0.69.4',
      'trivy-sha256': sha256(),
    });
    expect(result.exitCode).toBe(3);
    expect(said(result)).toContain('GHSA-69fq-xp46-6x23');
  });
});

describe('the command line with the real Trivy', () => {
  const project = {
    Dockerfile: 'FROM debian:12-slim\nENV NODE_ENV=production\nRUN npm ci\nCOPY .env /app/.env\nUSER node\n',
    'compose.yaml': `services:
  batch:
    image: ${parts.registry}/platforms:1
    network_mode: none
  web:
    build: .
    image: ${parts.registry}/app:1
    user: root
    ports: ["8080:8080"]
`,
  };
  const scan = async (format: string): Promise<string> => {
    const at = join(folder, 'project');
    await mkdir(at, { recursive: true });
    for (const [path, text] of Object.entries(project)) await writeFile(join(at, path), text);
    const asked = ['--scan-built-images', '--scan-compose-images', '--fail-on', 'none', '--format', format];
    const ours = ['--trivy', parts.trivy, '--trivy-cache', cache, '--offline'];
    return execFileSync(process.execPath, [dist.cli, 'scan', '.', ...asked, ...ours], {
      cwd: at,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', COLUMNS: '200' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  };
  const exposedShape = v.object({
    findings: v.array(
      v.object({
        rule: v.string(),
        location: v.object({ path: v.string(), startLine: v.number() }),
        subject: v.object({ package: v.optional(v.string()) }),
        exposure: v.optional(v.object({ level: v.string(), container: v.string(), why: v.string() })),
      }),
    ),
  });

  test('tells a package on the line that brought it, and how open the service is that runs it', async () => {
    const { findings } = v.parse(exposedShape, JSON.parse(await scan('json')));
    const placed = (name: string): readonly string[] =>
      findings
        .filter(({ subject }) => subject.package === name)
        .map(({ location, exposure }) => `${location.path}:${location.startLine} ${exposure?.level} ${exposure?.container}`);
    expect(new Set(placed('lodash'))).toEqual(new Set(['Dockerfile:3 open web', 'compose.yaml:3 closed batch']));
    expect(new Set(placed('libc6'))).toEqual(new Set(['Dockerfile:1 open web', 'compose.yaml:3 closed batch']));
    expect(findings.find(({ rule }) => rule.startsWith('image/secret-'))?.location).toMatchObject({ startLine: 4 });
  });

  test('puts what strangers reach first and what nobody reaches last', async () => {
    const table = (await scan('table')).replaceAll(/\s+/g, ' ');
    const why = 'Service `web` publishes a port on every address of the host, runs as root and can write to its root file system';
    expect(table.startsWith('Dockerfile ')).toBe(true);
    expect(table.split(why)).toHaveLength(2);
    const [open, closed] = [table.indexOf('open: Service `web`'), table.indexOf('closed: Service `batch` has no network')];
    expect(open).toBeGreaterThan(0);
    expect(closed).toBeGreaterThan(table.indexOf('container/no-exposed-root'));
    expect(closed).toBeGreaterThan(open);
  });
});

describe('a Trivy that misbehaves leaves the run inconclusive and shows its last words harmlessly', () => {
  const stub = async (name: string, body: string): Promise<string> => {
    const path = join(folder, name);
    const version = name === 'old' ? '0.69.6' : '0.74.0';
    await writeFile(
      path,
      `#!/bin/sh\ncase "$*" in *version*--format*|*--version*) echo '{"Version":"${version}"}'; exit 0;; esac\nwhile [ $# -gt 0 ]; do [ "$1" = --output ] && out=$2; shift; done\n${body}\n`,
    );
    await chmod(path, 0o755);
    return path;
  };

  test.for([
    ['crashing', 'printf "::error::pwned\\n##[set-env name=X]1\\n\\033[31mpanic\\n" >&2; exit 2', 'panic'],
    ['hanging', 'sleep 60', 'did not finish'],
    ['half', 'printf \'{"SchemaVersion": 2, "Results": [{\' > "$out"', 'JSON'],
    [
      'lying',
      'printf \'{"SchemaVersion": 2, "ArtifactName": "x", "Results": [{"Target": 7}]}\' > "$out"',
      'Results[0].Target: expected string, got number',
    ],
    ['old', 'exit 0', '0.69.6'],
  ] as const)('%s', async ([name, body, words]) => {
    const result = await action({ trivy: await stub(name, body), timeout: '2', 'fail-on': 'none' });
    expect(result.exitCode).toBe(3);
    expect(said(result) + result.summary).toContain(words);
    expect(
      result.commands.filter(
        ({ name: command }) => !['error', 'warning', 'notice', 'debug', 'group', 'endgroup', 'add-mask'].includes(command),
      ),
    ).toEqual([]);
    expect(said(result)).not.toMatch(/^::error::pwned/m);
    expect(said(result)).not.toContain('\u001B[31m');
  });
});
