import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from '../../src/adapters/files.ts';
import { collect } from '../../src/collect/collect.ts';
import { join, parse } from '../../src/posture/join.ts';
import { check } from '../../src/rules/check.ts';
import { rulesFor } from '../../src/rules/choice.ts';

/** Pairs that stand on the same characters nearly always and speak of different things there. */
const apart = new Set([
  'dockerfile/health-check-set + dockerfile/user-set',
  'dockerfile/health-check-set + dockerfile/user-known',
  'dockerfile/apt-packages-pinned + dockerfile/no-recommended-packages',
]);

test('no two rules say the same of the same characters in public Dockerfiles', async () => {
  const files = filesIn(resolve(import.meta.dirname, '../../../shared/corpora/wild/dockerfiles'));
  const parsed = await parse(await collect(['.'], files), files);
  const { findings } = check(join(parsed, new Map()), rulesFor('all', []));
  const counts = new Map<string, number>();
  const places = new Map<string, Set<string>>();
  for (const { rule, location } of findings) {
    const place = JSON.stringify(location);
    const told = places.get(place) ?? new Set();
    if (told.has(rule)) continue;
    places.set(place, told.add(rule));
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  const pairs = new Map<string, { readonly rules: readonly [string, string]; count: number }>();
  for (const told of places.values()) {
    const rules = [...told].toSorted();
    for (const [at, first] of rules.entries()) {
      for (const second of rules.slice(at + 1)) {
        const pair = pairs.get(`${first} + ${second}`) ?? { rules: [first, second], count: 0 };
        pair.count += 1;
        pairs.set(`${first} + ${second}`, pair);
      }
    }
  }
  const same = [...pairs].flatMap(([name, { rules, count }]) => {
    const rarer = Math.min(...rules.map((rule) => counts.get(rule) ?? 0));
    return count >= 10 && count / rarer > 0.9 && !apart.has(name) ? [`${name}: ${count} of ${rarer}`] : [];
  });
  expect(same).toEqual([]);
  expect(pairs.size).toBeGreaterThan(20);
});
