import { expect, test } from 'vitest';
import { isContainerImage, isPlatform, readImageConfig, readManifest } from '../../src/fleet/manifest.ts';

const digest = (character: string): string => `sha256:${character.repeat(64)}`;
const entry = (character: string, more: object = {}) => ({ mediaType: 'm', digest: digest(character), size: 1, ...more });

test('an index has the images of its platforms, and no attestations', () => {
  const text = JSON.stringify({
    schemaVersion: 2,
    manifests: [
      entry('a', { platform: { os: 'linux', architecture: 'amd64' } }),
      entry('b', { platform: { os: 'unknown', architecture: 'unknown' } }),
      entry('c', { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } }),
    ],
  });
  expect(readManifest(text)).toMatchObject({ kind: 'index', entries: [{ digest: digest('a') }] });
});

test('an image is told from a chart by its configuration', () => {
  const manifest = (mediaType: string) =>
    readManifest(JSON.stringify({ schemaVersion: 2, config: entry('a', { mediaType }), layers: [entry('b')] }));
  const image = manifest('application/vnd.oci.image.config.v1+json');
  const chart = manifest('application/vnd.cncf.helm.config.v1+json');
  expect(image?.kind === 'image' && isContainerImage(image)).toBe(true);
  expect(chart?.kind === 'image' && isContainerImage(chart)).toBe(false);
});

test.each(['', '[]', '{"schemaVersion":1}', '{"schemaVersion":2,"manifests":[{"digest":"sha256:../../etc","size":1}]}'])(
  '%j is no manifest',
  (text) => {
    expect(readManifest(text)).toBe(undefined);
  },
);

test('a configuration tells its platform and what its layers hold', () => {
  const text = JSON.stringify({ os: 'linux', architecture: 'arm', variant: 'v7', rootfs: { diff_ids: ['sha256:x'] } });
  expect(readImageConfig(text)).toEqual({ platform: 'linux/arm/v7', diffIds: ['sha256:x'] });
  expect(readImageConfig('{"os":"linux","architecture":"amd64"}')).toEqual({ platform: 'linux/amd64', diffIds: [] });
  expect(readImageConfig('no')).toBe(undefined);
});

test('an architecture without a variant is any of its variants', () => {
  expect(isPlatform('linux/arm64/v8', 'linux/arm64')).toBe(true);
  expect(isPlatform('linux/arm64', 'linux/arm64/v8')).toBe(true);
  expect(isPlatform('linux/arm/v6', 'linux/arm/v7')).toBe(false);
  expect(isPlatform('linux/amd64', 'linux/am')).toBe(false);
});
