import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const heap = join(import.meta.dirname, '../../src/adapters/heap.ts');

/** The size of the young generation, in MB, that a program has had to grow to while half of what it makes lives on. */
function youngAfterwards(prepare: string): number {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { keepHeapSmall, keepYoungPart } from ${JSON.stringify(heap)};
    ${prepare}
    let most = 0;
    for (let round = 0; round < 40; round += 1) {
      let kept = [];
      for (let at = 0; at < 100_000; at += 1) kept.push({ at });
      most = Math.max(most, getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size);
    }
    console.log(most / 1024 / 1024);
  `;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }));
}

test('the part of the heap for what is new stays smaller than it would grow, once it is kept as it is', () => {
  const [kept, free] = [youngAfterwards('keepHeapSmall(); keepYoungPart();'), youngAfterwards('')];
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(free);
});
