/** Bytes as Docker writes them: a number with a unit of a power of 1024. Not a number where it is none. */
export function bytesOf(text: string): number {
  const found = /^(-?\d+(?:\.\d+)?) ?([kmgtp])?i?b?$/i.exec(text);
  const power = ['', 'k', 'm', 'g', 't', 'p'].indexOf(found?.[2]?.toLowerCase() ?? '');
  return Math.trunc(Number(found?.[1] ?? Number.NaN) * 1024 ** power);
}
