import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Document, Scalar, parseDocument } from 'yaml';
import { spanIn } from '../../../src/parse/shell/mapping.ts';
import type { Script } from '../../../src/parse/shell/script.ts';
import { textOfScalar } from '../../../src/parse/workflow/yaml-text.ts';
import { isText } from '../../../src/parse/workflow/yaml-tree.ts';

function textIn(source: string): Script {
  const node = parseDocument(source).get('a', true);
  if (!isText(node)) throw new Error(`no string: ${source}`);
  expect(node.value).toBe(textOfScalar({ path: 'a.yml', text: source }, node).text);
  return textOfScalar({ path: 'a.yml', text: source }, node);
}

/** What the file says where a part of the text stands. */
function written(source: string, part: string): string {
  const script = textIn(source);
  const from = script.text.indexOf(part);
  const { start, end } = spanIn(script, from, from + part.length);
  return from < 0 ? '' : source.slice(start, end);
}

/** Whether every character that moves in step is the one in the file. */
function followed(script: Script): boolean {
  return script.segments.every((segment, index) => {
    const end = script.segments[index + 1]?.from ?? script.text.length;
    const text = script.text.slice(segment.from, end);
    return segment.width !== undefined || script.file.text.startsWith(text, segment.to);
  });
}

describe('where the characters of a string stand', () => {
  test.each([
    ['a plain one', 'a: foo bar # no\n', 'foo bar', 'foo bar'],
    ['a plain one over lines', 'a: foo\n  bar\n\n  baz\n', 'bar\nbaz', 'bar\n\n  baz'],
    ['a literal block', 'a: |\n  foo\n    bar\n\n  baz\nb: 1\n', '  bar\n\nbaz', '  bar\n\n  baz'],
    ['a literal block with an indicator', 'a: |2-\n    foo\n   bar\n', '  foo\n bar', '  foo\n   bar'],
    ['a literal block behind blank lines', 'a: |\n\n  foo\n', 'foo', 'foo'],
    ['a folded block', 'a: >-\n  foo\n  bar\n\n  baz\n    more\n  q\n', 'bar\nbaz\n  more\nq', 'bar\n\n  baz\n    more\n  q'],
    ['single quotes', "a: 'it''s\n  b'\n", "it's b", "it''s\n  b"],
    ['double quotes', 'a: "x \\"y\\" \\u0041\\\n   z"\n', 'x "y" Az', 'x \\"y\\" \\u0041\\\n   z'],
    ['Windows line ends', 'a: |\r\n  foo\r\n  bar\r\n', 'foo\nbar', 'foo\r\n  bar'],
  ])('%s', (_, source, part, expected) => {
    expect(written(source, part)).toBe(expected);
  });

  test('an escape is covered whole', () => {
    expect(written('a: "x \\"y\\""\n', '"y"')).toBe('\\"y\\"');
    expect(written("a: 'it''s'\n", "'")).toBe("''");
  });

  test('every style of every text is followed, character by character', () => {
    const piece = fc.constantFrom(
      'a',
      'b c',
      ' ',
      '  x',
      '\n',
      '\n\n',
      "'",
      '"',
      '\\',
      ': ',
      '#',
      '\t',
      'é',
      '😀',
      '${{ x }}',
      '-',
    );
    const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
    const style = fc.constantFrom<Scalar.Type>('BLOCK_LITERAL', 'BLOCK_FOLDED', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'PLAIN');
    const whole: string[] = [];
    fc.assert(
      fc.property(text, style, fc.constantFrom(20, 80), (value, type, lineWidth) => {
        const scalar = new Scalar(value);
        scalar.type = type;
        const source = new Document({ a: scalar, b: 1 }).toString({ lineWidth });
        fc.pre(isText(parseDocument(source).get('a', true)));
        const script = textIn(source);
        expect(followed(script)).toBe(true);
        const first = script.segments[0];
        if (value.trim().length > 2 && script.segments.length === 1 && first?.width !== undefined) whole.push(source);
      }),
      { numRuns: 6000 },
    );
    expect(whole).toEqual([]);
  });
});
