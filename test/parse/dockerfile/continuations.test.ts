import { describe, expect, test } from 'vitest';
import { textOf } from '../../../src/parse/lines.ts';
import { body, only, parsed, raws, refusals, texts } from './parsed.ts';

function commandOf(text: string): string {
  const run = only('RUN', text);
  return run.form === 'shell' ? run.command.raw : 'exec';
}

describe('line continuations', () => {
  test('join lines and keep the indentation of the second', () => {
    expect(commandOf('RUN a \\\n  && b')).toBe('a   && b');
  });

  test('may have blanks behind the backslash, and carriage returns', () => {
    expect(commandOf('RUN a \\ \t\r\n b\r\n')).toBe('a  b');
  });

  test('leave out comments and blank lines inside', () => {
    expect(commandOf('RUN a \\\n# one\n\n   # two \\\n  \t\n && b')).toBe('a  && b');
  });

  test('do not stop at a comment that follows the last of them', () => {
    const file = parsed('FROM a\nRUN b \\\n# c\nUSER d\nWORKDIR /e');
    expect(file.instructions.map(({ keyword }) => keyword)).toEqual(['FROM', 'RUN', 'WORKDIR']);
    expect(file.comments).toEqual([expect.objectContaining({ text: 'c' })]);
  });

  test('are not made by a doubled backslash', () => {
    expect(body('RUN a \\\\\nUSER b').map(({ keyword }) => keyword)).toEqual(['RUN', 'USER']);
    expect(body('RUN a \\\\\\\nUSER b').map(({ keyword }) => keyword)).toEqual(['RUN', 'USER']);
  });

  test('are made by a backslash alone on a line', () => {
    expect(commandOf('RUN a\\\n\\\n \\\nb')).toBe('a b');
  });

  test('may come before the keyword ends', () => {
    expect(commandOf('RU\\\nN a')).toBe('a');
    expect(commandOf('\\\nRUN a')).toBe('a');
  });

  test('may run into the end of the file', () => {
    const run = only('RUN', 'RUN a \\\n\n  \n');
    expect(run.form === 'shell' && run.command.raw).toBe('a');
    expect(textOf(run.at)).toBe('RUN a \\\n\n');
  });

  test('use the escape directive', () => {
    const file = parsed('# escape=`\nFROM a\nCOPY C:\\ `\n D:\\\nUSER b');
    expect(file.instructions.map(({ keyword }) => keyword)).toEqual(['FROM', 'COPY', 'USER']);
    expect(file.escape).toBe('`');
  });

  test('are refused where they continue nothing', () => {
    expect(refusals('FROM a\n\\\n')).toEqual(['A line is continued that says nothing | ']);
  });
});

describe('places', () => {
  test('of words lie behind continuations where they were written', () => {
    const copy = only('COPY', 'COPY --chown=a:b \\\n  # sources\n  one two \\\n\n  /three/');
    expect(texts(copy.sources)).toEqual(['one', 'two']);
    expect(textOf(copy.destination.at)).toBe('/three/');
    expect(texts(copy.flags)).toEqual(['--chown=a:b']);
  });

  test('of a word end where it ends, though the line goes on', () => {
    const copy = only('COPY', 'COPY a\\\n b\\\n /c');
    expect(texts([...copy.sources, copy.destination])).toEqual(['a', 'b', '/c']);
  });

  test('of a word that is broken cover the break, its raw text does not', () => {
    const copy = only('COPY', 'COPY on\\\n# c\ne /t');
    expect(raws(copy.sources)).toEqual(['one']);
    expect(texts(copy.sources)).toEqual(['on\\\n# c\ne']);
  });

  test('of an instruction leave out trailing white space', () => {
    expect(textOf(only('USER', '  USER  x \t\r\n').at)).toBe('USER  x');
  });

  test('of the pieces of a shell form tell where each line is', () => {
    const text = 'FROM scratch\nRUN  a \\\n  # c\n  b\\\n c';
    const run = parsed(text).instructions[1];
    if (run?.keyword !== 'RUN' || run.form !== 'shell') throw new Error('no shell form');
    expect(run.command.raw).toBe('a   b c');
    expect(run.segments).toEqual([
      { from: 0, to: text.indexOf('a \\') },
      { from: 2, to: text.indexOf('  b') },
      { from: 5, to: text.indexOf(' c', text.indexOf('b\\')) },
    ]);
  });

  test('count from behind a byte order mark', () => {
    const file = parsed('\uFEFFFROM a');
    expect(texts(file.instructions)).toEqual(['FROM a']);
    expect(file.problems).toEqual([]);
  });
});

describe('white space', () => {
  test('a no-break space separates no keyword and no word of FROM', () => {
    expect(refusals('FROM\u00a0a')).toHaveLength(2);
    expect(parsed('FROM a\u00a0b').stages[0]?.from.image.raw).toBe('a\u00a0b');
  });

  test('a no-break space is trimmed off a line, and separates the words of ENV', () => {
    expect(only('USER', '\u00a0USER a\u00a0').argument.raw).toBe('a');
    expect(only('ENV', 'ENV a=b\u00a0c=d').pairs).toHaveLength(2);
  });

  test('a lone carriage return does not end a line', () => {
    expect(parsed('FROM a\rUSER b').instructions).toHaveLength(1);
  });
});
