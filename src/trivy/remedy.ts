import type { TrivyVulnerability } from './decode.ts';
import { oneLine } from './output.ts';

/** What is known of a fix, as it stands in a message between brackets. */
export function statusWords(status: string, fixedVersion: string): string {
  if (fixedVersion !== '') return `fixed in ${fixedVersion}`;
  switch (status) {
    case 'will_not_fix':
      return 'the distribution will not fix it';
    case 'fix_deferred':
      return 'the fix is deferred';
    case 'end_of_life':
      return 'the release is no longer supported';
    case 'under_investigation':
      return 'under investigation';
    default:
      return 'no fix yet';
  }
}

/** Where a package comes from: the distribution of a base image, a step of the build that installs it from there, or elsewhere. */
export type Origin = 'base' | 'step' | 'program';

/** What to do about a vulnerable package, in a sentence. */
export function remedyFor(found: TrivyVulnerability, origin: Origin): string {
  const name = oneLine(found.PkgName);
  const fixed = oneLine(found.FixedVersion);
  if (fixed !== '') {
    const version = fixed.includes(',') ? `one of ${fixed} or later` : `${fixed} or later`;
    if (origin === 'step') return `Build the image again without its cache, so that this step installs ${name} ${version}.`;
    return origin === 'base'
      ? `Move to a base image with ${name} ${version}, or upgrade the package in the build.`
      : `Upgrade ${name} to ${version} where it is brought in, and rebuild the image.`;
  }
  switch (found.Status) {
    case 'will_not_fix':
      return `${origin === 'step' ? `Leave ${name} out of this step` : `Move to a base image without ${name}`}, or accept it with a reason: the distribution will not fix it.`;
    case 'end_of_life':
      return 'Move to a release of the distribution that is still supported.';
    default:
      return `Leave ${name} out of the image if nothing needs it, or accept it until a fixed version is there.`;
  }
}
