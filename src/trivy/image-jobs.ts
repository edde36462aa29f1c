import { join } from 'node:path';
import { GuardError } from '../errors.ts';
import { isContainerImage, isPlatform, platformName, readImageConfig, readManifest } from '../fleet/manifest.ts';
import type { Descriptor } from '../fleet/manifest.ts';
import type { ImageTarget } from '../model/image.ts';
import { parseReference } from '../posture/reference.ts';
import { oneLine } from './output.ts';
import type { ImageStore, StoredManifest, TrivyPorts } from './ports.ts';

/** A layer, by the digest of its bytes and by that of what is in it. */
export interface Layer {
  readonly digest: string;
  readonly diffId: string;
  readonly size: number;
}

/** Where Trivy finds an image; without one it is left to look for the reference itself. */
export type ImageSource =
  | {
      readonly kind: 'store';
      readonly store: ImageStore;
      readonly manifest: StoredManifest;
      /** Small blobs by digest: the configuration. */
      readonly texts: ReadonlyMap<string, string>;
      readonly layers: readonly Layer[];
    }
  /** The engine of this machine, by the id of the image. */
  | { readonly kind: 'engine'; readonly id: string }
  /** What `docker save` wrote before version 25, or compressed. */
  | { readonly kind: 'archive'; readonly path: string }
  | { readonly kind: 'sbom'; readonly path: string };

/** One image of many, for one platform. */
export interface ImageJob {
  readonly reference: string;
  readonly source?: ImageSource;
  /** Of the manifest that is scanned. */
  readonly digest?: string;
  /** Of the index that the reference named, where it named one. */
  readonly index?: string;
  readonly platform?: string;
}

export interface ImageWish {
  /** `all`, or what is asked for: `linux/arm64`; that of this machine without any. */
  readonly platforms: readonly string[];
  readonly source: 'auto' | 'registry' | 'engine';
}

/** The jobs of a target, and why a platform of it has none. */
export interface JobsOfTarget {
  readonly jobs: readonly ImageJob[];
  readonly missing: readonly string[];
}

/**
 * Finds the image that a target names, resolves it to the manifests of the platforms asked for, and pins each to its digest.
 * @throws GuardError REGISTRY or TRIVY_RUN where there is none.
 */
export async function jobsOf(target: ImageTarget, wish: ImageWish, ports: TrivyPorts): Promise<JobsOfTarget> {
  const { reference, digest } = target;
  const asked = target.platforms ?? wish.platforms;
  if (digest !== undefined)
    return fromStore(
      reference,
      await ports.images.registry(`${parseReference(reference)?.name ?? reference}@${digest}`),
      asked,
      ports,
    );
  if (isSbom(reference) && (await ports.files.size(reference)) !== undefined)
    return one({ reference, source: { kind: 'sbom', path: reference } });
  const layout = (await isFileOrLayout(reference, ports)) ? await ports.images.layout(reference) : undefined;
  if (layout !== undefined) return fromStore(reference, layout, asked, ports);
  if (/\.(?:tar|tar\.gz|tgz)$/.test(reference) && (await ports.files.size(reference)) !== undefined)
    return one({ reference, source: { kind: 'archive', path: reference }, ...platformOf(asked) });
  if (isPath(reference)) throw notAnImage(reference, (await ports.files.stamp(reference)) !== undefined);
  if (parseReference(reference) === undefined)
    throw new GuardError('TRIVY_RUN', `"${oneLine(reference)}" is not an image reference, so it was not given to Trivy.`);
  if (wish.source !== 'registry') {
    const id = await ports.images.engine(reference);
    if (id !== undefined) return one({ reference, source: { kind: 'engine', id }, ...platformOf(asked) });
    if (wish.source === 'engine')
      throw new GuardError(
        'REGISTRY',
        `The engine of this machine has no image ${oneLine(reference)}, or does not answer. Build or pull it in a step before, or set DOCKER_HOST.`,
      );
  }
  return fromStore(reference, await ports.images.registry(reference), asked, ports);
}

const one = (job: ImageJob): JobsOfTarget => ({ jobs: [job], missing: [] });

function platformOf(asked: readonly string[]): { readonly platform?: string } {
  const [platform] = asked;
  return platform === undefined || platform === 'all' ? {} : { platform };
}

/** Whether a name can be that of a file alone. */
function isPath(name: string): boolean {
  return /^(?:\.{0,2}[\\/]|[A-Za-z]:[\\/])/.test(name);
}

function notAnImage(path: string, isThere: boolean): GuardError {
  const what = isThere
    ? 'is no image: an OCI layout (a folder, or a tar of one), an archive of `docker save` and a bill of materials are'
    : 'is not there: no file or folder has this name';
  return new GuardError('REGISTRY', `${oneLine(path)} ${what}.`);
}

/** Whether a name is that of a file with the bill of materials of an image. */
export function isSbom(name: string): boolean {
  return /\.(?:cdx|spdx)\.json$|(?:^|[\\/])(?:bom|sbom)\.json$/i.test(name);
}

async function isFileOrLayout(path: string, { files }: TrivyPorts): Promise<boolean> {
  return (
    (await files.size(join(path, 'index.json'))) !== undefined ||
    (path.endsWith('.tar') && (await files.size(path)) !== undefined)
  );
}

async function fromStore(
  reference: string,
  store: ImageStore,
  asked: readonly string[],
  { machine }: TrivyPorts,
): Promise<JobsOfTarget> {
  const candidates = await imagesIn(store, store.top, 0);
  const has = candidates.map(({ platform }) => platform);
  const index = readManifest(store.top.text)?.kind === 'index' ? { index: store.top.digest } : {};
  const wanted = new Map<string, Candidate>();
  const missing: string[] = [];
  if (asked.includes('all')) for (const candidate of candidates) wanted.set(candidate.digest, candidate);
  for (const platform of asked) {
    if (platform === 'all') continue;
    const found = candidates.find((candidate) => isPlatform(candidate.platform, platform));
    if (found === undefined)
      missing.push(
        `${oneLine(reference)} has no image for ${platform}: it has ${oneLine(has.join(', '))}. Nothing was scanned in its place.`,
      );
    else wanted.set(found.digest, found);
  }
  if (asked.length === 0) {
    const usual = usualFirst(candidates, machine.arch);
    if (usual !== undefined) wanted.set(usual.digest, usual);
  }
  const jobs = await Promise.all([...wanted.values()].map((candidate) => jobFor(reference, store, candidate, index)));
  return { jobs, missing };
}

interface Candidate {
  readonly digest: string;
  readonly platform: string;
  readonly manifest?: StoredManifest;
  readonly config?: Config;
}

/** The images below a manifest, with their platforms: those an index tells, else those that the configurations tell. */
async function imagesIn(store: ImageStore, top: StoredManifest, depth: number): Promise<readonly Candidate[]> {
  const manifest = readManifest(top.text);
  if (manifest === undefined || depth > 3)
    throw new GuardError('REGISTRY', `${oneLine(store.reference)} is no image: its manifest ${top.digest} is of another kind.`);
  if (manifest.kind === 'image') {
    if (!isContainerImage(manifest))
      throw new GuardError(
        'REGISTRY',
        `${oneLine(store.reference)} is no container image but ${oneLine(manifest.config.mediaType, 80)}. Take it off the list.`,
      );
    const config = await configOf(store, manifest.config);
    return [{ digest: top.digest, platform: config.platform, manifest: top, config }];
  }
  const found = await Promise.all(
    manifest.entries.map(async (entry): Promise<readonly Candidate[]> => {
      if (entry.platform !== undefined && !/index|list/.test(entry.mediaType))
        return [{ digest: entry.digest, platform: platformName(entry.platform) }];
      return imagesIn(store, { ...(await store.manifest(entry.digest)), mediaType: entry.mediaType }, depth + 1);
    }),
  );
  return found.flat();
}

interface Config {
  readonly platform: string;
  readonly diffIds: readonly string[];
  readonly text: string;
}

async function configOf(store: ImageStore, { digest }: Descriptor): Promise<Config> {
  const text = await store.text(digest);
  const config = readImageConfig(text);
  if (config === undefined)
    throw new GuardError('REGISTRY', `${oneLine(store.reference)} has a configuration that is none: ${digest}.`);
  return { ...config, text };
}

async function jobFor(
  reference: string,
  store: ImageStore,
  candidate: Candidate,
  index: { readonly index?: string },
): Promise<ImageJob> {
  const stored = candidate.manifest ?? (await store.manifest(candidate.digest));
  const manifest = readManifest(stored.text);
  if (manifest?.kind !== 'image')
    throw new GuardError('REGISTRY', `${oneLine(reference)} is no image for ${candidate.platform}: ${candidate.digest}.`);
  const { platform, diffIds, text } = candidate.config ?? (await configOf(store, manifest.config));
  if (diffIds.length !== manifest.layers.length)
    throw new GuardError(
      'REGISTRY',
      `${oneLine(reference)} is damaged: its manifest names ${manifest.layers.length} layers, and its configuration ${diffIds.length}.`,
    );
  const layers = manifest.layers.map(({ digest, size }, at) => ({ digest, size, diffId: diffIds[at] ?? '' }));
  const mediaType = stored.mediaType === '' ? 'application/vnd.oci.image.manifest.v1+json' : stored.mediaType;
  return {
    reference,
    platform,
    digest: stored.digest,
    ...index,
    source: {
      kind: 'store',
      store,
      manifest: { ...stored, mediaType },
      texts: new Map([[manifest.config.digest, text]]),
      layers,
    },
  };
}

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };

/** What an engine of this machine would run, else Linux on amd64, else the first there is. */
function usualFirst(candidates: readonly Candidate[], arch: string): Candidate | undefined {
  for (const platform of [`linux/${architectures[arch] ?? arch}`, 'linux/amd64', 'linux']) {
    const found = candidates.find((candidate) => isPlatform(candidate.platform, platform));
    if (found !== undefined) return found;
  }
  return candidates[0];
}
