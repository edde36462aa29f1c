import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { ProcessResult, Processes } from '../ports.ts';

/** How long a program that was asked to end may take before it is made to, in milliseconds. */
const grace = 2000;
/** How long output may still come after the program has ended: what it started may hold the pipe open. */
const drain = 1000;

/** Real programs: no shell, no inherited environment, no standard input but what is given. */
export const processes: Processes = {
  run: (file, args, options) =>
    new Promise<ProcessResult>((resolve) => {
      const child = start(file, args, options);
      if (typeof child === 'string') {
        resolve(notStarted(child));
        return;
      }
      const stdout = lastOf(child.stdout, options.maxBytes);
      const stderr = lastOf(child.stderr, options.maxBytes);
      let timedOut = false;
      let settled = false;
      const timers: NodeJS.Timeout[] = [];
      const group = groupOf(child);
      const after = (milliseconds: number, act: () => void): void => {
        timers.push(setTimeout(act, milliseconds));
      };
      const settle = (result: ProcessResult): void => {
        if (settled) return;
        settled = true;
        for (const timer of timers) clearTimeout(timer);
        group.leave();
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve(result);
      };
      const finish = (exitCode: number | null, signal: string | null): void => {
        const truncated = stdout.truncated() || stderr.truncated();
        settle({ exitCode, signal, stdout: stdout.text(), stderr: stderr.text(), truncated, timedOut });
      };
      after(options.timeoutSeconds * 1000, () => {
        timedOut = true;
        group.end('SIGTERM');
        after(grace, () => group.end('SIGKILL'));
      });
      child.once('error', (error) => {
        if (child.pid === undefined) settle(notStarted(error.message));
      });
      child.once('exit', (code, signal) => {
        if (timedOut) group.end('SIGKILL');
        after(drain, () => {
          group.end('SIGKILL');
          finish(code, signal);
        });
      });
      child.once('close', (code, signal) => {
        finish(code, signal);
      });
    }),
};

/** Where there are groups of processes, a program gets one of its own, so that what it starts ends with it. */
const hasGroups = process.platform !== 'win32';

interface Group {
  end(signal: NodeJS.Signals): void;
  /** The program has ended. */
  leave(): void;
}

const running = new Set<Group>();
const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** A terminal or runner that ends us does not know of the groups. */
function endAll(signal: NodeJS.Signals): void {
  for (const group of running) group.end('SIGKILL');
  watch('off');
  process.kill(process.pid, signal);
}

function watch(how: 'on' | 'off'): void {
  if (!hasGroups) return;
  for (const signal of signals) process[how](signal, endAll);
}

function groupOf(child: ChildProcess): Group {
  const group: Group = {
    end(signal) {
      if (!hasGroups || child.pid === undefined) {
        child.kill(signal);
        return;
      }
      try {
        process.kill(-child.pid, signal);
      } catch {
        // All of it has ended.
      }
    },
    leave() {
      if (running.delete(group) && running.size === 0) watch('off');
    },
  };
  if (running.size === 0) watch('on');
  running.add(group);
  return group;
}

function start(
  file: string,
  args: readonly string[],
  { environment, cwd, input }: Parameters<Processes['run']>[2],
): ChildProcess | string {
  try {
    const child = spawn(file, args, {
      env: environment,
      shell: false,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
      detached: hasGroups,
      ...(cwd === undefined ? {} : { cwd }),
    });
    // A program that ends without reading closes the pipe, which is no concern of ours.
    child.stdin?.on('error', () => undefined).end(input);
    return child;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function notStarted(reason: string): ProcessResult {
  return {
    exitCode: null,
    signal: null,
    stdout: '',
    stderr: `could not be started: ${reason}`,
    truncated: false,
    timedOut: false,
  };
}

/** Collects the last bytes of a stream: what went wrong stands at the end. */
function lastOf(stream: Readable | null, maxBytes: number): { text: () => string; truncated: () => boolean } {
  let kept: Buffer[] = [];
  let size = 0;
  let truncated = false;
  stream?.on('data', (chunk: Buffer) => {
    kept.push(chunk);
    size += chunk.length;
    if (size <= maxBytes) return;
    truncated = true;
    if (size < maxBytes * 2) return;
    const tail = Buffer.concat(kept).subarray(-maxBytes);
    kept = [tail];
    size = tail.length;
  });
  return {
    text: () => {
      const all = Buffer.concat(kept);
      return (all.length > maxBytes ? all.subarray(-maxBytes) : all).toString('utf8');
    },
    truncated: () => truncated,
  };
}
