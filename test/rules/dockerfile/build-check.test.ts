import { expect, test } from 'vitest';
import { judged } from '../judged.ts';

const asWritten = 'dockerfile/as-casing';
const consistent = 'dockerfile/keyword-casing';

async function told(text: string): Promise<readonly string[]> {
  const { findings } = await judged({ Dockerfile: text });
  return findings.map(({ rule }) => rule).filter((rule) => rule === asWritten || rule === consistent);
}

const file = 'FROM scratch as base\ncopy a /a\n';

test('nothing is skipped where nobody asks for it', async () => {
  expect(await told(file)).toEqual(expect.arrayContaining([asWritten, consistent]));
});

test('the head of the file skips a check for the file, whatever its case and what else it says', async () => {
  expect(await told(`# check=skip=fromascasing;error=true\n${file}`)).toEqual([consistent]);
  expect(await told(`# check=error=true;skip=ConsistentInstructionCasing, FromAsCasing\n${file}`)).toEqual([]);
  expect(await told(`# check=skip=all\n${file}`)).toEqual([]);
});

test('a comment right above an instruction skips a check for it alone', async () => {
  expect(await told('FROM scratch\n# check=skip=ConsistentInstructionCasing\ncopy a /a\nCOPY b /b\n')).toEqual([]);
  expect(await told('FROM scratch\n# check=skip=ConsistentInstructionCasing\n\ncopy a /a\nCOPY b /b\n')).toEqual([consistent]);
});

test('security findings are not silenced so', async () => {
  const { findings } = await judged({ Dockerfile: '# check=skip=all\nFROM debian:12\nENV DB_PASSWORD=hunter2\n' });
  expect(findings.map(({ rule }) => rule)).toContain('dockerfile/no-secret-in-env');
});
