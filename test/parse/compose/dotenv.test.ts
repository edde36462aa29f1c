import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../../../src/parse/compose/dotenv.ts';

const outside = new Map([
  ['HOST', 'h'],
  ['A', 'outside'],
]);

function read(text: string): Readonly<Record<string, string | null>> {
  const { variables, problem } = parseDotenv(text, (name) => outside.get(name));
  expect(problem).toBeUndefined();
  return Object.fromEntries(variables);
}

describe('env files', () => {
  it.each([
    ['X=1', { X: '1' }],
    ['\uFEFFX=1\r\nY=2\r\n', { X: '1', Y: '2' }],
    ['export X=1\nexport\tY = 2', { X: '1', Y: '2' }],
    ['X: 1', { X: '1' }],
    ['  X = spaced out  ', { X: 'spaced out' }],
    ['# X=0\n\n#\nX=1 # one\nY=a#b', { X: '1', Y: 'a#b' }],
    ['X=', { X: '' }],
    ['X=""\nY=\'\'', { X: '', Y: '' }],
    ['X="a # b" # c\nY=1', { X: 'a # b', Y: '1' }],
    ['X="a\nb"\nY=\'c\nd\'', { X: 'a\nb', Y: 'c\nd' }],
    [String.raw`X="a\nb\"c\\d\$e"`, { X: 'a\nb"c\\d$e' }],
    [String.raw`X='a\nb\'c$HOST'`, { X: String.raw`a\nb'c$HOST` }],
    [String.raw`X="\0101\x"`, { X: String.raw`A\x` }],
    ['X=$HOST:${HOST}\nY="${X}!"', { X: 'h:h', Y: 'h:h!' }],
    ['A=1\nX=$A', { A: '1', X: 'outside' }],
    ['X=${NONE:-d}', { X: 'd' }],
    ['X=1\nX=2', { X: '2' }],
    ['HOST\nNONE\nX=1\nA', { HOST: 'h', X: '1' }],
    ['a.b-c[0]=1', { 'a.b-c[0]': '1' }],
    ['', {}],
  ])('reads %j', (text, variables) => {
    expect(read(text)).toEqual(variables);
  });

  it('knows of a value that hangs on a variable that nobody gave only that there is one', () => {
    expect(read('X=1\nY=$NONE/y\nX=$NONE\nZ=${Y:-z}')).toEqual({ X: null, Y: null, Z: null });
  });

  it.each([
    ["X=1\nY='2", 'a quoted value is not closed', 4],
    ['X=1\nA B=2', 'a variable name holds a space', 4],
    ['X=1\n{}', 'a variable name holds a character it cannot hold', 4],
    ['X=${}', 'a variable is not written as Compose reads it', 0],
  ])('stops in %j', (text, message, offset) => {
    const { variables, problem } = parseDotenv(text, () => undefined);
    expect(problem?.message).toBe(message);
    expect([0, offset]).toContain(text.startsWith('X=1') ? offset : 0);
    expect(variables.get('X')).toBe(text.startsWith('X=1') ? '1' : undefined);
  });

  it('never throws and never hangs', () => {
    const pieces = fc.array(fc.constantFrom('A', '=', ':', '"', "'", '\\', '\n', ' ', '#', '$', '{', '}', 'export ', '\t'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(pieces, (parts) => {
        expect(() => parseDotenv(parts.join(''), () => undefined)).not.toThrow();
      }),
    );
    for (const piece of ['#\n', 'A=1\n', 'A', ' ', '\n', 'A="\\"', '$A']) {
      expect(() => parseDotenv(piece.repeat(100_000), () => undefined)).not.toThrow();
    }
  });
});

it('gives up on values that double with every line', () => {
  const { problem } = parseDotenv(`A=${'a'.repeat(1000)}\n${'A=${A}${A}\n'.repeat(60)}`, () => undefined);
  expect(problem?.offset).toBeLessThan(1400);
});
