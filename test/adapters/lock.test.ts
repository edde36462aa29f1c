import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holding } from '../../src/adapters/lock.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'container-guard-lock-'));
  file = join(folder, 'lock');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('one at a time works while it holds the lock, and leaves no file', async () => {
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(20);
    inside -= 1;
  };
  await Promise.all([1, 2, 3, 4].map(() => holding(file, work)));
  expect(most).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

test('work that fails lets go of the lock', async () => {
  await expect(holding(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(file)).toBe(false);
});

test('what a killed process of this machine left is broken at once, by one of those who wait', async () => {
  const { pid } = spawnSync('true');
  writeFileSync(file, `${pid} ${hostname()} 1`);
  const order: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    order.push(`${name} begins`);
    await sleep(20);
    order.push(`${name} ends`);
  };
  await Promise.all(['one', 'two', 'three'].map((name) => holding(file, work(name))));
  expect(order.map((line) => line.replace(/^\w+ /, ''))).toEqual(['begins', 'ends', 'begins', 'ends', 'begins', 'ends']);
  expect(readdirSync(folder)).toEqual([]);
});

test('that of another machine is waited for until nobody has touched it for a minute', async () => {
  writeFileSync(file, '1 elsewhere 1');
  let entered = false;
  const waiting = holding(file, async () => {
    entered = true;
    await Promise.resolve();
  });
  await sleep(300);
  expect(entered).toBe(false);
  const before = new Date(Date.now() - 61_000);
  utimesSync(file, before, before);
  await waiting;
  expect(entered).toBe(true);
});
