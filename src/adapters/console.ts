import { GuardError, messageOf } from '../errors.ts';
import type { Console } from '../ports.ts';
import { visible } from '../report/escape.ts';

/** Standard error, or what a test puts in its place. */
export type TerminalStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

export interface TerminalOptions {
  readonly stream: TerminalStream;
  readonly quiet: boolean;
}

/** A terminal, or what standard error is piped to. Progress is shown on a terminal only, and never when quiet. */
export function terminalConsole({ stream, quiet }: TerminalOptions): Console {
  outliveReader(stream);
  const line = (text: string): void => {
    if (stream.writable) stream.write(`${text}\n`);
  };
  return {
    progress(message) {
      if (!quiet && stream.isTTY === true) line(printable(message));
    },
    info(message) {
      if (!quiet) line(printable(message));
    },
    warning(message) {
      line(`warning: ${printable(message)}`);
    },
  };
}

/**
 * Lets a program go on when whoever read its output has left, as `| head` does. Any other failure to write, such as a full
 * disk, ends it as a report that cannot be written does.
 */
export function outliveReader(stream: NodeJS.WritableStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    const failure = new GuardError('OUTPUT', `cannot write the output: ${messageOf(error)}`);
    process.stderr.write(`container-guard: ${printable(failure.message)}\n`);
    process.exit(failure.exitCode);
  });
}

/** Writes part by part, each when the one before has been taken, so that no more than one waits for a slow reader. */
export async function writeParts(stream: NodeJS.WritableStream, parts: Iterable<string>): Promise<void> {
  for (const bytes of encoded(parts)) {
    const failed = await new Promise<boolean>((resolve) => {
      stream.write(bytes, (error) => resolve(error !== undefined && error !== null));
    });
    if (failed) return;
  }
}

/** Texts in UTF-8, as many of them together as there is room for, and each time in the memory of those before. */
function* encoded(parts: Iterable<string>): Generator<Uint8Array> {
  const room = Buffer.allocUnsafe(64 * 1024);
  const encoder = new TextEncoder();
  let filled = 0;
  for (const part of parts) {
    for (let rest = part; ;) {
      const { read, written } = encoder.encodeInto(rest, room.subarray(filled));
      filled += written;
      if (read === rest.length) break;
      yield room.subarray(0, filled);
      filled = 0;
      rest = rest.slice(read);
    }
  }
  if (filled > 0) yield room.subarray(0, filled);
}

/** Line breaks stay, whatever else a terminal would obey is shown. */
export function printable(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => visible(line))
    .join('\n');
}
