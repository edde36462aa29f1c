import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/adapters/memory.ts';
import { collect } from '../../src/collect/collect.ts';
import { imageTargets, type ImageWishes } from '../../src/collect/images.ts';
import { join, parse } from '../../src/posture/join.ts';

const tree = {
  Dockerfile: 'FROM node:22 AS build\nRUN npm ci\n\nFROM gcr.io/distroless/nodejs22\nCOPY --from=build /app /app\n',
  'compose.yaml': `services:
  web:
    build:
      context: .
      tags: ["registry.example/shop/web:stable"]
    image: registry.example/shop/web:1
  plain:
    build: .
  db:
    image: postgres:17
`,
};

async function targets(wished: Partial<ImageWishes>) {
  const files = memoryFiles(tree);
  const parsed = await parse(await collect(['.'], files), files);
  const found = imageTargets({ images: [], composeImages: false, ...wished }, join(parsed, new Map()));
  return found.map(({ reference, why, anchor }) => {
    const line = anchor === undefined ? 0 : anchor.file.text.slice(0, anchor.span.start).split('\n').length;
    return `${why} ${reference} ${anchor?.file.path ?? ''}:${line}`;
  });
}

test('nothing is scanned that nobody asked for', async () => {
  expect(await targets({})).toEqual([]);
});

test('images that Dockerfiles begin with stand on their FROM', async () => {
  expect(await targets({ baseImages: true })).toEqual([
    'base node:22 Dockerfile:1',
    'base gcr.io/distroless/nodejs22 Dockerfile:4',
  ]);
});

test('images that Compose files build go by the names they get there, on the FROM of what they are built from', async () => {
  expect(await targets({ builtImages: true })).toEqual([
    'built registry.example/shop/web:1 Dockerfile:4',
    'built registry.example/shop/web:stable Dockerfile:4',
  ]);
});

test('images that Compose files name and do not build stand on their line', async () => {
  expect(await targets({ composeImages: true })).toEqual(['compose postgres:17 compose.yaml:10']);
});

test('an image that is asked for in two ways is one', async () => {
  expect(await targets({ images: ['postgres:17'], composeImages: true })).toEqual(['asked postgres:17 compose.yaml:10']);
});
