import type { ImageReference } from '../model/image.ts';
import type { ImageUse } from './image-use.ts';

/** The uses of images, with those beside them that name the same image otherwise: by another digest, or in another release. */
export function compared(uses: readonly ImageUse[]): readonly ImageUse[] {
  const pinned = new Map<string, ImageUse>();
  const started = new Map<string, ImageUse[]>();
  for (const use of uses) {
    if (use.image.state !== 'known') continue;
    const { repository, tag, digest } = use.image.value;
    if (digest !== undefined && tag !== undefined && !pinned.has(`${repository}:${tag}`)) pinned.set(`${repository}:${tag}`, use);
    if (use.kind === 'compose' && releaseOf(use.image.value) !== undefined) noteUse(started, repository, use);
  }
  if (pinned.size === 0 && started.size === 0) return uses;
  return uses.map((use) => {
    if (use.image.state !== 'known') return use;
    const { repository, tag, digest } = use.image.value;
    const first = digest === undefined ? undefined : pinned.get(`${repository}:${tag ?? ''}`);
    const other = first?.image.state === 'known' && first.image.value.digest !== digest ? { pinnedElsewhere: first.at } : {};
    const releases = use.kind === 'workflow' ? otherReleases(use.image.value, started.get(repository) ?? []) : [];
    return { ...use, ...other, ...(releases.length === 0 ? {} : { startedElsewhere: releases }) };
  });
}

/** How many uses of one image are compared with. */
const usesCompared = 50;

function noteUse(started: Map<string, ImageUse[]>, repository: string, use: ImageUse): void {
  const known = started.get(repository);
  if (known === undefined) started.set(repository, [use]);
  else if (known.length < usesCompared) known.push(use);
}

/** None where one of them is the same release, or it is not known which this is. */
function otherReleases(image: ImageReference, uses: readonly ImageUse[]): ImageUse['startedElsewhere'] & {} {
  const release = releaseOf(image);
  if (release === undefined || uses.some(({ image: other }) => other.state === 'known' && releaseOf(other.value) === release))
    return [];
  return uses.flatMap(({ image: other, at }) => (other.state === 'known' ? [{ tag: other.value.tag ?? '', at }] : []));
}

/** What changes how a program behaves, as a tag says it: the first number. Calendars (`2024.1`) and dates are taken as they come. */
function releaseOf({ tag }: ImageReference): string | undefined {
  return /^v?(\d+)(?:[.-]|$)/.exec(tag ?? '')?.[1];
}
