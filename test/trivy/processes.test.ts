import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { processes } from '../../src/adapters/processes.ts';

const sh = (script: string, more: Partial<Parameters<typeof processes.run>[2]> = {}): ReturnType<typeof processes.run> =>
  processes.run('/bin/sh', ['-c', script], { environment: {}, timeoutSeconds: 10, maxBytes: 1000, ...more });

/** Whether a process runs; one that has ended and waits to be noticed does not. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

describe('a program', () => {
  test('is told of by its exit code and both outputs', async () => {
    await expect(sh('echo out; echo err >&2; exit 3')).resolves.toEqual({
      exitCode: 3,
      signal: null,
      stdout: 'out\n',
      stderr: 'err\n',
      truncated: false,
      timedOut: false,
    });
  });

  test('gets the environment given and nothing else', async () => {
    process.env['CONTAINER_GUARD_TEST'] = 'inherited';
    const { stdout } = await sh('echo "$GIVEN/$CONTAINER_GUARD_TEST"', { environment: { GIVEN: 'yes' } });
    delete process.env['CONTAINER_GUARD_TEST'];
    expect(stdout).toBe('yes/\n');
  });

  test('gets its arguments as they are, whatever a shell would make of them', async () => {
    const odd = ['$(id)', '`id`', '; id', 'a b', '"', '*'];
    const { stdout } = await processes.run('/bin/sh', ['-c', 'for a; do echo "$a"; done', 'sh', ...odd], {
      environment: {},
      timeoutSeconds: 10,
      maxBytes: 1000,
    });
    expect(stdout).toBe(`${odd.join('\n')}\n`);
  });

  test('runs in the folder given', async () => {
    const { stdout } = await sh('pwd -P', { cwd: tmpdir() });
    expect(stdout.trim()).toMatch(/tmp|Temp|folders/);
  });

  test('that does not end is ended, though it ignores being asked', async () => {
    const result = await sh('trap "" TERM; echo started; while :; do sleep 0.1; done', { timeoutSeconds: 0.3 });
    expect(result).toMatchObject({ timedOut: true, signal: 'SIGKILL', stdout: 'started\n' });
  });

  test('that is ended takes with it what it started', async () => {
    const { stdout } = await sh('trap "" TERM; sleep 30 & echo $!; wait; sleep 30', { timeoutSeconds: 0.3 });
    const pid = Number(stdout);
    expect(pid).toBeGreaterThan(0);
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  test('ends with us where we are ended', async () => {
    const from = new URL('../../src/adapters/processes.ts', import.meta.url).href;
    const script = `
      import { processes } from ${JSON.stringify(from)};
      import { setTimeout } from 'node:timers/promises';
      setTimeout(500).then(() => process.kill(process.pid, 'SIGTERM'));
      const { stdout } = await processes.run('/bin/sh', ['-c', 'echo $$ > ' + process.env.OUT + '; sleep 30'],
        { environment: {}, timeoutSeconds: 20, maxBytes: 100 });
    `;
    const out = join(mkdtempSync(join(tmpdir(), 'container-guard-test-')), 'pid');
    const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], { env: { OUT: out }, encoding: 'utf8' });
    expect([ended.signal, ended.stderr]).toEqual(['SIGTERM', '']);
    const pid = Number(readFileSync(out, 'utf8'));
    expect(pid).toBeGreaterThan(0);
    await expect.poll(() => isRunning(pid)).toBe(false);
    rmSync(dirname(out), { recursive: true });
  });

  test('whose child keeps its output open is not waited for', async () => {
    await expect(sh('sleep 20 & echo done')).resolves.toMatchObject({ exitCode: 0, stdout: 'done\n' });
  });

  test('that says too much is told of by the end of it', async () => {
    const { stdout, truncated } = await sh('i=0; while [ $i -lt 5000 ]; do echo $i; i=$((i+1)); done; echo last', {
      maxBytes: 100,
    });
    expect(stdout.length).toBe(100);
    expect(stdout.endsWith('4999\nlast\n')).toBe(true);
    expect(truncated).toBe(true);
  });

  test('that is not there is told of and not thrown', async () => {
    const result = await processes.run('/no/such/program', [], { environment: {}, timeoutSeconds: 5, maxBytes: 100 });
    expect(result).toMatchObject({ exitCode: null, timedOut: false });
    expect(result.stderr).toContain('could not be started');
  });
});
