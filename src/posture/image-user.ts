import type { Place } from '../model/place.ts';
import type { Effective, TrailStep } from '../model/setting.ts';
import { knownImage } from './known-images.ts';
import { parseReference, shortRepository } from './reference.ts';

/** Users of images that were scanned in this run, by reference as written. They win over what is known by name. */
export type ScannedUsers = ReadonlyMap<string, string>;

/** The user an image starts as, as far as it is known. */
export function userOfImage(reference: string, at: Place, trail: readonly TrailStep[], scanned: ScannedUsers): Effective<string> {
  const scannedUser = scanned.get(reference);
  if (scannedUser !== undefined) {
    const note =
      scannedUser === ''
        ? `${reference} sets no user (read from the image)`
        : `${reference} sets user ${scannedUser} (read from the image)`;
    return { setting: { state: 'known', value: scannedUser === '' ? 'root' : scannedUser, at }, trail: [...trail, { note, at }] };
  }
  const parsed = parseReference(reference);
  const known = parsed === undefined ? undefined : knownImage(parsed);
  if (parsed === undefined || known === undefined) {
    return {
      setting: { state: 'unknown', why: `the user of image ${reference} is not known without scanning it`, at },
      trail: [...trail, { note: `${reference}: user not known without scanning it`, at }],
    };
  }
  const name = shortRepository(parsed.repository);
  const note =
    known.drops === undefined
      ? known.user === 'root'
        ? `${name} sets no user`
        : `${name} sets user ${known.user}`
      : `${name} starts as root and leaves it by itself (${known.drops})`;
  return { setting: { state: 'known', value: known.user, at }, trail: [...trail, { note, at }] };
}

/** How an image leaves root by itself, or undefined. */
export function dropsRoot(reference: string): string | undefined {
  const parsed = parseReference(reference);
  return parsed === undefined ? undefined : knownImage(parsed)?.drops;
}
