import { expect, test } from 'vitest';
import { judged } from '../judged.ts';

test.for([
  ['debian:12', 'dockerfile/user-set', 'The image runs as root: its last stage has no USER and `debian:12` sets none.'],
  [
    'example/base:1',
    'dockerfile/user-known',
    'The image may run as root: its last stage has no USER, and whether its base sets one is not known.',
  ],
] as const)('on %s no more is said than is known', async ([base, rule, message]) => {
  const { findings } = await judged({ Dockerfile: `FROM ${base}\nCMD ["app"]\n` });
  expect(findings.filter(({ rule }) => rule.startsWith('dockerfile/user-'))).toMatchObject([{ rule, message }]);
});
