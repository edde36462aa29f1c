import { expect, test } from 'vitest';
import { textOf } from '../../../src/parse/lines.ts';
import { judged } from '../judged.ts';

const path = '.github/workflows/ci.yml';

test('what a job’s container asks for is judged on its own line', async () => {
  const text = `jobs:
  build:
    runs-on: ubuntu-24.04
    container:
      image: example/build:1.4
      options: --privileged
      volumes:
        - /var/run/docker.sock:/var/run/docker.sock
    steps: []
`;
  const { findings } = await judged({ [path]: text });
  const told = findings
    .filter(({ rule }) => rule.startsWith('container/'))
    .map(({ rule, location }) => `${rule} ${location.startLine}`);
  expect(told.toSorted()).toEqual(['container/no-engine-socket 8', 'container/no-privileged 6']);
});

test('what it leaves out, its ports and its throwaway password are not', async () => {
  const text = `jobs:
  test:
    runs-on: ubuntu-24.04
    services:
      db:
        image: postgres:17
        env: { POSTGRES_PASSWORD: postgres }
        ports: ["5432:5432"]
    steps: []
`;
  const { findings, world } = await judged({ [path]: text });
  expect(findings.filter(({ rule }) => rule.startsWith('container/'))).toEqual([]);
  expect(world.commands.map(({ settings }) => [settings.name, textOf(settings.at)])).toEqual([['test/db', 'postgres:17']]);
});
