/** A word without the quotes around it, for looking at; variables in it stay as they are. */
export function unquoted(raw: string): string {
  const match = /^(["'])([\s\S]*)\1$/.exec(raw);
  return match?.[2] ?? raw;
}
