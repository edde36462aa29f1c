import { expect, test } from 'vitest';
import { memoryConsole, memoryRegistry } from '../../src/adapters/memory.ts';
import { listedImages } from '../../src/collect/image-list.ts';
import { GuardError } from '../../src/errors.ts';
import { resolveListed, type ResolvedTargets } from '../../src/fleet/resolve.ts';
import type { ImageTarget } from '../../src/model/image.ts';
import type { Registry } from '../../src/ports.ts';

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

function listOf(...references: readonly string[]): readonly ImageTarget[] {
  const file = { path: 'images.txt', text: `# ours\n${references.join('\n')}\n` };
  return listedImages(file).map(({ reference, at }) => ({ reference, why: 'list', anchor: at }));
}

function resolve(targets: readonly ImageTarget[], registry: Registry): Promise<ResolvedTargets> {
  return resolveListed(targets, registry, memoryConsole());
}

test('images of the list get their digests, and those asked for otherwise stay as they are', async () => {
  const asked: ImageTarget = { reference: 'local:1', why: 'asked' };
  const { targets, gaps } = await resolve([asked, ...listOf('app:1')], memoryRegistry({ 'app:1': digest('a') }));
  expect(targets[0]).toBe(asked);
  expect(targets[1]).toMatchObject({ reference: 'app:1', digest: digest('a') });
  expect(gaps).toEqual([]);
});

test('names of one digest become one target, in the order of the list', async () => {
  const registry = memoryRegistry({
    'app:1': digest('a'),
    'app:latest': digest('a'),
    'mirror/app:1': digest('a'),
    'db:1': digest('b'),
  });
  const { targets } = await resolve(listOf('app:latest', 'db:1', 'app:1', 'mirror/app:1'), registry);
  expect(targets.map(({ reference, twins = [] }) => [reference, ...twins.map((twin) => twin.reference)])).toEqual([
    ['app:latest', 'app:1', 'mirror/app:1'],
    ['db:1'],
  ]);
});

test('an image that cannot be resolved is a blocking gap on its line, and the others go on', async () => {
  const { targets, gaps } = await resolve(
    listOf('app:1', 'gone:1', 'db:1'),
    memoryRegistry({ 'app:1': digest('a'), 'db:1': digest('b') }),
  );
  expect(targets.map(({ reference }) => reference)).toEqual(['app:1', 'db:1']);
  expect(gaps).toEqual([
    {
      artifact: 'gone:1',
      reason: 'unreachable',
      detail: 'there is no such image: gone:1',
      blocking: true,
      location: { path: 'images.txt', startLine: 3, startColumn: 1, endLine: 3, endColumn: 7 },
    },
  ]);
});

test('registries are asked for four images at a time', async () => {
  let now = 0;
  let most = 0;
  const references = Array.from({ length: 20 }, (_, at) => `app:${at}`);
  const { targets } = await resolve(listOf(...references), {
    async digestOf(reference) {
      most = Math.max(most, (now += 1));
      await new Promise((done) => setTimeout(done, reference.length % 3));
      now -= 1;
      return { digest: `sha256:${reference.slice(4).padStart(64, '0')}` };
    },
  });
  expect(most).toBe(4);
  expect(targets.map(({ reference }) => reference)).toEqual(references);
});

test('people are told that it goes on, and what came of it', async () => {
  const console = memoryConsole();
  await resolveListed(
    listOf('app:1', 'app:2', 'gone:1'),
    memoryRegistry({ 'app:1': digest('a'), 'app:2': digest('a') }),
    console,
  );
  expect(console.told).toEqual([
    'progress: Resolving 3 images of the list to digests',
    'progress: The list names 1 different images; 1 could not be resolved',
  ]);
});

test('a bug is no gap', async () => {
  const broken: Registry = { digestOf: () => Promise.reject(new TypeError('a bug')) };
  await expect(resolve(listOf('app:1'), broken)).rejects.toThrow('a bug');
  await expect(resolve(listOf('app:1'), memoryRegistry({}))).resolves.toMatchObject({ targets: [] });
  expect(new GuardError('REGISTRY', '').exitCode).toBe(3);
});
