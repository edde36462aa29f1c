import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The Actions toolkit writes workflow commands and the commands it runs to standard output. On a runner that is the log;
 * on a command line standard output is the report, so there these are dropped and the rest goes to standard error.
 */
const withinToolkit = new AsyncLocalStorage<true>();
let diverted = false;

/** Runs work of the Actions toolkit so that none of its words reach a command line's standard output. */
export async function withToolkitOutput<T>(work: () => Promise<T>): Promise<T> {
  if (process.env['GITHUB_ACTIONS'] === 'true') return work();
  divert();
  return withinToolkit.run(true, work);
}

function divert(): void {
  if (diverted) return;
  diverted = true;
  const stdout = process.stdout;
  const write = stdout.write.bind(stdout);
  stdout.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const [second, third] = rest;
    const done = isCallback(second) ? second : isCallback(third) ? third : undefined;
    if (withinToolkit.getStore() === undefined) {
      return isEncoding(second) ? write(chunk, second, done) : write(chunk, done);
    }
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    if (!/^(?:::debug::|\[command\]|\s*$)/.test(text)) process.stderr.write(text);
    done?.();
    return true;
  };
}

function isCallback(value: unknown): value is () => void {
  return typeof value === 'function';
}

function isEncoding(value: unknown): value is BufferEncoding {
  return typeof value === 'string' && Buffer.isEncoding(value);
}
