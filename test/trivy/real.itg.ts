import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { trivyPorts } from '../../src/adapters/trivy-ports.ts';
import type { SourceFile } from '../../src/model/place.ts';
import type { TrivyBinary } from '../../src/trivy/admission.ts';
import { scanConfig } from '../../src/trivy/config-scan.ts';
import { databaseFacts, updateDatabase } from '../../src/trivy/database.ts';
import { configFindings, imageFindings } from '../../src/trivy/findings.ts';
import { scanImage } from '../../src/trivy/image-scan.ts';
import type { ImageScanOptions } from '../../src/trivy/image-scan.ts';
import { obtainTrivy } from '../../src/trivy/install.ts';
import { startFailingRegistry } from '../parts/failing-registry.ts';
import type { FailingRegistry } from '../parts/failing-registry.ts';
import { plantedTexts } from '../parts/fixture-image.ts';
import { pushDatabase } from '../parts/registry.ts';
import { outcomesOf, atHand } from './machine.ts';

const parts = inject('parts');
const said: string[] = [];
const hear = (message: string): void => {
  said.push(message);
};
const ports = trivyPorts({ progress: hear, info: hear, warning: hear });
const anchor = { path: 'Dockerfile', startLine: 1, startColumn: 1, endLine: 1, endColumn: 8 };

let folder: string;
let trivy: TrivyBinary;
let failing: FailingRegistry;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'container-guard-itg-'));
  trivy = await obtainTrivy({ mode: parts.trivy, imagesAsked: true }, ports);
  failing = await startFailingRegistry(parts.registry);
});

afterAll(async () => {
  await failing.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A cache folder with the fixture database and no layers. */
function cache(name: string): string {
  const path = join(folder, name);
  cpSync(parts.database, join(path, 'db'), { recursive: true });
  return path;
}

function options(name: string, more: Partial<ImageScanOptions> = {}): ImageScanOptions {
  return { cacheFolder: cache(name), timeoutSeconds: 60, offline: true, databaseReady: true, sources: ['remote'], ...more };
}

function context(written: string) {
  const name = written.replace(/:\d+$/, '');
  return { image: { written, name, repository: name }, anchor };
}

test('the program that was built says the pinned version', () => {
  expect(trivy).toMatchObject({ version: '0.74.0', source: 'given' });
  expect(execFileSync('go', ['version', '-m', trivy.path], { encoding: 'utf8' })).toContain(
    'github.com/aquasecurity/trivy\tv0.74.0\th1:',
  );
});

describe('an image of the registry', () => {
  test('gives the findings that the database holds for its packages, and its planted keys, masked', async () => {
    const reference = `${parts.registry}/app:1`;
    const { report, gaps } = await scanImage(trivy, reference, options('registry', { platform: 'linux/amd64' }), ports);
    const { findings, image, config } = imageFindings(report, context(reference));
    expect(gaps).toEqual([]);
    expect(findings.map(({ rule, severity, subject }) => [rule, severity, subject.package, subject.fixedVersion])).toEqual([
      ['image/CVE-2099-1001', 'critical', 'libc-bin', '99.0-1'],
      ['image/CVE-2099-1001', 'critical', 'libc6', '99.0-1'],
      ['image/CVE-2099-1002', 'medium', 'perl-base', undefined],
      ['image/CVE-2099-1003', 'high', 'zlib1g', undefined],
      ['image/CVE-2099-2001', 'high', 'lodash', '4.17.21'],
      ['image/CVE-2099-2003', 'medium', 'minimist', '0.2.4, 1.2.6'],
      ['image/secret-aws-access-key-id', 'critical', undefined, undefined],
      ['image/secret-aws-secret-access-key', 'critical', undefined, undefined],
    ]);
    expect(image).toMatchObject({ digest: parts.digests.app, platform: 'linux/amd64', os: 'debian 12.4', findings: 8 });
    expect(config).toMatchObject({ user: 'node', exposedPorts: ['8080/tcp'], command: ['node', 'server.js'] });
    for (const planted of plantedTexts) expect(JSON.stringify({ findings, image, config, report })).not.toContain(planted);
  });

  test('without packages has no findings and no gap', async () => {
    const { report, gaps } = await scanImage(trivy, `${parts.registry}/clean:1`, options('clean'), ports);
    expect(imageFindings(report, context('clean:1'))).toMatchObject({ findings: [], config: { user: '1000' } });
    expect(gaps).toEqual([]);
  });

  test('with several platforms gives the one that is asked for', async () => {
    const scan = (platform: string) =>
      scanImage(trivy, `${parts.registry}/platforms:1`, options(platform.replace('/', '-'), { platform }), ports);
    const { report, gaps } = await scan('linux/arm64');
    expect(report.Metadata?.ImageConfig?.architecture).toBe('arm64');
    expect(gaps).toEqual([]);
    await expect(scan('linux/s390x')).rejects.toThrow('no child with platform linux/s390x');
  });

  test('of one platform is a gap when another is asked for, though Trivy says nothing', async () => {
    const { gaps } = await scanImage(
      trivy,
      `${parts.registry}/app:1`,
      options('other-platform', { platform: 'linux/s390x' }),
      ports,
    );
    expect(gaps).toEqual([expect.objectContaining({ blocking: true, reason: 'scanner' })]);
  });

  test('with Java archives is judged without them, with a gap, when their index may not be fetched', async () => {
    const jobs = ['java:1', 'app:1'].map((name) => ({ reference: `${parts.registry}/${name}` }));
    const outcomes = await outcomesOf(trivy, jobs, { ...options('java'), workers: 2 }, ports);
    const gaps = outcomes.map((outcome) =>
      outcome.ok ? outcome.scan.gaps.map(({ detail }) => detail) : [outcome.error.message],
    );
    expect(gaps).toEqual([[expect.stringContaining('Java archives were not judged')], []]);
  });

  test('tells of its configuration when asked', async () => {
    const { report } = await scanImage(trivy, `${parts.registry}/app:1`, options('config', { scanners: ['misconfig'] }), ports);
    expect(imageFindings(report, context('app:1')).findings.map(({ rule }) => rule)).toContain('image/DS-0026');
  });

  test('is not judged by an ignore file or settings that lie where the job runs', async () => {
    const workspace = join(folder, 'workspace');
    mkdirSync(workspace);
    writeFileSync(join(workspace, '.trivyignore'), 'CVE-2099-1001\nCVE-2099-2001\n');
    writeFileSync(join(workspace, 'trivy.yaml'), 'severity: [LOW]\nexit-code: 7\n');
    const before = process.cwd();
    process.chdir(workspace);
    try {
      const { report } = await scanImage(trivy, `${parts.registry}/app:1`, options('ignored'), ports);
      expect(imageFindings(report, context('app:1')).findings).toHaveLength(8);
    } finally {
      process.chdir(before);
    }
  });
});

describe('a registry that fails', () => {
  const scan = (repository: string, more: Partial<ImageScanOptions> = {}) =>
    scanImage(trivy, `${failing.host}/${repository}:1`, options(repository, more), ports);

  test.each([
    ['status-401', 'docker login'],
    ['status-403', 'docker login'],
    ['status-404', 'no such image'],
    ['status-429', 'too many requests'],
    ['status-500', 'exit code 1'],
    ['cut', 'exit code 1'],
  ])('%s is told of with what to do', async (repository, message) => {
    const outcome = scan(repository);
    await expect(outcome).rejects.toThrow(message);
    await expect(outcome).rejects.toMatchObject({ code: 'TRIVY_RUN' });
  });

  test('by never answering does not hold the run for longer than it may take', async () => {
    await expect(scan('silent', { timeoutSeconds: 2 })).rejects.toMatchObject({ code: 'TRIVY_RUN' });
  });
});

describe('Dockerfiles', () => {
  const dockerfile = (path: string, text: string): SourceFile => ({ path, text });
  const plain = dockerfile('web/Dockerfile', 'FROM node:latest\nRUN apt-get update\n');

  test('are checked under any name, with the line of each finding', async () => {
    const { report, gaps } = await scanConfig(
      trivy,
      [plain, dockerfile('odd.name', 'FROM node:20\nRUN sudo id\n')],
      { timeoutSeconds: 60 },
      ports,
    );
    const found = configFindings(report, [plain, dockerfile('odd.name', 'FROM node:20\nRUN sudo id\n')], { profile: 'default' });
    const places = found.map(({ rule, location }) => `${location.path}:${location.startLine} ${rule}`);
    expect(places).toEqual(
      expect.arrayContaining([
        'web/Dockerfile:1 dockerfile/DS-0001',
        'web/Dockerfile:2 dockerfile/DS-0017',
        'odd.name:2 dockerfile/DS-0010',
      ]),
    );
    expect(gaps).toEqual([]);
  });

  test('that no parser takes are gaps with the reason', async () => {
    const template = dockerfile('template/Dockerfile', 'FROM {{ base }}\n');
    const { gaps } = await scanConfig(trivy, [plain, template], { timeoutSeconds: 60 }, ports);
    expect(gaps).toEqual([expect.objectContaining({ artifact: 'template/Dockerfile' })]);
    expect(gaps[0]?.detail).toContain('FROM requires either one or three arguments');
  });

  test('that would stop Trivy with a check comment are looked at', async () => {
    const commented = dockerfile('Dockerfile', 'FROM node:latest\n# check=error=true\nRUN sudo id\n');
    const { report, gaps } = await scanConfig(trivy, [commented], { timeoutSeconds: 60 }, ports);
    expect(gaps).toEqual([]);
    expect(
      configFindings(report, [commented], { profile: 'default' }).map(({ rule, location }) => `${location.startLine} ${rule}`),
    ).toContain('3 dockerfile/DS-0010');
  });

  test('do not lose a check to a neighbour that sets an ARG twice', async () => {
    const twice = dockerfile('twice/Dockerfile', 'FROM node:20\nARG A=1\nARG A=2\nRUN id\n');
    const { report, gaps } = await scanConfig(trivy, [plain, twice], { timeoutSeconds: 60 }, ports);
    expect(
      configFindings(report, [plain, twice], { profile: 'default' }).map(({ rule, location }) => `${location.path} ${rule}`),
    ).toContain('web/Dockerfile dockerfile/DS-0001');
    expect(gaps.map(({ artifact }) => artifact)).toEqual(['twice/Dockerfile']);
  });
});

describe('the database', () => {
  const facts = { schema: 2, updatedAt: '2026-11-01T00:00:00Z', nextUpdate: '2099-01-01T00:00:00Z' };

  test('is told of by its age, and by undefined where there is none', async () => {
    await expect(databaseFacts(cache('facts'), ports.files)).resolves.toEqual(facts);
    await expect(databaseFacts(join(folder, 'nothing'), ports.files)).resolves.toBe(undefined);
  });

  test('is fetched from a mirror, by tag and by digest', async () => {
    const digest = await pushDatabase(parts.registry, 'trivy-db', '2', parts.database);
    for (const name of [':2', `@${digest}`]) {
      const cacheFolder = join(folder, `fetched-${name.length}`);
      const repositories = [`${parts.registry}/trivy-db${name}`];
      await expect(updateDatabase(atHand(trivy), { cacheFolder, timeoutSeconds: 60, repositories }, ports)).resolves.toEqual({
        facts,
      });
    }
  });

  test('that cannot be fetched is an error without an old one', async () => {
    const repositories = [`${failing.host}/status-404:2`];
    const update = updateDatabase(atHand(trivy), { cacheFolder: join(folder, 'none'), timeoutSeconds: 60, repositories }, ports);
    await expect(update).rejects.toThrow('could not be fetched');
  });

  test('comes from the next repository where the first does not have it, though Trivy alone stops there', async () => {
    await pushDatabase(parts.registry, 'trivy-db', '2', parts.database);
    const [gone, good] = [`${failing.host}/status-404:2`, `${parts.registry}/trivy-db:2`];
    const args = ['--download-db-only', '--cache-dir', join(folder, 'alone'), '--db-repository', gone, '--db-repository', good];
    const alone = await ports.processes.run(trivy.path, ['image', ...args], {
      environment: { HOME: folder },
      timeoutSeconds: 30,
      maxBytes: 1 << 16,
    });
    expect(alone.exitCode).toBe(1);
    const update = updateDatabase(
      atHand(trivy),
      { cacheFolder: join(folder, 'second'), timeoutSeconds: 60, repositories: [gone, good] },
      ports,
    );
    await expect(update).resolves.toEqual({ facts });
  });

  test('that is old is kept when its registry holds requests back, though Trivy alone stops', async () => {
    const old = cache('held-back');
    const written = { Version: 2, UpdatedAt: '2026-10-01T00:00:00Z', NextUpdate: '2026-10-02T00:00:00Z' };
    writeFileSync(join(old, 'db', 'metadata.json'), JSON.stringify(written));
    const repositories = [`${failing.host}/status-429:2`];
    const { facts: kept, outdated } = await updateDatabase(
      atHand(trivy),
      { cacheFolder: old, timeoutSeconds: 60, repositories },
      ports,
    );
    expect(kept.updatedAt).toBe(written.UpdatedAt);
    expect(outdated).toContain('TOOMANYREQUESTS');
    const { report } = await scanImage(trivy, `${parts.registry}/app:1`, { ...options('unused'), cacheFolder: old }, ports);
    expect(report.Results.flatMap(({ Vulnerabilities }) => Vulnerabilities)).not.toEqual([]);
  });
});
