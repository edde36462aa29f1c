/** Tags that name no version but whatever is newest of a kind. */
export function isMoving(tag: string): boolean {
  return /^(?:latest|stable|edge|nightly|main|master|dev|develop|rolling|current|mainline|lts|head|unstable|test|testing|canary|beta|alpha|next|snapshot)$/i.test(
    tag,
  );
}
