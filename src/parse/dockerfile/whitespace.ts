/** Whether a UTF-16 unit is white space by the Unicode property White_Space, which BuildKit trims lines and splits words by. */
export function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || (unit >= 0x85 && isWideSpace(unit));
}

/** Whether a UTF-16 unit separates a keyword from its arguments, and the words of FROM, EXPOSE, COPY. No-break spaces do not. */
export function isSeparator(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 11 || unit === 12 || unit === 13;
}

/** The offset of the first unit at or after `from` that is no white space; at most `to`. */
export function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** The end of what `from` to `to` holds when trailing white space is left out; at least `from`. */
export function trimSpaceEnd(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

function isWideSpace(unit: number): boolean {
  return (
    unit === 0x85 ||
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}
