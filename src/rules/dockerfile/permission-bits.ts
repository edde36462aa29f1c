/** What a mode for chmod grants, as far as it can be read: `0777`, `4755`, `u+s`, `a=rwx,o-w`. */
export interface PermissionBits {
  /** Whether the owner may write, where the file let them before. */
  readonly ownerWrites: boolean;
  readonly othersWrite: boolean;
  readonly setId: boolean;
}

/** Reads a mode of chmod or of `--chmod`; undefined where it is none. */
export function permissionBits(mode: string): PermissionBits | undefined {
  if (/^[0-7]{1,5}$/.test(mode)) {
    const bits = Number.parseInt(mode, 8);
    return { ownerWrites: (bits & 0o200) !== 0, othersWrite: (bits & 0o002) !== 0, setId: (bits & 0o6000) !== 0 };
  }
  if (!/^(?:[ugoa]*[+=-][rwxXstugo]*)+(?:,(?:[ugoa]*[+=-][rwxXstugo]*)+)*$/.test(mode)) return undefined;
  let ownerWrites = true;
  let othersWrite = false;
  let setId = false;
  for (const clause of mode.split(',')) {
    const who = /^[ugoa]*/.exec(clause)?.[0] ?? '';
    for (const [, operator = '', what = ''] of clause.slice(who.length).matchAll(/([+=-])([rwxXstugo]*)/g)) {
      const isOwner = who === '' || /[ua]/.test(who);
      if (isOwner && (operator === '=' || what.includes('w'))) ownerWrites = operator !== '-' && what.includes('w');
      // Without a class the umask holds write back from others.
      const others = /[oa]/.test(who);
      if (others && what.includes('w')) othersWrite = operator !== '-';
      else if (others && operator === '=') othersWrite = false;
      if (what.includes('s') && (who === '' || /[uga]/.test(who))) setId = operator !== '-';
    }
  }
  return { ownerWrites, othersWrite, setId };
}
