import { expect, test } from 'vitest';
import { listedImages } from '../../src/collect/image-list.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const plan = (text: string) => listedImages({ path: 'plan.json', text });

test('a plan pins images to digests and platforms, each at its place', () => {
  const text = `[\n  {"reference": "ghcr.io/team/app:1", "digest": "${digest}", "platforms": ["linux/amd64", "linux/arm64"]},\n  "node:22"\n]`;
  const [first, second] = plan(text);
  expect(first).toMatchObject({ reference: 'ghcr.io/team/app:1', digest, platforms: ['linux/amd64', 'linux/arm64'] });
  expect(second).toMatchObject({ reference: 'node:22' });
  expect(text.slice(first?.at.span.start, first?.at.span.end)).toBe('"ghcr.io/team/app:1"');
});

test('the JSON report of an earlier run is a plan of its images', () => {
  const report = { verdict: 'pass', images: [{ reference: 'app:1', digest, platform: 'linux/arm64', findings: 3 }] };
  expect(plan(JSON.stringify(report))).toMatchObject([{ reference: 'app:1', digest, platforms: ['linux/arm64'] }]);
});

test.each([
  ['{}', 'plan.json: a list of images is expected'],
  ['nonsense: [', 'plan.json: a list of images is expected'],
  ['[\n{"digest": "sha256:1"}]', 'plan.json:2: an image with its `reference` is expected'],
  ['[{"reference": "a", "digest": "sha256:1"}]', 'plan.json:1: `digest` is neither'],
])('%j is none', (text, message) => {
  expect(() => plan(text)).toThrow(message);
});
