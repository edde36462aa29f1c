import { readFileSync } from 'node:fs';
import { expect as expectOf } from 'vitest';

/** The tests of the files that were imported, by file, group and name. */
export const tests = new Map<string, () => unknown>();

const path: string[] = [];

/** What `vitest` exports, as far as the rules' tests use it: it notes a test instead of running it. */
export function test(name: string, run: () => unknown): void {
  const title = [...path, name].join(' > ');
  tests.set(tests.has(title) ? `${title} (${tests.size})` : title, run);
}

test.for =
  <Row>(rows: readonly Row[]) =>
  (name: string, run: (row: Row) => unknown): void => {
    for (const row of rows) test(`${name} ${String(Array.isArray(row) ? row[0] : row)}`, () => run(row));
  };

/** Puts a name before those of the tests that are noted meanwhile. */
export function describe(name: string, body: () => unknown): unknown {
  path.push(name);
  const done = body();
  if (done instanceof Promise) return done.finally(() => path.pop());
  path.pop();
  return done;
}

/** Vitest's own, with the one matcher that wants its runner put in anew. */
export const expect = Object.assign(
  (value: unknown) =>
    Object.assign(expectOf(value), {
      toMatchFileSnapshot(file: string): void {
        if (value !== readFileSync(file, 'utf8')) throw new Error(`${file} holds something else`);
      },
    }),
  { arrayContaining: expectOf.arrayContaining },
);
