import { expect, test } from 'vitest';
import { permissionBits } from '../../../src/rules/dockerfile/permission-bits.ts';

test.for([
  ['777', true, false],
  ['0755', false, false],
  ['4755', false, true],
  ['2750', false, true],
  ['666', true, false],
  ['o+w', true, false],
  ['a+rwx', true, false],
  ['ugo=rw', true, false],
  ['+w', false, false],
  ['u+s', false, true],
  ['g+s,o+w', true, true],
  ['a+w,o-w', false, false],
  ['u=rwx,go=rx', false, false],
  ['u-s', false, false],
  ['+x', false, false],
] as const)('mode %s: others write %s, set-id %s', ([mode, othersWrite, setId]) => {
  expect(permissionBits(mode)).toMatchObject({ othersWrite, setId });
});

test.for(['', '888', 'app.sh', '--reference=a', '$MODE'])('%j is no mode', (text) => {
  expect(permissionBits(text)).toBeUndefined();
});
