import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { writeParts } from '../../src/adapters/console.ts';

/** Takes what it is given slowly, and keeps a copy, since the next piece lies where the one before did. */
function slowReader(pieces: Buffer[]): Writable {
  return new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _, done) {
      pieces.push(Buffer.from(chunk));
      setImmediate(done);
    },
  });
}

test('parts are written in UTF-8, small ones together and none as a whole that is too large', async () => {
  const parts = ['a', '', 'ü’'.repeat(20), '😀'.repeat(50_000), ...Array.from({ length: 500 }, (_, at) => `line ${at} →\n`), ''];
  const pieces: Buffer[] = [];
  await writeParts(slowReader(pieces), parts);
  expect(Buffer.concat(pieces).toString()).toBe(parts.join(''));
  expect(pieces.length).toBe(Math.ceil(Buffer.concat(pieces).length / (64 * 1024)));
  const none: Buffer[] = [];
  await writeParts(slowReader(none), ['']);
  expect(none).toEqual([]);
});

test('nothing more is made for a reader that has gone', async () => {
  let made = 0;
  function* endless(): Generator<string> {
    for (; made < 1_000; made += 1) yield 'x'.repeat(10_000);
  }
  const gone = new Writable({ write: (_, __, done) => done(new Error('EPIPE')) });
  gone.on('error', () => {});
  await writeParts(gone, endless());
  expect(made).toBeLessThan(20);
});
