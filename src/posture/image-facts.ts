import type { ImageConfig } from '../model/image.ts';
import type { Place } from '../model/place.ts';
import type { Effective, TrailStep } from '../model/setting.ts';
import { withRecentAnswers } from '../parse/last-answer.ts';
import { knownImage } from './known-images.ts';
import { parseReference } from './reference.ts';

/** Configurations of images that were scanned in this run, by reference as written. They win over what is known by name. */
export type ScannedImages = ReadonlyMap<string, ImageConfig>;

/** What an image brings with it, as far as it is known. */
export interface ImageFacts {
  /** As it is written, without a digest: `node:22-slim`. */
  readonly name: string;
  /** How it is known: `read from the image`, `table of 2026-08`; empty for `scratch`. */
  readonly source: string;
  /** `root` where the image sets none. */
  readonly user: string;
  /** How it leaves root by itself. */
  readonly drops?: string;
  /** Absent where nobody knows. */
  readonly volumes?: readonly string[];
  readonly healthCheck?: boolean;
}

/** What is known of an image, from a scan or else by its name; undefined where nothing is. `scratch` holds nothing. */
export function factsOfImage(reference: string, scanned: ScannedImages): ImageFacts | undefined {
  if (reference === 'scratch') return { name: 'scratch', source: '', user: 'root', volumes: [], healthCheck: false };
  const config = scanned.get(reference);
  if (config !== undefined) {
    const user = config.user === undefined || config.user === '' ? 'root' : config.user;
    const drops = user === 'root' ? dropsRoot(reference) : undefined;
    const { volumes, hasHealthCheck: healthCheck } = config;
    return {
      name: reference,
      source: 'read from the image',
      user,
      volumes,
      healthCheck,
      ...(drops === undefined ? {} : { drops }),
    };
  }
  const { parsed, known } = byName(reference);
  if (parsed === undefined || known === undefined) return undefined;
  const { read, ...facts } = known;
  const name = parsed.tag === undefined ? parsed.name : `${parsed.name}:${parsed.tag}`;
  return { name, source: `table of ${read}`, ...facts };
}

/** What its name alone says of an image. */
const byName = withRecentAnswers((reference) => {
  const parsed = parseReference(reference);
  return { parsed, known: parsed === undefined ? undefined : knownImage(parsed) };
});

/** The user an image starts as, as far as it is known. */
export function userOfImage(
  reference: string,
  at: Place,
  trail: readonly TrailStep[],
  facts: ImageFacts | undefined,
): Effective<string> {
  if (facts === undefined) {
    return {
      setting: { state: 'unknown', why: `the user of image ${reference} is not known without scanning it`, at },
      trail: [...trail, { note: `${reference}: user not known without scanning it`, at }],
    };
  }
  const { name, source, user, drops } = facts;
  const told =
    drops !== undefined
      ? `starts as root and leaves it by itself: ${drops}`
      : user === 'root'
        ? 'sets no user'
        : `sets user ${user}`;
  const step = { note: `${name} ${told}`, at, ...(source === '' ? {} : { source }) };
  return { setting: { state: 'known', value: user, at }, trail: [...trail, step] };
}

/** How an image leaves root by itself, or undefined. */
export function dropsRoot(reference: string): string | undefined {
  return byName(reference).known?.drops;
}
