import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/adapters/memory.ts';
import { collect } from '../../src/collect/collect.ts';
import { driftNotes, imageTargets, leftOutNotes, type ImageWishes } from '../../src/collect/images.ts';
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

async function looked(wished: Partial<ImageWishes>, texts: Readonly<Record<string, string>> = tree) {
  const files = memoryFiles(texts);
  const world = join(await parse(await collect(['.'], files), files), new Map());
  const wishes = { images: [], composeImages: false, ...wished };
  const found = imageTargets(wishes, world);
  return { found, notes: leftOutNotes(wishes, world, found), drift: driftNotes(world, found) };
}

async function targets(wished: Partial<ImageWishes>, texts = tree) {
  return (await looked(wished, texts)).found.map(({ reference, why, anchor }) => {
    const line = anchor === undefined ? 0 : anchor.file.text.slice(0, anchor.span.start).split('\n').length;
    return `${why} ${reference} ${anchor?.file.path ?? ''}:${line}`;
  });
}

test('nothing is scanned that nobody asked for', async () => {
  expect(await targets({})).toEqual([]);
});

test('images that Dockerfiles begin with stand on their FROM', async () => {
  expect(await targets({ baseImages: true })).toEqual(['base gcr.io/distroless/nodejs22 Dockerfile:4']);
});

test('an image that is only built with is left out of base images, and that is said', async () => {
  expect((await looked({ baseImages: true })).notes).toEqual([
    'node:22 is only built with, so nothing of it is shipped and it was not scanned: `--image REF` scans one.',
  ]);
  expect((await looked({ baseImages: true, images: ['node:22'] })).notes).toEqual([]);
  expect((await looked({ composeImages: true })).notes).toEqual([]);
});

test.each([
  ['a stage that is made from it is built', 'FROM debian:12 AS base\nFROM base\nRUN make\n', {}],
  ['its whole system is copied', 'FROM debian:12 AS base\nFROM scratch\nCOPY --from=base / /\n', {}],
  ['its libraries are copied', 'FROM debian:12 AS base\nFROM scratch\nCOPY --from=0 /usr/ /usr/\n', {}],
  ['a service builds it', 'FROM debian:12 AS base\nFROM scratch\n', { target: 'base' }],
])('a base image counts where %s', async (_, Dockerfile, build) => {
  const compose = `services:\n  web:\n    build: ${JSON.stringify({ context: '.', ...build })}\n`;
  const { found, notes } = await looked({ baseImages: true }, { Dockerfile, 'compose.yaml': compose });
  expect(found.map(({ reference }) => reference)).toEqual(['debian:12']);
  expect(notes).toEqual([]);
});

test('a base image counts where nobody knows which stage is built', async () => {
  const texts = { Dockerfile: 'FROM debian:12 AS base\nFROM scratch\n', 'build.sh': 'docker build --target "$STAGE" .\n' };
  expect((await looked({ baseImages: true }, texts)).found.map(({ reference }) => reference)).toEqual(['debian:12']);
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

test('an image that is scanned under another tag than Compose starts is told', async () => {
  expect((await looked({ images: ['docker.io/postgres:16'] })).drift).toEqual([
    'docker.io/postgres:16 was scanned, and service db starts postgres:17: `--image postgres:17` scans what runs.',
  ]);
  expect((await looked({ images: ['postgres:16', 'postgres:17'] })).drift).toEqual([]);
  expect((await looked({ images: ['docker.io/library/postgres:17', 'other:1'] })).drift).toEqual([]);
  expect((await looked({ composeImages: true })).drift).toEqual([]);
});
