#!/usr/bin/env node
import { optimiseLater } from './adapters/compiler.ts';
import { outliveReader, printable, writeParts } from './adapters/console.ts';
import { keepHeapSmall } from './adapters/heap.ts';
import { run } from './commands/command.ts';
import { GuardError } from './errors.ts';

const { stdout, stderr, env } = process;
keepHeapSmall();
optimiseLater();
outliveReader(stdout);
outliveReader(stderr);
const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
const plain = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
try {
  process.exitCode = await run(process.argv.slice(2), {
    folder: process.cwd(),
    print: (text) => void stdout.write(text),
    printParts: (parts) => writeParts(stdout, parts),
    errors: stderr,
    colours: forced || (stdout.isTTY && !plain),
    unicode: !/^(?:C|POSIX)$/.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''),
    width: (stdout.isTTY && stdout.columns) || 100,
  });
} catch (error) {
  if (error instanceof GuardError) {
    stderr.write(`container-guard: ${printable(error.message)}\n`);
    process.exitCode = error.exitCode;
  } else {
    stderr.write(
      `container-guard: this is a bug, please report it.\n${printable(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
    );
    process.exitCode = 3;
  }
}
