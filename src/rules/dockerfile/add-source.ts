/** Whether ADD unpacks a file of this name: a tar archive, compressed or not. */
export function isArchive(path: string): boolean {
  return /\.(?:tar|tar\.(?:gz|bz2|xz|lzma|lz|z|zst)|tgz|tb2|tbz2?|tpz|txz|tlz|tzst|tZ|gz|bz2|xz|zst|lz|lzma|Z)$/i.test(
    path.replace(/["']$/, ''),
  );
}

/** Whether ADD downloads it. */
export function isRemote(path: string): boolean {
  return /^["']?(?:[a-z][a-z0-9+.-]*:\/\/|git@|[\w.-]+\/[^\s]*\.git(?:#|$))/i.test(path);
}

/** Whether it stands for what an earlier build took in, as the history of an image writes it: `ADD file:8b88… in /`. */
export function isOfHistory(path: string): boolean {
  return /^(?:file|multi|dir):[0-9a-f]{3,}$/.test(path);
}
