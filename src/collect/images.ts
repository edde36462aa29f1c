import { GuardError } from '../errors.ts';
import type { ImageTarget } from '../model/image.ts';
import type { Place, SourceFile } from '../model/place.ts';
import { placeAt } from '../parse/lines.ts';
import { imageKey } from '../posture/image-key.ts';
import type { World } from '../posture/world.ts';

/** What of the settings says which images are looked at. */
export interface ImageWishes {
  readonly images: readonly string[];
  readonly list?: SourceFile;
  readonly composeImages: boolean;
}

/**
 * The images of a run, each once, with the line where somebody can act on what is found in it: the `FROM` of the stage
 * that the repository builds under that name, else a line that names it.
 */
export function imageTargets({ images, list, composeImages }: ImageWishes, world: World): readonly ImageTarget[] {
  const targets = new Map<string, ImageTarget>();
  const add = (reference: string, why: ImageTarget['why'], own?: Place): void => {
    if (targets.has(reference)) return;
    targets.set(reference, { reference, why, ...anchorOf(reference, world, own) });
  };
  for (const reference of images) add(reference, 'asked');
  for (const { reference, at } of list === undefined ? [] : listedImages(list)) add(reference, 'list', at);
  if (composeImages) {
    for (const { kind, image } of world.images)
      if (kind === 'compose' && image.state === 'known') add(image.value.written, 'compose');
  }
  return [...targets.values()];
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

/**
 * The references of a list file, one on a line; `#` begins a comment.
 * @throws GuardError SETTINGS for a line with more than one word.
 */
export function listedImages(file: SourceFile): readonly { readonly reference: string; readonly at: Place }[] {
  const found: { reference: string; at: Place }[] = [];
  let offset = 0;
  for (const [index, line] of file.text.split('\n').entries()) {
    const text = line.replace(/#.*$/, '').trim();
    if (/\s/.test(text))
      throw new GuardError('SETTINGS', `${file.path}:${index + 1}: one image on a line is expected, not \`${text}\`.`);
    const start = offset + line.indexOf(text);
    if (text !== '') found.push({ reference: text, at: placeAt(file, start, start + text.length) });
    offset += line.length + 1;
  }
  return found;
}
