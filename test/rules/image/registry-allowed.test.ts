import { expect, test } from 'vitest';
import rule from '../../../src/rules/image/registry-allowed.ts';
import { judged } from '../judged.ts';

async function allowed(image: string, ...registries: readonly string[]): Promise<boolean> {
  const config = `registries: ${JSON.stringify(registries)}\n`;
  const { findings } = await judged({ Dockerfile: `FROM ${image}\n`, 'container-guard.yaml': config }, [rule]);
  return findings.length === 0;
}

test.for([
  ['node:22', 'docker.io'],
  ['node:22', 'docker.io/library'],
  ['acme/app:1', 'docker.io/acme/'],
  ['ghcr.io/acme/a/b:1', 'ghcr.io/acme'],
  ['localhost:5000/a:1', 'localhost:5000'],
  ['1234.dkr.ecr.eu-west-1.amazonaws.com/a:1', '*.dkr.ecr.*.amazonaws.com'],
  ['quay.io/a/b:1', 'https://quay.io'],
] as const)('%s may come from %s', async ([image, registry]) => {
  expect(await allowed(image, 'example.com', registry)).toBe(true);
});

test.for([
  ['node:22', 'docker.io/acme'],
  ['ghcr.io/acme-labs/a:1', 'ghcr.io/acme'],
  ['ghcrXio/acme/a:1', 'ghcr.io'],
  ['evil.com/ghcr.io/a:1', 'ghcr.io'],
  ['a.b.evil.com/x:1', '*.b'],
] as const)('%s does not come from %s', async ([image, registry]) => {
  expect(await allowed(image, registry)).toBe(false);
});
