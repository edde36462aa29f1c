import { describe, expect, test } from 'vitest';
import { ignoredBy, ignoreFilePaths, parseIgnoreFile } from '../../../src/parse/dockerfile/ignore.ts';
import { textOf } from '../../../src/parse/lines.ts';

function read(text: string): ReturnType<typeof parseIgnoreFile> {
  return parseIgnoreFile({ path: '.dockerignore', text });
}

function ignores(text: string, path: string): boolean {
  return ignoredBy(read(text), path) !== undefined;
}

describe('a .dockerignore', () => {
  test.each([
    ['.env', '.env', true],
    ['.env', 'a/.env', false],
    ['**/.env', '.env', true],
    ['**/.env', 'a/b/.env', true],
    ['**/.env', 'a.env', false],
    ['**.env', 'a.env', true],
    ['*.pem', 'a.pem', true],
    ['*.pem', 'a/b.pem', false],
    ['*/*.pem', 'a/b.pem', true],
    ['**/*.pem', 'b.pem', true],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a/**', 'a/b/c', true],
    ['a/**', 'a', false],
    ['/a/', 'a/b', true],
    ['./a/../b', 'b', true],
    ['node_modules', 'node_modules/a/b.js', true],
    ['id_[dr]sa', 'id_rsa', true],
    ['id_[^d-f]sa', 'id_dsa', false],
    ['a?c', 'abc', true],
    ['a?c', 'a/c', false],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['a+(b).$c', 'a+(b).$c', true],
    ['  .git  \r', '.git', true],
    ['\uFEFF.git', '.git', true],
    ['**', 'a/b', true],
    ['*', '.git/config', true],
    ['a b', 'a b', true],
  ])('with %j decides on %j: %s', (text, path, expected) => {
    expect(ignores(text, path)).toBe(expected);
  });

  test('lets later lines take back what earlier ones ignore', () => {
    const text = '*\n!src\n!src/a/**\nsrc/secret';
    expect(['a', 'src/a', 'src/secret', 'src/secret/b'].map((path) => ignores(text, path))).toEqual([true, false, true, true]);
    expect(ignores('!a\na', 'a')).toBe(true);
    expect(ignores('a\n! a/b', 'a/b')).toBe(false);
  });

  test('has comments in the first column only', () => {
    expect(read('# a\n #b\n\n').patterns.map(({ pattern }) => pattern)).toEqual(['#b']);
  });

  test('tells which line decided', () => {
    const pattern = ignoredBy(read('# a\n  !b \n *.pem\n'), 'c.pem');
    expect(pattern && textOf(pattern.at)).toBe('*.pem');
  });

  test.each(['!', '! ', '!/', '[', 'a[b', '[]', '[a-]', 'a\\'])('is refused with %j', (text) => {
    expect(read(`.git\n${text}\n*.pem`)).toMatchObject({ problems: [{}], patterns: [{ pattern: '.git' }, { pattern: '*.pem' }] });
  });

  test('is looked for beside the Dockerfile first', () => {
    expect(ignoreFilePaths('docker/api.Dockerfile', '.')).toEqual(['docker/api.Dockerfile.dockerignore', '.dockerignore']);
    expect(ignoreFilePaths('a/Dockerfile', 'a')).toEqual(['a/Dockerfile.dockerignore', 'a/.dockerignore']);
  });

  test('with hostile patterns still answers', () => {
    expect(ignores(`${'*a'.repeat(1_000)}b`, 'a'.repeat(1_000))).toBe(false);
    expect(ignores(`${'**/a'.repeat(500)}b`, 'a/'.repeat(20))).toBe(false);
  });
});
