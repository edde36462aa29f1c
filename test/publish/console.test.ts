import { spawn } from 'node:child_process';
import { writeFile, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { printable, terminalConsole, type TerminalStream } from '../../src/adapters/console.ts';

class Paper extends Writable implements TerminalStream {
  text = '';
  readonly isTTY: boolean;

  constructor(isTTY: boolean) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
  }

  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

function said(isTTY: boolean, quiet: boolean): string {
  const stream = new Paper(isTTY);
  const console = terminalConsole({ stream, quiet });
  console.progress('scanning');
  console.info('done');
  console.warning('stale');
  return stream.text;
}

describe('the console of a command line', () => {
  test('shows progress on a terminal only', () => {
    expect(said(true, false)).toBe('scanning\ndone\nwarning: stale\n');
    expect(said(false, false)).toBe('done\nwarning: stale\n');
  });

  test('keeps to warnings when quiet', () => {
    expect(said(true, true)).toBe('warning: stale\n');
  });

  test('shows what a terminal would obey', () => {
    expect(printable('a\u001b[2Jb\u0007\r\nc\u202ed')).toBe('a\\x1b[2Jb\\x07\nc\\u202ed');
  });

  test('goes on when whoever read it has left', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'console-'));
    const script = join(folder, 'talk.ts');
    const source = join(import.meta.dirname, '../../src/adapters/console.ts');
    await writeFile(
      script,
      `import { terminalConsole } from ${JSON.stringify(source)};
       const console = terminalConsole({ stream: process.stderr, quiet: false });
       for (let round = 0; round < 50; round += 1) { console.info('x'.repeat(20_000)); await new Promise((go) => setTimeout(go, 2)); }
       process.exitCode = 5;`,
    );
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.once('data', () => child.stderr.destroy());
    const code = await new Promise((resolve) => {
      child.on('close', resolve);
    });
    await rm(folder, { recursive: true });
    expect(code).toBe(5);
  });
});
