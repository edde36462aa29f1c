import { expect, test } from 'vitest';
import { ruleNamed } from '../../src/rules/choice.ts';
import { judged } from './judged.ts';

const rules = ['dockerfile/no-pipe-to-shell', 'command/no-pipe-to-shell'].flatMap((id) => ruleNamed(id) ?? []);

const found = [
  'curl https://example.com/a | sh',
  'curl https://example.com/a | gunzip | sh',
  'wget -O- https://example.com/a | bash -s -- --yes',
  'wget -O- https://example.com/a | bash -es x',
  'wget -O- https://example.com/a | bash - x',
  'curl https://example.com/a | python3 -',
  'curl https://example.com/a | sh -x',
];
const passed = [
  'echo a | sh',
  'sh a.sh',
  'cat a | sh a.sh | curl -d @- https://example.com/a',
  'sh | curl https://example.com/a',
  'curl https://example.com/a | tee a',
  'curl https://example.com/a | sh a.sh',
  'curl https://example.com/a | python3 -c "import sys"',
  'curl https://example.com/a | perl -ne "print"',
  'curl https://example.com/a | bash -xc "cat"',
  'curl https://example.com/a | node a.js b-',
  'curl https://example.com/a | python3 -c "import sys" -',
  'curl https://example.com/a | perl -pe s/a/b/ -',
  'echo a | sh | curl https://example.com/a',
  'curl https://example.com/a | bash x-s',
  'curl https://example.com/a | bash a.sh -sx',
];

const ask = async (texts: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const { findings, gaps } = await judged(texts, rules);
  return [...findings.map(({ rule }) => rule), ...gaps.map(({ detail }) => detail)];
};

test.for(found)('a download that is run is found: %s', async (line) => {
  expect(await ask({ Dockerfile: `FROM a\nRUN ${line}\n` })).toEqual(['dockerfile/no-pipe-to-shell']);
  expect(await ask({ 'a.sh': `${line}\n` })).toEqual(['command/no-pipe-to-shell']);
});

test.for(passed)('what runs no download is not: %s', async (line) => {
  expect(await ask({ Dockerfile: `FROM a\nRUN ${line}\n` })).toEqual([]);
  expect(await ask({ 'a.sh': `${line}\n` })).toEqual([]);
});
