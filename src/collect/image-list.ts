import { isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import { GuardError } from '../errors.ts';
import { isDigest } from '../fleet/digest.ts';
import type { ImageTarget } from '../model/image.ts';
import type { Place, SourceFile } from '../model/place.ts';
import { placeAt } from '../parse/lines.ts';

/** What a plan says of an image beside its name. */
export type Pinned = Pick<ImageTarget, 'digest' | 'platforms'>;

export interface ListedImage extends Pinned {
  readonly reference: string;
  readonly at: Place;
}

/**
 * The images of a list file: one reference on a line, where `#` begins a comment, or in a file whose name ends in `.json` a plan.
 * @throws GuardError SETTINGS for a line with more than one word, and for a plan that is none.
 */
export function listedImages(file: SourceFile): readonly ListedImage[] {
  return file.path.endsWith('.json') ? plannedImages(file) : imagesOfLines(file);
}

function imagesOfLines(file: SourceFile): readonly ListedImage[] {
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

/**
 * A plan is a list, or a map with a list under `images`, of maps: `reference`, and where they are pinned `digest` and
 * `platforms` (or `platform`). The JSON report of a run is one, so that its images can be looked at again as they were.
 */
function plannedImages(file: SourceFile): readonly ListedImage[] {
  const document = parseDocument(file.text, { prettyErrors: false });
  const top: unknown = document.contents;
  const list: unknown = isMap(top) ? top.get('images', true) : top;
  const broken = document.errors[0];
  if (broken !== undefined || !isSeq(list))
    throw new GuardError('SETTINGS', `${file.path}: a list of images is expected, as JSON, or a map with one under \`images\`.`);
  return list.items.map((item): ListedImage => {
    const wrong = (what: string): GuardError => new GuardError('SETTINGS', `${file.path}:${lineOf(file, item)}: ${what}`);
    const name: unknown = isMap(item) ? item.get('reference', true) : item;
    if (!isScalar(name) || typeof name.value !== 'string' || name.value === '')
      throw wrong('an image with its `reference` is expected.');
    const at = placeOf(file, name);
    if (!isMap(item)) return { reference: name.value, at };
    const digest = item.get('digest');
    if (digest !== undefined && (typeof digest !== 'string' || !isDigest(digest)))
      throw wrong('`digest` is neither sha256 nor sha512 in hexadecimal.');
    const platforms = textsIn(item.get('platforms', true) ?? item.get('platform', true));
    return {
      reference: name.value,
      at,
      ...(digest === undefined ? {} : { digest }),
      ...(platforms.length === 0 ? {} : { platforms }),
    };
  });
}

function textsIn(node: unknown): readonly string[] {
  if (isScalar(node)) return typeof node.value === 'string' ? [node.value] : [];
  return isSeq(node) ? node.items.flatMap(textsIn) : [];
}

function placeOf(file: SourceFile, node: Node): Place {
  const [start = 0, end = start] = node.range ?? [];
  return placeAt(file, start, end);
}

function lineOf(file: SourceFile, node: unknown): number {
  const offset = isMap(node) || isScalar(node) || isSeq(node) ? (node.range?.[0] ?? 0) : 0;
  return file.text.slice(0, offset).split('\n').length;
}
