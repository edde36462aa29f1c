/** One way to log in that a registry offers, as RFC 9110 (11.6.1) writes it: `Bearer realm="…",service="…"`. */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const parameter = new RegExp(`^(${token})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`);
const scheme = new RegExp(`^(${token})(?=[ \\t,]|$)`);

/** Reads a `WWW-Authenticate` header, also where a value that should be quoted is not; what cannot be read ends it. */
export function readChallenges(header: string): readonly Challenge[] {
  const challenges: { readonly scheme: string; readonly parameters: Record<string, string> }[] = [];
  let rest = header;
  for (;;) {
    rest = rest.replace(/^[ \t,]+/, '');
    const pair = parameter.exec(rest);
    const current = challenges.at(-1);
    if (pair !== null && current !== undefined) {
      const [whole, name = '', quoted, plain = ''] = pair;
      current.parameters[name.toLowerCase()] = quoted === undefined ? plain : quoted.replaceAll(/\\(.)/g, '$1');
      rest = rest.slice(whole.length);
      continue;
    }
    const named = scheme.exec(rest);
    if (named === null) return challenges;
    challenges.push({ scheme: (named[1] ?? '').toLowerCase(), parameters: {} });
    rest = rest.slice(named[0].length);
  }
}
