import { createHash } from 'node:crypto';
import { isDigest } from '../fleet/digest.ts';
import { readManifest } from '../fleet/manifest.ts';
import type { ImageSource } from './image-jobs.ts';
import type { ShownImage } from './ports.ts';

const mediaTypes = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
} as const;

/**
 * What Trivy is shown of an image: the same configuration with layers that are unpacked already, each under the digest that the
 * configuration gives its content. An image whose layers do not go by such digests is shown as it is.
 */
export function shownImage({ manifest, texts, layers }: Extract<ImageSource, { kind: 'store' }>): ShownImage {
  const asItIs = { manifest, texts, unpacked: new Map<string, string>() };
  const own = readManifest(manifest.text);
  const unpacked = new Map(layers.map(({ diffId, digest }) => [diffId, digest]));
  const isPlain = layers.every(({ diffId, digest }) => isDigest(diffId) && unpacked.get(diffId) === digest);
  if (own?.kind !== 'image' || !isPlain) return asItIs;
  const { digest, size } = own.config;
  const text = JSON.stringify({
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: { mediaType: mediaTypes.config, digest, size },
    // What is in a layer is as long as it turns out to be, which go-containerregistry knows by this number.
    layers: layers.map(({ diffId }) => ({ mediaType: mediaTypes.layer, digest: diffId, size: -1 })),
  });
  const shown = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  return { manifest: { digest: shown, mediaType: mediaTypes.manifest, text }, texts, unpacked };
}
