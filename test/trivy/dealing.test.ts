import { expect, test } from 'vitest';
import { includes, isAtOdds, nextOf } from '../../src/trivy/dealing.ts';

const layer = (name: string, megabytes: number) => ({ diffId: `of ${name}`, digest: name, size: megabytes * 1_000_000 });
const hand = (...names: readonly string[]) => new Map(names.map((name) => [`of ${name}`, name]));
const debian = layer('debian', 50);
const alpine = layer('alpine', 4);

/** Deals all images out, each taking as long as its bytes say, and tells what each worker got. */
function dealt(images: readonly (readonly ReturnType<typeof layer>[])[], workers: number): readonly (readonly number[])[] {
  const waiting = images.map((layers, number) => ({ layers, number }));
  const hands = Array.from({ length: workers }, () => new Map<string, string>());
  const got = hands.map((): number[] => []);
  const free = hands.map(() => 0);
  for (;;) {
    const open = free.flatMap((time, worker) => (Number.isFinite(time) ? [worker] : []));
    const worker = open.toSorted((a, b) => (free[a] ?? 0) - (free[b] ?? 0))[0];
    if (worker === undefined) return got;
    const at = nextOf(
      waiting.map(({ layers }) => layers),
      worker,
      hands,
    );
    const [next] = at === undefined ? [] : waiting.splice(at, 1);
    if (next === undefined) {
      free[worker] = Number.POSITIVE_INFINITY;
      continue;
    }
    got[worker]?.push(next.number);
    for (const { diffId, digest, size } of next.layers) {
      if (hands[worker]?.get(diffId) !== digest) free[worker] = (free[worker] ?? 0) + size;
      hands[worker]?.set(diffId, digest);
    }
    free[worker] = (free[worker] ?? 0) + 1_000_000;
  }
}

test('images without common layers are shared out evenly', () => {
  const images = [1, 2, 3, 4].map((number) => [layer(`own ${number}`, 50)]);
  expect(dealt(images, 2).map((numbers) => numbers.length)).toEqual([2, 2]);
});

test('images on one base meet in one worker while reading the base again would take longer', () => {
  const images = [1, 2, 3, 4].map((number) => [debian, layer(`own ${number}`, 1)]);
  expect(dealt(images, 2)).toEqual([[0, 1, 2, 3], []]);
});

test('many images on one base are shared, for then it is worth reading the base twice', () => {
  const images = Array.from({ length: 40 }, (_, number) => [debian, layer(`own ${number}`, 1)]);
  expect(dealt(images, 2).every((numbers) => numbers.length > 10)).toBe(true);
});

test('two bases are two workers', () => {
  const images = [debian, alpine, debian, alpine].map((base, number) => [base, layer(`own ${number}`, 1)]);
  expect(dealt(images, 2)).toEqual([
    [0, 2],
    [1, 3],
  ]);
});

test('an image goes to the worker that read it in an earlier run', () => {
  expect(nextOf([[debian], [alpine]], 0, [hand('alpine'), hand('debian')])).toBe(1);
  expect(nextOf([[debian]], 0, [hand('alpine'), hand('debian')])).toBe(undefined);
});

test('images of which no layers are known go to whoever is free', () => {
  expect(nextOf([[], []], 1, [hand(), hand()])).toBe(0);
  expect(nextOf([], 0, [hand()])).toBe(undefined);
});

test('an image whose layers claim to hold what others hold must not meet them', () => {
  const claims = { ...debian, digest: 'other bytes' };
  expect(isAtOdds([debian], hand('debian', 'alpine'))).toBe(false);
  expect(isAtOdds([claims], hand('debian'))).toBe(true);
  expect(isAtOdds([claims], hand('alpine'))).toBe(false);
  expect(isAtOdds([debian, claims], hand())).toBe(true);
});

test('a cache is copied only over one that loses nothing by it', () => {
  expect(includes(hand('debian', 'alpine'), hand('alpine'))).toBe(true);
  expect(includes(hand('debian'), hand('alpine'))).toBe(false);
  expect(includes(hand('debian'), hand())).toBe(true);
});
