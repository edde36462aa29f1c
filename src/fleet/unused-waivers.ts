import type { Waiver } from '../model/finding.ts';

/**
 * Of the waivers that a re-scan did not use, those it can tell anything about: the ones for images that are not bound to
 * another file than the list. A waiver for a line of a Dockerfile is not unused because nobody read the Dockerfile.
 */
export function unusedInRescan(unused: readonly Waiver[], listPath: string | undefined): readonly Waiver[] {
  return unused.filter(({ rule, path }) => rule.startsWith('image/') && (path === undefined || path === listPath));
}
