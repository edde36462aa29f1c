import { expect, test } from 'vitest';
import { copySources } from '../../../src/parse/dockerfile/copy-source.ts';
import { parseDockerfile } from '../../../src/parse/dockerfile/parse.ts';

/** Which of these paths each source of the instructions takes. */
function taken(instructions: string, paths: readonly string[]): readonly (readonly string[])[] {
  const dockerfile = parseDockerfile({ path: 'Dockerfile', text: `FROM scratch\n${instructions}\n` });
  return copySources(dockerfile).map(({ takes }) => paths.filter(takes));
}

const paths = ['a.txt', 'b/a.txt', 'b/c/d.txt', 'bc/x', '.env', 'node_modules/'];

test('a source takes what it names and all below it', () => {
  expect(taken('COPY b /x', paths)).toEqual([['b/a.txt', 'b/c/d.txt']]);
  expect(taken('COPY ./b/ /b/../a.txt /x/', paths)).toEqual([['b/a.txt', 'b/c/d.txt'], ['a.txt']]);
  expect(taken('COPY node_modules /x', paths)).toEqual([['node_modules/']]);
});

test('the context itself is all of it, however it is written, and cannot be left', () => {
  for (const source of ['.', './', '/', '..', '../..', 'b/..']) expect(taken(`ADD ${source} /x`, paths)).toEqual([paths]);
  expect(taken('COPY ../../b/c /x', paths)).toEqual([['b/c/d.txt']]);
});

test('a pattern stays in its folder, and takes what is below what it matches', () => {
  expect(taken('COPY *.txt /x/', paths)).toEqual([['a.txt']]);
  expect(taken('COPY b* /x/', paths)).toEqual([['b/a.txt', 'b/c/d.txt', 'bc/x']]);
  expect(taken('COPY **/a.txt /x/', paths)).toEqual([['b/a.txt']]);
  expect(taken('COPY --parents **/a.txt /x/', paths)).toEqual([['a.txt', 'b/a.txt']]);
  expect(taken('COPY [ab]?txt /x/', paths)).toEqual([['a.txt']]);
});

test('what is excluded counts from the context or from what is copied', () => {
  expect(taken('COPY --exclude=*.txt --exclude=.env . /x/', paths)).toEqual([['b/a.txt', 'b/c/d.txt', 'bc/x', 'node_modules/']]);
  expect(taken('COPY --exclude=**/*.txt b /x/', paths)).toEqual([[]]);
  expect(taken('COPY --exclude=c b /x/', paths)).toEqual([['b/a.txt']]);
});

test('variables are put in, and a source behind one without a value is none', () => {
  expect(taken('ARG DIR=b\nARG OTHER\nCOPY $DIR/c /x\nCOPY $OTHER /y', paths)).toEqual([['b/c/d.txt']]);
});
