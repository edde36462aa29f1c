import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/parse/compose/project.ts';
import { asBoolean } from '../../../src/parse/compose/scalar.ts';
import { valuesOf, type YamlValues } from '../../../src/parse/compose/values.ts';
import { parseYaml } from '../../../src/parse/compose/yaml.ts';
import { textOf } from '../../../src/parse/lines.ts';
import { plain } from './plain.ts';

function read(text: string): YamlValues {
  return valuesOf(parseYaml({ path: 'compose.yaml', text }), () => undefined);
}

function only(text: string): unknown {
  const { documents, problems } = read(text);
  expect(problems.map(({ message }) => message)).toEqual([]);
  expect(documents).toHaveLength(1);
  return documents[0] && plain(documents[0]);
}

function find(value: Value | undefined, ...keys: readonly string[]): Value {
  let found = value;
  for (const key of keys) found = found?.kind === 'map' ? found.entries.get(key)?.value : undefined;
  if (found === undefined) throw new Error(`there is no ${keys.join('.')}`);
  return found;
}

function problemsOf(text: string): readonly (readonly [message: string, at: string])[] {
  return read(text).problems.map(({ message, at }) => [message, textOf(at)]);
}

describe('YAML scalars', () => {
  it.each([
    ['22:22', '22:22'],
    ['yes', 'yes'],
    ['On', 'On'],
    ['true', true],
    ['False', false],
    ['0777', 511],
    ['0o17', 15],
    ['0x1F', 31],
    ['-0x10', -16],
    ['1_000', 1000],
    ['08', 8],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['.inf', Infinity],
    ['1.2.3', '1.2.3'],
    ['2024-01-31', '2024-01-31'],
    ['~', null],
    ['', null],
    ['null', null],
    ['"null"', 'null'],
    ["'8080'", '8080'],
    ['!!str 8080', '8080'],
    ['!!int "8080"', 8080],
    ['!!bool true', true],
    ['!vault secret', 'secret'],
    ['-', '-'],
    ['+', '+'],
    ['.', '.'],
  ])('types %j as Compose does', (written, value) => {
    expect(only(`a: ${written === '-' ? '"-"' : written}`)).toEqual({ a: value });
  });

  it.each(['yes', 'YES', '"yes"', 'on', 'y', "'true'", 'True', 'TRUE', '"TrUe"'])('takes %s for true', (written) => {
    expect(asBoolean(find(read(`a: ${written}`).documents[0], 'a'))).toBe(true);
  });

  it.each(['no', 'Off', '"n"', 'false'])('takes %s for false', (written) => {
    expect(asBoolean(find(read(`a: ${written}`).documents[0], 'a'))).toBe(false);
  });

  it.each(['1', '0', 'maybe', '""', 'null', '[true]', '{}'])('takes %s for neither', (written) => {
    expect(asBoolean(find(read(`a: ${written}`).documents[0], 'a'))).toBeUndefined();
  });

  it('keeps what is written, without quotes, and whether it was quoted', () => {
    const value = find(read(String.raw`a: "x\"${'$'}{V:-1}"`).documents[0], 'a');
    expect(value).toMatchObject({ value: 'x"1', written: 'x"${V:-1}', quoted: true });
  });

  it('substitutes variables in texts of every style but not in keys', () => {
    expect(only('$A: ["${V:-1}", \'${V:-2}\', "${V:-3}"]\nb: |\n  ${V:-4}\n')).toEqual({ $A: ['1', '2', '3'], b: '4\n' });
  });
});

describe('places', () => {
  it('cover the value alone: quotes and brackets in, comments and line ends out', () => {
    const text = [
      'services: # one',
      '  web: &web',
      '    image: "nginx:1" # pinned',
      '    command: |',
      '      run me',
      '',
      '    ports: [ "1:1", 2 ] # two',
      '    labels:',
      '      - a=b   # three',
      '  # end',
      'x-b: *web',
      '',
    ].join('\n');
    const [document] = read(text).documents;
    const at = (...keys: readonly string[]): string => textOf(find(document, ...keys).at);
    expect(at('services', 'web', 'image')).toBe('"nginx:1"');
    expect(at('services', 'web', 'command')).toBe('|\n      run me');
    expect(at('services', 'web', 'ports')).toBe('[ "1:1", 2 ]');
    expect(at('services', 'web', 'labels')).toBe('- a=b');
    expect(at('services', 'web')).toBe(text.slice(text.indexOf('image'), text.indexOf('   # three')));
    expect(at('x-b', 'image')).toBe('"nginx:1"');
    expect(at()).toBe(text.trimEnd());
  });

  it('are right behind a byte order mark and with CRLF', () => {
    const [document] = read('\uFEFFa: one\r\nb:\r\n  - two\r\n').documents;
    expect(textOf(find(document, 'a').at)).toBe('one');
    expect(textOf(find(document, 'b').at)).toBe('- two');
  });
});

describe('aliases and merge keys', () => {
  it('let own keys win wherever the merge key stands, and the first map of a list', () => {
    const text = 'a: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\nc: {x: 3, <<: [*a, *b]}\nd:\n  <<: *b\n  z: 4\ne: {<<: {q: 1}}\n';
    expect(only(text)).toMatchObject({ c: { x: 3, y: 1, z: 2 }, d: { x: 2, z: 4 }, e: { q: 1 } });
  });

  it('take nested maps whole', () => {
    expect(only('a: &a {deploy: {limits: 1, mode: 2}}\nb: {<<: *a, deploy: {mode: 3}}')).toMatchObject({
      b: { deploy: { mode: 3 } },
    });
  });

  it('follow a list of maps behind an anchor, chains of merges and the tag of the merge key', () => {
    const text = 'a: &a {x: 1}\nl: &l [*a]\nb: &b\n  <<: *l\n  y: 2\nc:\n  !!merge <<: *b\n  z: 3\n';
    expect(only(text)).toMatchObject({ c: { x: 1, y: 2, z: 3 } });
  });

  it('take the nearest anchor above where a name is used twice', () => {
    expect(only('a: &n 1\nb: *n\nc: &n 2\nd: *n\n')).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  it('bear one anchor that many services share', () => {
    const services = Array.from({ length: 400 }, (_, index) => `  s${index}: {<<: *base, hostname: h${index}}`).join('\n');
    const value = only(`x-base: &base {image: a, environment: {A: b, C: d}}\nservices:\n${services}\n`);
    expect(value).toHaveProperty('services.s399', { hostname: 'h399', image: 'a', environment: { A: 'b', C: 'd' } });
  });

  it('hold in the documents behind, as for Compose, until they are set anew', () => {
    const { documents, problems } = read('a: &a {x: 1}\n---\nb: *a\nc: {<<: *a, y: 2}\n---\nd: &a 3\ne: *a\n');
    expect(problems).toEqual([]);
    expect(documents.map(plain)).toEqual([{ a: { x: 1 } }, { b: { x: 1 }, c: { x: 1, y: 2 } }, { d: 3, e: 3 }]);
  });

  it('are problems where they cannot be followed, and the rest is read', () => {
    expect(problemsOf('a: *none\nb: 1')).toEqual([['there is no anchor none above', '*none']]);
    expect(problemsOf('a: &a [1, *a]')).toEqual([['the alias a stands within its own anchor', '*a']]);
    expect(problemsOf('a: &a {<<: *a, b: 1}')).toEqual([['the alias a stands within its own anchor', '*a']]);
    expect(problemsOf('a: {<<: [1], b: 2}')).toEqual([['a merge key takes maps only', '1']]);
    expect(read('a: *none\nb: 1').documents.map(plain)).toEqual([{ a: null, b: 1 }]);
  });
});

describe('what Compose refuses', () => {
  it.each([
    ['a: 1\nb: 2\na: 3', 'the key a is given twice in one map', 'a'],
    ['x: &x {}\na:\n  <<: *x\n  <<: *x', 'the key << is given twice in one map', '<<'],
    ['8080: a', 'a key has to be text; put it in quotes', '8080'],
    ['true: a', 'a key has to be text; put it in quotes', 'true'],
    ['? [a]\n: b', 'a key has to be text', '[a]'],
    ['a: ${}', 'the variable in this text is not written as Compose reads it; a lone dollar sign is written $$', '${}'],
    ['a: b\u0000c', 'not readable as YAML: YAML allows no control characters', '\u0000'],
    ['a: "b', 'not readable as YAML: a character is missing, such as a closing quote, bracket or comma', ''],
    ['a: b: c', 'not readable as YAML: a mapping cannot stand on the line of another key', 'b'],
  ])('is a problem in %j', (text, message, at) => {
    expect(problemsOf(text)).toContainEqual([message, at]);
  });

  it('quotes nothing of the text in messages about syntax', () => {
    const texts = ['a: [hunter2', 'a: "hunter2" hunter2', '@hunter2: }hunter2', 'a: b: hunter2: c', '%hunter2\nhunter2'];
    for (const text of texts) expect(JSON.stringify(problemsOf(text).map(([message]) => message))).not.toContain('hunter2');
  });

  it('keeps the last of two equal keys, and the lines around a broken one', () => {
    expect(read('a: 1\na: 2').documents.map(plain)).toEqual([{ a: 2 }]);
    expect(read('a: @x\nc: 3').documents.map(plain)).toEqual([expect.objectContaining({ c: 3 })]);
  });

  it('reads every document and leaves empty ones out', () => {
    expect(read('---\na: 1\n---\n---\nb: 2\n...\n').documents.map(plain)).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it('keeps directives with their values and drops list items that are reset', () => {
    const { documents, directives } = read('a: !reset null\nb: !override [1, !reset 2]\nc: !reset {d: 1}');
    expect(directives).toBe(true);
    expect(find(documents[0], 'a').directive).toBe('reset');
    expect(find(documents[0], 'b')).toMatchObject({ directive: 'override', items: [{ value: 1 }] });
    expect(find(documents[0], 'c').directive).toBe('reset');
  });

  it('is not everything that looks odd: prototypes, tabs in text, long lines', () => {
    expect(only('__proto__: {a: 1}\nconstructor: "a\\tb"\ntoString: x')).toEqual(
      Object.fromEntries([
        ['__proto__', { a: 1 }],
        ['constructor', 'a\tb'],
        ['toString', 'x'],
      ]),
    );
  });
});

describe('reading YAML', () => {
  it('never throws, and every place lies in the text', () => {
    const pieces = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '&x ',
      '*x',
      '<<: ',
      '"',
      "'",
      '|\n',
      '#',
      '---\n',
      '!reset ',
      '${',
      '}',
      '$A',
      '\t',
      '? ',
      '%',
      '\u0000',
      '1',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const { documents, problems } = read(text);
          const ends = [...documents, ...problems].map(({ at }) => at.span);
          for (const { start, end } of ends) expect(0 <= start && start <= end && end <= text.length).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
