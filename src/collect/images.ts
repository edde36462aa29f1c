import type { ImageTarget } from '../model/image.ts';
import type { Place, SourceFile } from '../model/place.ts';
import { namesOfBuilt } from '../posture/compose-build.ts';
import { builtOnly } from '../posture/built-only.ts';
import { imageKey } from '../posture/image-key.ts';
import { parseReference } from '../posture/reference.ts';
import type { World } from '../posture/world.ts';
import { listedImages, type Pinned } from './image-list.ts';

/** What of the settings says which images are looked at. */
export interface ImageWishes {
  readonly images: readonly string[];
  readonly list?: SourceFile;
  readonly composeImages: boolean;
  /** What Compose files build, by the names they give it. */
  readonly builtImages?: boolean;
  /** What Dockerfiles begin with. */
  readonly baseImages?: boolean;
}

/**
 * The images of a run, each once, with the line where somebody can act on what is found in it: the `FROM` of the stage
 * that the repository builds under that name, else a line that names it.
 */
export function imageTargets(
  { images, list, composeImages, builtImages, baseImages }: ImageWishes,
  world: World,
): readonly ImageTarget[] {
  const targets = new Map<string, ImageTarget>();
  const add = (reference: string, why: ImageTarget['why'], own?: Place, pinned: Pinned = {}): void => {
    if (targets.has(reference)) return;
    targets.set(reference, { reference, why, ...anchorOf(reference, world, own), ...pinned });
  };
  for (const reference of images) add(reference, 'asked');
  for (const { reference, at, ...pinned } of list === undefined ? [] : listedImages(list)) add(reference, 'list', at, pinned);
  if (composeImages) {
    for (const { kind, image } of world.images)
      if (kind === 'compose' && image.state === 'known') add(image.value.written, 'compose');
  }
  if (builtImages === true) {
    for (const { project } of world.projects)
      for (const service of project.services) for (const name of namesOfBuilt(service)) add(name, 'built');
  }
  if (baseImages === true) {
    const tools = builtOnly(world);
    for (const use of world.images)
      if (use.kind === 'from' && use.image.state === 'known' && !tools.has(use)) add(use.image.value.written, 'base');
  }
  return [...targets.values()];
}

/** A sentence for each image that was asked for by name and that Compose starts under another tag only: what runs was not looked at. */
export function driftNotes(world: World, targets: readonly ImageTarget[]): readonly string[] {
  const scanned = targets.flatMap(({ reference, why }) => {
    const parsed = why === 'asked' || why === 'list' ? parseReference(reference) : undefined;
    return parsed === undefined ? [] : [parsed];
  });
  if (scanned.length === 0) return [];
  const started = world.projects
    .flatMap(({ containers }) => containers)
    .flatMap(({ settings: { image, name } }) => (image.state === 'known' ? [{ image: parseReference(image.value), name }] : []));
  return scanned.flatMap(({ repository, written, digest }) => {
    const uses = started.flatMap(({ image, name }) => (image?.repository === repository ? [{ image, name }] : []));
    const same = uses.some(
      ({ image }) => imageKey(image.written) === imageKey(written) || (digest !== undefined && image.digest === digest),
    );
    const [first] = uses;
    if (first === undefined || same || scanned.some((other) => imageKey(other.written) === imageKey(first.image.written)))
      return [];
    return [
      `${written} was scanned, and service ${first.name} starts ${first.image.written}: \`--image ${first.image.written}\` scans what runs.`,
    ];
  });
}

/** A sentence on the images that are only built with, and that a scan of base images therefore leaves out; none where there are none. */
export function leftOutNotes({ baseImages }: ImageWishes, world: World, targets: readonly ImageTarget[]): readonly string[] {
  if (baseImages !== true) return [];
  const scanned = new Set(targets.map(({ reference }) => reference));
  const names = new Set([...builtOnly(world)].flatMap(({ image }) => (image.state === 'known' ? [image.value.written] : [])));
  const left = [...names].filter((name) => !scanned.has(name)).toSorted();
  if (left.length === 0) return [];
  const those = left.length === 1 ? `${left[0] ?? ''} is` : `${left.join(', ')} are`;
  return [`${those} only built with, so nothing of it is shipped and it was not scanned: \`--image REF\` scans one.`];
}

function anchorOf(reference: string, world: World, own: Place | undefined): Pick<ImageTarget, 'anchor' | 'service' | 'stage'> {
  const stage = world.builtImages.get(imageKey(reference));
  if (stage !== undefined) {
    const base = stage.chain.at(-1) ?? stage.stage;
    const [builder] = stage.builtBy;
    return {
      anchor: base.from.at,
      ...(builder === undefined ? {} : { service: builder.service }),
      ...(stage.stage.name === undefined ? {} : { stage: stage.stage.name }),
    };
  }
  const uses = world.images.filter(({ image }) => image.state === 'known' && image.value.written === reference);
  const use = uses.find(({ kind }) => kind === 'from') ?? uses.find(({ kind }) => kind === 'compose') ?? uses[0];
  if (use !== undefined)
    return { anchor: use.at, ...(use.kind === 'compose' && use.of !== undefined ? { service: use.of } : {}) };
  return own === undefined ? {} : { anchor: own };
}
