import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { TarEntry } from './tar.ts';
import { tarOf } from './tar.ts';

/** A step of an image's history: with `files` a layer, without an empty one such as ENV. */
export interface ImageStep {
  readonly createdBy: string;
  readonly files?: Readonly<Record<string, string>>;
  /** A folder whose content becomes the layer, below `/`. */
  readonly folder?: string;
  /** The layer itself, as a tar. */
  readonly tar?: Uint8Array;
}

export interface ImageRecipe {
  /** `linux/amd64` unless said otherwise. */
  readonly platform?: string;
  readonly steps: readonly ImageStep[];
  /** The `config` part of the image configuration: User, Env, Cmd, ExposedPorts, Healthcheck, Labels. */
  readonly config?: Readonly<Record<string, unknown>>;
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string };
}

export const mediaTypes = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
} as const;

const created = '2026-01-01T00:00:00Z';

/**
 * Writes an OCI layout with one image, or an index over several platforms, and answers what its index names. A single image
 * gets a `manifest.json` too, so that a tar of the folder is also what `docker save` writes.
 */
export function writeLayout(folder: string, tag: string, recipes: readonly ImageRecipe[]): Descriptor {
  mkdirSync(join(folder, 'blobs', 'sha256'), { recursive: true });
  const images = recipes.map((recipe) => writeImage(folder, recipe));
  const [first] = images;
  if (first === undefined) throw new Error('an image needs a recipe');
  const top =
    images.length === 1
      ? first.manifest
      : writeJson(folder, mediaTypes.index, {
          schemaVersion: 2,
          mediaType: mediaTypes.index,
          manifests: images.map(({ manifest }) => manifest),
        });
  if (images.length === 1) {
    const archive = [{ Config: blobPath(first.config), RepoTags: [`fixture/app:${tag}`], Layers: first.layers.map(blobPath) }];
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(archive));
  }
  const named = { ...top, annotations: { 'org.opencontainers.image.ref.name': tag } };
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(
    join(folder, 'index.json'),
    JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [named] }),
  );
  return top;
}

interface WrittenImage {
  readonly manifest: Descriptor;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

function writeImage(folder: string, recipe: ImageRecipe): WrittenImage {
  const [os = 'linux', architecture = 'amd64'] = (recipe.platform ?? 'linux/amd64').split('/');
  const layers: Descriptor[] = [];
  const diffIds: string[] = [];
  const history = recipe.steps.map((step) => {
    const entries = [...(step.folder === undefined ? [] : entriesOfFolder(step.folder, '')), ...entriesOfFiles(step.files ?? {})];
    if (entries.length === 0 && step.tar === undefined) return { created, created_by: step.createdBy, empty_layer: true };
    const tar = step.tar ?? tarOf(entries);
    diffIds.push(digestOf(tar));
    layers.push(writeBlob(folder, mediaTypes.layer, gzipSync(tar, { level: 6 })));
    return { created, created_by: step.createdBy };
  });
  const config = writeJson(folder, mediaTypes.config, {
    architecture,
    os,
    created,
    config: recipe.config ?? {},
    rootfs: { type: 'layers', diff_ids: diffIds },
    history,
  });
  const manifest = writeJson(folder, mediaTypes.manifest, { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers });
  return { manifest: { ...manifest, platform: { os, architecture } }, config, layers };
}

function entriesOfFiles(files: Readonly<Record<string, string>>): TarEntry[] {
  const folders = new Set<string>();
  for (const path of Object.keys(files)) {
    const parts = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth += 1) folders.add(parts.slice(0, depth).join('/'));
  }
  const entries: TarEntry[] = [...folders].map((path) => ({ path }));
  for (const [path, content] of Object.entries(files)) entries.push({ path, content });
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function entriesOfFolder(folder: string, below: string): TarEntry[] {
  const entries: TarEntry[] = [];
  for (const name of readdirSync(join(folder, below)).sort()) {
    const path = below === '' ? name : `${below}/${name}`;
    const found = lstatSync(join(folder, path));
    const mode = found.mode & 0o777;
    if (found.isDirectory()) entries.push({ path, mode }, ...entriesOfFolder(folder, path));
    else if (found.isSymbolicLink()) entries.push({ path, link: readlinkSync(join(folder, path)), mode });
    else if (found.isFile()) entries.push({ path, content: readFileSync(join(folder, path)), mode });
  }
  return entries;
}

function writeJson(folder: string, mediaType: string, value: unknown): Descriptor {
  return writeBlob(folder, mediaType, Buffer.from(JSON.stringify(value)));
}

function writeBlob(folder: string, mediaType: string, bytes: Buffer): Descriptor {
  const digest = digestOf(bytes);
  writeFileSync(join(folder, 'blobs', 'sha256', digest.slice('sha256:'.length)), bytes);
  return { mediaType, digest, size: bytes.length };
}

const blobPath = ({ digest }: Descriptor): string => `blobs/sha256/${digest.slice('sha256:'.length)}`;

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
