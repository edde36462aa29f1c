import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryConsole } from '../../src/adapters/memory.ts';
import { prepareRun, type PreparedRun } from '../../src/adapters/run.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'container-guard-list-'));
  mkdirSync(join(folder, 'services'));
  writeFileSync(join(folder, 'images.txt'), 'app:1\n');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function prepared(given: Readonly<Record<string, string | readonly string[]>>, config = ''): Promise<PreparedRun> {
  writeFileSync(join(folder, 'container-guard.yaml'), config);
  const values = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value, source: `--${name}` }]));
  return prepareRun(values, { folder, rootIsFolder: false }, memoryConsole());
}

const list = { 'images-file': 'images.txt' };

test('a list of images leaves files alone, whatever paths the config file has, and its waivers count', async () => {
  const config = 'paths: [services]\nwaivers:\n  - rule: container/no-privileged\n    reason: it must\n';
  const { inputs, settings } = await prepared(list, config);
  expect(inputs.paths).toEqual([]);
  expect(inputs.imageList).toEqual({ path: 'images.txt', text: 'app:1\n' });
  expect(settings.policy.waivers).toHaveLength(1);
});

test('paths beside the list are scanned as well', async () => {
  expect((await prepared({ ...list, paths: ['.'] })).inputs.paths).toEqual(['.']);
});

test('without a list nothing is left alone', async () => {
  expect((await prepared({}, '')).inputs.paths).toEqual(['.']);
  expect((await prepared({}, 'paths: [services]\n')).inputs.paths).toEqual(['services']);
});
