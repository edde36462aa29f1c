import { expect, test } from 'vitest';
import { judged } from '../judged.ts';

const secret = 'wooden-kettle-41';

test('a password in a script or a workflow is found and never told', async () => {
  const { findings } = await judged({
    'run.sh': `docker login -u shop --password ${secret}\ndocker build --build-arg NPM_TOKEN=${secret} .\npodman push --creds shop:${secret} example/web:1.4\n`,
    '.github/workflows/ci.yml': `on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    container:\n      image: registry.example.com/ci:1.4\n      credentials: { username: shop, password: ${secret} }\n    steps:\n      - uses: docker/login-action@v3\n        with: { password: ${secret} }\n      - uses: docker/build-push-action@v6\n        with: { build-args: "NPM_TOKEN=${secret}" }\n`,
  });
  expect(findings.filter(({ rule }) => /password|secret/.test(rule)).map(({ rule }) => rule)).toEqual([
    'command/no-literal-password',
    'command/no-secret-build-argument',
    'command/no-literal-password',
    'workflow/no-literal-password',
    'workflow/no-literal-password',
    'workflow/no-secret-build-argument',
  ]);
  expect(JSON.stringify(findings)).not.toContain(secret);
});

test('a login has one finding, for the literal or for the argument', async () => {
  const rules = async (script: string): Promise<readonly string[]> => {
    const { findings } = await judged({ 'run.sh': `${script}\n` });
    return findings.map(({ rule }) => rule);
  };
  expect(await rules('docker login -u shop -p four-words-in-a-row')).toEqual(['command/no-literal-password']);
  expect(await rules('docker login -u shop -p "$PASSWORD"')).toEqual(['command/no-password-argument']);
  expect(await rules('docker login -u shop -p "prefix-$PASSWORD"')).toEqual(['command/no-password-argument']);
  expect(await rules('docker login -u shop -p ""')).toEqual([]);
  expect(await rules('echo "$PASSWORD" | docker login -u shop --password-stdin')).toEqual([]);
});
