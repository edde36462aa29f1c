import { expect, test } from 'vitest';
import { isNot } from '../../../src/rules/dockerfile/label-value.ts';

test.for([
  ['url', 'https://example.com/a'],
  ['email', 'team@example.com'],
  ['date', '2026-01-31T08:00:00Z'],
  ['date', '2026-01-31T08:00:00.5+01:00'],
  ['version', '1.4.0-rc.1+build.5'],
  ['version', 'v1.4.0'],
  ['commit', '1e3d5cf'],
  ['licence', 'Apache-2.0 WITH LLVM-exception'],
  ['licence', '(MIT OR GPL-2.0+) AND ISC'],
  ['text', 'x'],
  ['url', '$SOURCE'],
] as const)('%s: %s is one', ([format, value]) => {
  expect(isNot(value, format)).toBeUndefined();
});

test.for([
  ['url', 'example.com/a'],
  ['email', 'team'],
  ['date', '2026-01-31'],
  ['date', '2026-13-31T08:00:00Z'],
  ['version', '1.4'],
  ['version', '01.4.0'],
  ['commit', 'main'],
  ['licence', 'MIT License'],
  ['text', '  '],
] as const)('%s: %j is none', ([format, value]) => {
  expect(isNot(value, format)).toBeTypeOf('string');
});
