import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { find } from '@actions/tool-cache';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toolCache } from '../../src/adapters/tool-cache.ts';

const before = process.env['RUNNER_TOOL_CACHE'];
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tool-cache-'));
  process.env['RUNNER_TOOL_CACHE'] = root;
});

afterEach(async () => {
  if (before === undefined) delete process.env['RUNNER_TOOL_CACHE'];
  else process.env['RUNNER_TOOL_CACHE'] = before;
  await rm(root, { recursive: true });
});

const holding = (text: string) => async (folder: string) => writeFile(join(folder, 'tool'), text);

test('a tool is stored where the Actions toolkit finds it, and where it is found without the toolkit', async () => {
  const { folder } = await toolCache.store('tool', '1.2.3', holding('first'));

  expect(find('tool', '1.2.3')).toBe(folder);
  expect(await toolCache.find('tool', '1.2.3')).toBe(folder);
  expect(await toolCache.versions('tool')).toEqual(['1.2.3']);
  expect(await readdir(root)).toEqual(['tool']);
});

test('a folder that was never finished is no tool', async () => {
  const { folder } = await toolCache.store('tool', '1.2.3', holding('first'));
  await rm(`${folder}.complete`);
  expect(await toolCache.find('tool', '1.2.3')).toBeUndefined();
  expect(await toolCache.versions('tool')).toEqual([]);
});

test('a tool that is stored again takes the place of the old one', async () => {
  await toolCache.store('tool', '1.2.3', holding('first'));
  const { folder } = await toolCache.store('tool', '1.2.3', holding('second'));
  expect(await readFile(join(folder, 'tool'), 'utf8')).toBe('second');
});

test('what cannot be copied into the cache leaves the old tool there, and nothing beside it', async () => {
  const { folder } = await toolCache.store('tool', '1.2.3', holding('first'));
  await expect(toolCache.store('tool', '1.2.3', async (partial) => rm(partial, { recursive: true }))).rejects.toThrow(
    'no such file',
  );

  expect(await toolCache.find('tool', '1.2.3')).toBe(folder);
  expect(await readFile(join(folder, 'tool'), 'utf8')).toBe('first');
  expect(await readdir(root)).toEqual(['tool']);
});
