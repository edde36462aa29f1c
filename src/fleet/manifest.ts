import * as v from 'valibot';
import { isDigest } from './digest.ts';

const descriptor = v.object({
  mediaType: v.optional(v.string(), ''),
  digest: v.pipe(v.string(), v.check(isDigest)),
  size: v.number(),
  platform: v.optional(v.object({ os: v.string(), architecture: v.string(), variant: v.optional(v.string()) })),
  annotations: v.nullish(v.record(v.string(), v.string())),
});

/** What a manifest says of one blob, by the OCI image specification 1.1. */
export type Descriptor = v.InferOutput<typeof descriptor>;

const imageManifest = v.object({ schemaVersion: v.literal(2), config: descriptor, layers: v.array(descriptor) });
const imageIndex = v.object({ schemaVersion: v.literal(2), manifests: v.array(descriptor) });

export type Manifest =
  | { readonly kind: 'image'; readonly config: Descriptor; readonly layers: readonly Descriptor[] }
  | { readonly kind: 'index'; readonly entries: readonly Descriptor[] };

/** Reads the manifest of an image or an index over several; undefined for what is neither. Attestations are left out. */
export function readManifest(text: string): Manifest | undefined {
  const value = parsed(text);
  const image = v.safeParse(imageManifest, value);
  if (image.success) return { kind: 'image', config: image.output.config, layers: image.output.layers };
  const index = v.safeParse(imageIndex, value);
  return index.success ? { kind: 'index', entries: index.output.manifests.filter(isImage) } : undefined;
}

function isImage({ platform, annotations }: Descriptor): boolean {
  return platform?.os !== 'unknown' && annotations?.['vnd.docker.reference.type'] === undefined;
}

/** The kinds of configuration that the images of containers have; charts, modules and signatures have others. */
const configTypes: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
]);

/** Whether a manifest is that of a container image, by the kind of its configuration. */
export function isContainerImage({ config }: { readonly config: Descriptor }): boolean {
  return config.mediaType === '' || configTypes.has(config.mediaType);
}

const configShape = v.object({
  os: v.optional(v.string(), ''),
  architecture: v.optional(v.string(), ''),
  variant: v.optional(v.string()),
  rootfs: v.optional(v.object({ diff_ids: v.nullish(v.array(v.string()), []) }), {}),
});

/** What the configuration of an image says of its platform, and of its layers by the digests of what is in them. */
export function readImageConfig(text: string): { readonly platform: string; readonly diffIds: readonly string[] } | undefined {
  const read = v.safeParse(configShape, parsed(text));
  if (!read.success) return undefined;
  return { platform: platformName(read.output), diffIds: read.output.rootfs.diff_ids ?? [] };
}

/** `linux/amd64`, `linux/arm/v7`. */
export function platformName(platform: {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string | undefined;
}): string {
  const { os, architecture, variant } = platform;
  return [os, architecture, ...(variant === undefined || variant === '' ? [] : [variant])].join('/');
}

/** Whether an image of this platform is what was asked for: `linux/arm64` is also any variant of it. */
export function isPlatform(found: string, asked: string): boolean {
  return found === asked || found.startsWith(`${asked}/`) || (asked === 'linux/arm64/v8' && found === 'linux/arm64');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
