import { GuardError } from '../errors.ts';
import type { Gap } from '../model/finding.ts';
import type { ImageTarget } from '../model/image.ts';
import { locate } from '../parse/lines.ts';
import type { Console, Registry } from '../ports.ts';

/** How many images registries are asked for at a time. */
const askedAtOnce = 4;

export interface ResolvedTargets {
  readonly targets: readonly ImageTarget[];
  /** A blocking one for each image of the list that has no digest. */
  readonly gaps: readonly Gap[];
}

/**
 * Gives each image of the list its digest, so that all of a run is about one state of it; the other targets stay as they are.
 * Images of the list with one digest become one target, under the name that comes first, with the others as its twins.
 */
export async function resolveListed(
  targets: readonly ImageTarget[],
  registry: Registry,
  console: Console,
): Promise<ResolvedTargets> {
  const listed = targets.filter(({ why }) => why === 'list');
  if (listed.length === 0) return { targets, gaps: [] };
  console.progress(`Resolving ${listed.length === 1 ? 'an image' : `${listed.length} images`} of the list to digests`);
  const answers = await digestsOf(listed, registry);
  const gaps: Gap[] = [];
  const twins = new Map<string, ImageTarget[]>();
  for (const target of listed) {
    const answer = answers.get(target);
    if (answer === undefined) continue;
    if (answer.ok) twins.set(keyOf(target, answer.digest), [...(twins.get(keyOf(target, answer.digest)) ?? []), target]);
    else gaps.push(gapOf(target, answer.error));
  }
  if (gaps.length > 0 || twins.size < listed.length) {
    console.progress(`The list names ${twins.size} different images; ${gaps.length} could not be resolved`);
  }
  return {
    targets: targets.flatMap((target) => {
      const answer = answers.get(target);
      if (answer === undefined) return [target];
      const [first, ...others] = answer.ok ? (twins.get(keyOf(target, answer.digest)) ?? []) : [];
      if (!answer.ok || first !== target) return [];
      return [{ ...target, digest: answer.digest, ...(others.length === 0 ? {} : { twins: others }) }];
    }),
    gaps,
  };
}

/** Images are one where they have one digest, and are meant for the same platforms. */
function keyOf({ platforms = [] }: ImageTarget, digest: string): string {
  return [digest, ...platforms].join(' ');
}

type Answer = { readonly ok: true; readonly digest: string } | { readonly ok: false; readonly error: GuardError };

async function digestsOf(listed: readonly ImageTarget[], registry: Registry): Promise<ReadonlyMap<ImageTarget, Answer>> {
  const answers = new Map<ImageTarget, Answer>();
  const waiting = listed[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (const target of waiting) answers.set(target, await answerFor(target, registry));
  };
  await Promise.all(Array.from({ length: Math.min(askedAtOnce, listed.length) }, work));
  return answers;
}

async function answerFor({ reference, digest }: ImageTarget, registry: Registry): Promise<Answer> {
  if (digest !== undefined) return { ok: true, digest };
  try {
    return { ok: true, digest: (await registry.digestOf(reference)).digest };
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return { ok: false, error };
  }
}

function gapOf({ reference, anchor }: ImageTarget, error: GuardError): Gap {
  return {
    artifact: reference,
    reason: 'unreachable',
    detail: error.message,
    ...(anchor === undefined ? {} : { location: locate(anchor) }),
    blocking: true,
  };
}
