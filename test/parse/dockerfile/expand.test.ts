import { describe, expect, test } from 'vitest';
import { expandWord } from '../../../src/parse/dockerfile/expand.ts';

const variables = new Map([
  ['A', 'value'],
  ['EMPTY', ''],
  ['PATHS', '/usr/lib/x.tar.gz'],
  ['SPACED', ' b  c '],
  ['_1', 'under'],
]);

function lookup(name: string): string | undefined {
  return variables.get(name);
}

function expanded(raw: string, escape: '\\' | '`' = '\\'): string {
  const result = expandWord(raw, lookup, escape);
  return 'error' in result ? 'refused' : result.value;
}

describe('expandWord', () => {
  test.each([
    ['a b', 'a b'],
    ['"a b"c\'d e\'', 'a bcd e'],
    ['\\$A \\"', '$A "'],
    ['"\\$A \\" \\\\ \\n"', '$A " \\ \\n'],
    ["'$A \\n'", '$A \\n'],
    ['a\\', 'a'],
    ['$A${A}x', 'valuevaluex'],
    ['$Ax', ''],
    ['"$A"', 'value'],
    ['$_1 $1x $. $', 'under x $. $'],
    ['${X:-d}${EMPTY:-d}${A:-d}', 'ddvalue'],
    ['${X-d}${EMPTY-d}${A-d}', 'dvalue'],
    ['${X:+d}${EMPTY:+d}${A:+d}', 'd'],
    ['${X+d}${EMPTY+d}${A+d}', 'dd'],
    ['${X:-$A-${Y:-"z }"}}', 'value-z }'],
    ['${A:?e}${EMPTY?e}', 'value'],
    ['${PATHS#*/}|${PATHS##*/}', 'usr/lib/x.tar.gz|x.tar.gz'],
    ['${PATHS%.*}|${PATHS%%.*}', '/usr/lib/x.tar|/usr/lib/x'],
    ['${A#?a}|${A%l?e}|${A#x}', 'lue|va|value'],
    ['${PATHS/\\//-}|${PATHS//\\//-}', '-usr/lib/x.tar.gz|-usr-lib-x.tar.gz'],
    ['${PATHS//?r/-}', '/u-/lib/x.t-.gz'],
    ['${A//[a]/x}${A/a*/}', 'valuev'],
    ['${A/*/}|${A//*/x}|${A///x}', '|x|xvxaxlxuxex'],
  ])('makes %j %j', (raw, value) => {
    expect(expanded(raw)).toBe(value);
  });

  test.each([
    '"a',
    "'a",
    '${A',
    '${}',
    '${:x}',
    '${{A}}',
    '${A:#x}',
    '${A:=x}',
    '${A^^}',
    '${X:?no}',
    '${X?}',
    '${EMPTY:?}',
    '${A/x}',
    '${A#\\x}',
  ])('refuses %j', (raw) => {
    expect(expanded(raw)).toBe('refused');
  });

  test('says with the words of the file what is missing', () => {
    expect(expandWord('${X:?set it to $A}', lookup, '\\')).toEqual({ error: 'X: set it to value' });
  });

  test('takes the escape character of the file', () => {
    expect(expanded('C:\\dir`$A', '`')).toBe('C:\\dir$A');
  });

  test('tells which variables had neither value nor default', () => {
    const result = expandWord('$X ${Y:-d} ${Z:+d} ${V#x} $X $A ${W:-$U}', lookup, '\\');
    expect(result).toEqual({ value: ' d    value ', unresolved: ['X', 'V', 'U'] });
  });

  test('is done at once with a hostile pattern', () => {
    const value = 'a'.repeat(300);
    const result = expandWord(`\${A#${'*a'.repeat(20)}b}`, () => value, '\\');
    expect(result).toEqual({ value, unresolved: [] });
    expect(expandWord(`\${A#${'*a'.repeat(100_000)}b}`, () => value, '\\')).toHaveProperty('error');
  });

  test('refuses a value that doubles again and again', () => {
    let value = 'x';
    let result = expandWord('$A$A', () => value, '\\');
    for (let round = 0; round < 60 && !('error' in result); round += 1) {
      ({ value } = result);
      result = expandWord('$A$A', () => value, '\\');
    }
    expect(result).toHaveProperty('error');
  });

  test('refuses what is nested too deeply', () => {
    expect(expanded('${X:-'.repeat(100_000))).toBe('refused');
    expect(expanded(`${'${X:-'.repeat(100)}a${'}'.repeat(100)}`)).toBe('a');
  });
});
