import { afterAll, beforeEach, expect, test } from 'vitest';
import { withToolkitOutput } from '../../src/adapters/toolkit-output.ts';

const real = {
  out: process.stdout.write.bind(process.stdout),
  err: process.stderr.write.bind(process.stderr),
  actions: process.env['GITHUB_ACTIONS'],
};
const written = { out: [] as string[], err: [] as string[] };
const recorder =
  (to: string[]): typeof process.stdout.write =>
  (chunk: string | Uint8Array) => {
    to.push(String(chunk));
    return true;
  };
delete process.env['GITHUB_ACTIONS'];
process.stdout.write = recorder(written.out);
process.stderr.write = recorder(written.err);

beforeEach(() => {
  written.out.length = 0;
  written.err.length = 0;
});

afterAll(() => {
  process.stdout.write = real.out;
  process.stderr.write = real.err;
  if (real.actions !== undefined) process.env['GITHUB_ACTIONS'] = real.actions;
});

test('what the toolkit writes never reaches the standard output of a command line', async () => {
  await withToolkitOutput(async () => {
    process.stdout.write('::debug::Downloading\n');
    await Promise.resolve();
    process.stdout.write('[command]/usr/bin/tar xz\n');
    process.stdout.write('Waiting 12 seconds before trying again\n');
  });
  expect(written).toEqual({ out: [], err: ['Waiting 12 seconds before trying again\n'] });
});

test('what others write meanwhile does', async () => {
  let go: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const toolkit = withToolkitOutput(async () => {
    await gate;
    process.stdout.write('of the toolkit\n');
  });
  process.stdout.write('{"report":true}\n');
  go?.();
  await toolkit;
  expect(written).toEqual({ out: ['{"report":true}\n'], err: ['of the toolkit\n'] });
});
