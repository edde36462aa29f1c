import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { counts } from './ask.ts';
import { differences, treesOf, type Difference } from './buildkit.ts';
import { dockerfileTexts } from './dockerfile-texts.ts';

const wild = resolve(import.meta.dirname, '../../../shared/corpora/wild/dockerfiles');

/** All differences, of the first few the whole of it. */
function compare(texts: readonly string[]): { readonly kinds: Readonly<Record<string, number>>; readonly examples: unknown } {
  const trees = treesOf(inject('parts').dockerfileAst, texts);
  const found = texts.flatMap((text, index) => {
    const tree = trees[index];
    const all: readonly Difference[] = tree === undefined ? [] : differences(text, tree);
    return all.map((difference) => ({ ...difference, text }));
  });
  return { kinds: counts(found.map(({ kind }) => kind)), examples: found.slice(0, 5) };
}

test('every Dockerfile from the wild is read as BuildKit reads it', () => {
  const texts = readdirSync(wild).map((name) => readFileSync(resolve(wild, name), 'utf8'));
  expect(texts.length).toBeGreaterThan(2_000);
  expect(compare(texts)).toEqual({ kinds: {}, examples: [] });
});

test('3,000 made-up Dockerfiles are read as BuildKit reads them, but for two kinds of difference that we want', () => {
  const texts = fc.sample(dockerfileTexts, { numRuns: 3_000, seed: 342 });
  const { kinds } = compare(texts);
  expect(kinds).toEqual({ 'a trigger that a later build refuses': 7, 'characters beyond ASCII in a flag': 7 });
});
