import { expect, test } from 'vitest';
import rule from '../../../src/rules/dockerfile/no-insecure-build.ts';
import { judged } from '../judged.ts';

const dockerfile = 'FROM debian:12-slim\nRUN --security=insecure ./build.sh\n';
const workflow = (rest: string): string =>
  `on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n${rest}`;

test.for<[string, Record<string, string>, number]>([
  [
    '.github/workflows/ci.yml',
    { '.github/workflows/ci.yml': workflow('          allow: |\n            security.insecure\n') },
    10,
  ],
  ['build.sh', { 'build.sh': 'docker buildx build --allow security.insecure .\n' }, 1],
  ['build.sh', { 'build.sh': 'docker buildx build --allow=security.insecure .\n' }, 1],
  [
    'compose.yaml',
    { 'compose.yaml': 'services:\n  a:\n    build:\n      context: .\n      entitlements: [security.insecure]\n' },
    5,
  ],
  ['compose.yaml', { 'compose.yaml': 'services:\n  a:\n    build:\n      context: .\n      privileged: true\n' }, 5],
  ['docker-bake.hcl', { 'docker-bake.hcl': 'target "a" {\n  entitlements = ["security.insecure"]\n}\n' }, 2],
])('what %s grants is named', async ([path, files, line]) => {
  const { findings } = await judged({ Dockerfile: dockerfile, ...files }, [rule]);
  expect(findings).toMatchObject([{ confidence: 'certain', related: [{ location: { path, startLine: line } }] }]);
});

test.for<[string, Record<string, string>]>([
  ['a workflow', { '.github/workflows/ci.yml': workflow('') }],
  ['another power', { 'build.sh': 'docker buildx build --allow network.host .\n' }],
])('a step is only possible where the one build is that of %s', async ([, files]) => {
  const { findings } = await judged({ Dockerfile: dockerfile, ...files }, [rule]);
  expect(findings).toMatchObject([{ confidence: 'possible', related: [] }]);
});

test('where nobody is known to build, the step counts as it stands', async () => {
  const { findings } = await judged({ Dockerfile: dockerfile }, [rule]);
  expect(findings).toMatchObject([{ confidence: 'certain', related: [] }]);
});
