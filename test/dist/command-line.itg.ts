import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { nodeBinary, nodeVersions } from '../parts/node-versions.ts';

const root = resolve(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'dist-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function run(node: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(node, [join(root, 'dist/cli.js'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { HOME: scratch, PATH: '/usr/bin:/bin' },
  });
  return { status, stdout, stderr };
}

describe.for(nodeVersions)('the committed command line on Node %s', (major) => {
  const node = nodeBinary(major);

  test('is that version of Node', () => {
    expect(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout).toMatch(new RegExp(`^v${major}\\.`));
  });

  test('finds what is wrong with the shop', () => {
    const { status, stdout, stderr } = run(node, 'scan', 'examples/shop');
    expect(stderr).toBe('');
    expect(status).toBe(1);
    expect(stdout).toMatch(/compose\.yaml\n/);
    expect(stdout).toMatch(/\nFAIL: \d+ critical and \d+ high findings at or above high\n$/);
    expect(stdout).not.toContain('\u001B[');
  });

  test('passes the hardened shop', () => {
    const { status, stdout } = run(node, 'scan', 'examples/shop-hardened');
    expect(stdout).toMatch(/\nPASS: /);
    expect(status).toBe(0);
  });

  test('writes several reports from one scan', () => {
    const file = (name: string): string => join(scratch, major, name);
    const { status } = run(node, 'scan', 'examples/shop', '--format', 'json', '--output', file('out.json'), '--sarif', file('a.sarif'), '--html', file('a.html'), '--markdown', file('a.md'));
    expect(status).toBe(1);
    expect(JSON.parse(readFileSync(file('out.json'), 'utf8'))).toMatchObject({ verdict: 'fail', tool: { name: 'container-guard' } });
    expect(JSON.parse(readFileSync(file('a.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readFileSync(file('a.html'), 'utf8')).toMatch(/^<!doctype html>/i);
    expect(readFileSync(file('a.md'), 'utf8')).toMatch(/^### /);
  });

  test('tells its version, rules and explanations', () => {
    const about: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(about).toMatchObject({ version: run(node, '--version').stdout.trim() });
    expect(run(node, 'rules').stdout).toMatch(/container\/no-privileged\s+critical/);
    expect(run(node, 'explain', 'container/no-privileged').stdout).toMatch(/^# Container is privileged\n/);
    expect(run(node, '--help').status).toBe(0);
  });
});

test('the packed package gives a working command in an empty folder', () => {
  const pack = spawnSync('npm', ['pack', '--silent', '--pack-destination', scratch], { cwd: root, encoding: 'utf8' });
  const tarball = join(scratch, pack.stdout.trim().split('\n').at(-1) ?? '');
  const home = mkdtempSync(join(scratch, 'empty-'));
  const install = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--silent', tarball], { cwd: home, encoding: 'utf8' });
  expect(install.status).toBe(0);
  const command = join(home, 'node_modules/.bin/container-guard');
  const scan = spawnSync(command, ['scan', join(root, 'examples/shop-hardened'), '--format', 'json'], { cwd: home, encoding: 'utf8' });
  expect(scan.stderr).toBe('');
  expect(JSON.parse(scan.stdout)).toMatchObject({ verdict: 'pass' });
});
