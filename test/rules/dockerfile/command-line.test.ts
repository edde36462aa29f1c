import { describe, expect, test } from 'vitest';
import { parseScript } from '../../../src/parse/shell/parse.ts';
import { ScriptBuilder } from '../../../src/parse/shell/mapping.ts';
import { commandLine, hasOption, said, type Grammar } from '../../../src/rules/dockerfile/command-line.ts';

const valued: Grammar = { valued: new Set(['t', 'o', 'target']) };

test('a cluster is one option per letter', () => {
  expect(read('-qy pkg')).toEqual({ options: ['q', 'y'], operands: ['pkg'] });
});

test('the value of an option is the next word, the rest of the word, or behind an equals sign', () => {
  expect(read('-t a b', valued)).toEqual({ options: ['t=a'], operands: ['b'] });
  expect(read('-ta b', valued)).toEqual({ options: ['t=a'], operands: ['b'] });
  expect(read('-yt a b', valued)).toEqual({ options: ['y', 't=a'], operands: ['b'] });
  expect(read('--target=a --target b c', valued)).toEqual({ options: ['target=a', 'target=b'], operands: ['c'] });
});

test('an option at the end of the line has no value', () => {
  expect(read('b -t', valued)).toEqual({ options: ['t'], operands: ['b'] });
});

test('two dashes end the options, one dash is an operand', () => {
  expect(read('-y -- -x -')).toEqual({ options: ['y'], operands: ['-x', '-'] });
  expect(read('- b')).toEqual({ options: [], operands: ['-', 'b'] });
});

test('programs of Go have long names behind one dash', () => {
  const go: Grammar = { singleDash: true, valued: new Set(['ldflags']) };
  expect(read('-ldflags "-s -w" -v ./cmd', go)).toEqual({ options: ['ldflags=-s -w', 'v'], operands: ['./cmd'] });
});

test('where the first operand ends the options, the rest is left as it is', () => {
  expect(read('-a run -b', { stopsAtOperand: true })).toEqual({ options: ['a'], operands: ['run', '-b'] });
});

describe('an option', () => {
  test('counts under any of its names', () => {
    expect(hasOption(lineOf('--yes'), 'y', 'yes')).toBe(true);
    expect(hasOption(lineOf('--no'), 'y', 'yes')).toBe(false);
  });
  test('does not count where its value switches it off', () => {
    expect(hasOption(lineOf('--yes=false'), 'yes')).toBe(false);
    expect(hasOption(lineOf('--yes=true'), 'yes')).toBe(true);
  });
});

test('a word is said without its quotes and with its variables as they are written', () => {
  expect(lineOf(`'a b' "c=$D" e\\ f`).operands.map(said)).toEqual(['a b', 'c=$D', 'e f']);
});

function lineOf(text: string, grammar: Grammar = {}): ReturnType<typeof commandLine> {
  const file = { path: 'x.sh', text: `program ${text}` };
  const builder = new ScriptBuilder(file);
  builder.copy(file.text, 0);
  const [command] = parseScript(builder.build()).commands;
  return commandLine(command?.words.slice(1) ?? [], grammar);
}

function read(text: string, grammar?: Grammar): { readonly options: readonly string[]; readonly operands: readonly string[] } {
  const { options, operands } = lineOf(text, grammar);
  return {
    options: options.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)),
    operands: operands.map(said),
  };
}
