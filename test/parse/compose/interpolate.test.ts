import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolate } from '../../../src/parse/compose/interpolate.ts';

const values = new Map([
  ['SET', 'one'],
  ['EMPTY', ''],
  ['JSON', '{"a":2}'],
]);
const read = (template: string): ReturnType<typeof interpolate> => interpolate(template, (name) => values.get(name));

describe('interpolation', () => {
  it.each([
    ['$SET-$SET', 'one-one'],
    ['${SET}', 'one'],
    ['$$SET and $${SET}', '$SET and ${SET}'],
    ['cost: 5$ or $5', 'cost: 5$ or $5'],
    ['${NONE:-two}', 'two'],
    ['${EMPTY:-two}', 'two'],
    ['${EMPTY-two}', ''],
    ['${NONE-two}', 'two'],
    ['${SET:+yes}${EMPTY:+no}${NONE:+no}', 'yes'],
    ['${EMPTY+yes}', 'yes'],
    ['${SET:?needed}', 'one'],
    ['${EMPTY?needed}', ''],
    ['${NONE:-${SET}}/${NONE:-${NADA:-deep}}', 'one/deep'],
    ['ok ${NONE:-{"a":1}} ok', 'ok {"a":1} ok'],
    ['ok ${JSON:-{"a":1}} ok', 'ok {"a":2} ok'],
    ['${NONE:-{}}', '{}'],
    ['${NONE:-a}b} ${SET}', 'ab} one'],
    ['${NONE:-http://host:80/?a=b}', 'http://host:80/?a=b'],
  ])('puts %j as %j', (template, value) => {
    expect(read(template)).toMatchObject({ value, invalid: false });
    expect(read(template).unknown).toBeUndefined();
  });

  it.each(['${', '${}', '${ SET}', '${SET }', '${SET!}', '${NONE:-a\nb}', '${NONE:-', '${NONE:-${}}', '${NONE:?${}}'])(
    'refuses %j',
    (template) => {
      expect(read(template)).toMatchObject({ value: template, invalid: true });
    },
  );

  it('does not mind a broken default that is not taken', () => {
    expect(read('${SET:-${}}')).toMatchObject({ value: 'one', invalid: false });
  });

  it('tells each variable, its operator, its default and whether it had a value', () => {
    expect(read('${SET:-a}:$NONE:${NADA:-${SET}b}').variables).toEqual([
      { name: 'SET', operator: ':-', fallback: 'a', resolved: true },
      { name: 'NONE', resolved: false },
      { name: 'NADA', operator: ':-', fallback: 'oneb', resolved: false },
      { name: 'SET', resolved: true },
    ]);
  });

  it('names every variable without value and default as the reason for not knowing', () => {
    expect(read('${A}/$B/$A').unknown).toBe('the variables A, B have no value here');
    expect(read('${NONE:?secret words}')).toMatchObject({ value: '', unknown: 'the variable NONE has no value here' });
    expect(read('${NONE:-${DEEP}}').unknown).toBe('the variable DEEP has no value here');
    expect(read('${SET:-${DEEP}}').unknown).toBeUndefined();
  });

  it('comes to an end, and needs no stack, for texts made to hurt', () => {
    for (const piece of ['${A:-', '${A:-{', '$A', '${A:-x}', '$', '{', '${A:-x}\n', '$A\n']) {
      expect(read(piece.repeat(100_000) + '}'.repeat(1000)).value).toBeTypeOf('string');
    }
  });

  it('never throws, and leaves text without a dollar sign alone', () => {
    const pieces = fc.array(fc.constantFrom('$', '{', '}', ':', '-', '+', '?', 'A', 'SET', '\n', ' ', 'é'), { maxLength: 30 });
    fc.assert(
      fc.property(pieces, (parts) => {
        const template = parts.join('');
        const { value } = read(template);
        expect(template.includes('$') || value === template).toBe(true);
      }),
    );
  });
});
