/** One step of a `${X#pattern}` pattern: a character to find, any one character, or any run of them. */
type Step = { readonly kind: 'character'; readonly character: string } | { readonly kind: 'any' } | { readonly kind: 'run' };

/** Steps without runs between them, each as long as it is. */
type Piece = readonly (string | undefined)[];

/** A shell pattern as BuildKit reads it: `*`, `?` and backslash escapes, no brackets. Neither wildcard matches a newline. */
export interface Pattern {
  /** What stands between the `*`; an undefined character is a `?`. */
  readonly pieces: readonly Piece[];
}

/** Beyond this many comparisons a pattern is refused, so that a hostile file cannot keep us busy. */
const EFFORT = 20_000;

/** Whether matching is affordable. */
export function isAffordable(source: string, value: string): boolean {
  return (source.length + 10) * (value.length + 10) <= EFFORT;
}

/** Reads a pattern; undefined where BuildKit refuses it. */
export function readPattern(source: string): Pattern | undefined {
  const pieces: (string | undefined)[][] = [];
  let piece: (string | undefined)[] = [];
  for (const step of steps(source)) {
    if (step === undefined) return undefined;
    if (step.kind === 'run') {
      pieces.push(piece);
      piece = [];
    } else piece.push(step.kind === 'any' ? undefined : step.character);
  }
  pieces.push(piece);
  return { pieces };
}

/** The value without the shortest or longest match at its begin. */
export function withoutPrefix(value: string, pattern: Pattern, longest: boolean): string {
  const characters = Array.from(value);
  const end = matchAt(characters, pattern.pieces, 0, longest);
  return end === undefined ? value : characters.slice(end).join('');
}

/** The value without the shortest or longest match at its end. */
export function withoutSuffix(value: string, pattern: Pattern, longest: boolean): string {
  const characters = Array.from(value).reverse();
  const pieces = pattern.pieces.map((piece) => piece.toReversed()).reverse();
  const end = matchAt(characters, pieces, 0, longest);
  return end === undefined ? value : characters.slice(end).reverse().join('');
}

/**
 * The value with its first match, or every one, replaced. Where every one is, the replacement is a template as in Go: `$0` stands
 * for the match, `$$` for a dollar, other `$name` for nothing.
 */
export function withReplaced(value: string, pattern: Pattern, all: boolean, replacement: string): string {
  const characters = Array.from(value);
  const hasNewline = value.includes('\n');
  const out: string[] = [];
  let copied = 0;
  let lastEnd = -1;
  for (let start = 0; start <= characters.length;) {
    const at = startsFrom(characters, pattern.pieces[0] ?? [], start);
    const end = at === undefined ? undefined : matchAt(characters, pattern.pieces, at, true);
    if (at === undefined || (end === undefined && !hasNewline)) break;
    if (end === undefined || (end === at && at === lastEnd)) {
      start = at + 1;
      continue;
    }
    const match = characters.slice(at, end).join('');
    out.push(characters.slice(copied, at).join(''), all ? templated(replacement, match) : replacement);
    copied = end;
    lastEnd = end;
    start = end === at ? end + 1 : end;
    if (!all) break;
  }
  out.push(characters.slice(copied).join(''));
  return out.join('');
}

function* steps(source: string): Generator<Step | undefined> {
  const characters = Array.from(source);
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '*') yield { kind: 'run' };
    else if (character === '?') yield { kind: 'any' };
    else if (character !== '\\') yield { kind: 'character', character };
    else {
      const next = characters[at + 1] ?? '';
      // The escape of a closing brace or slash belongs to the substitution around the pattern.
      if (next === '}' || next === '/') continue;
      yield next === '*' || next === '?' || next === '\\' ? { kind: 'character', character: next } : undefined;
      at += 1;
    }
  }
}

/** The end of the shortest or longest match that begins at `start`. */
function matchAt(characters: readonly string[], pieces: readonly Piece[], start: number, longest: boolean): number | undefined {
  const [first = [], ...rest] = pieces;
  if (!standsAt(characters, first, start)) return undefined;
  let at = start + first.length;
  for (const [index, piece] of rest.entries()) {
    const found =
      longest && index === rest.length - 1 ? lastFrom(characters, piece, at) : startsFrom(characters, piece, at, true);
    if (found === undefined) return undefined;
    at = found + piece.length;
  }
  return at;
}

function startsFrom(characters: readonly string[], piece: Piece, from: number, inLine = false): number | undefined {
  for (let at = from; at + piece.length <= characters.length; at += 1) {
    if (standsAt(characters, piece, at)) return at;
    if (inLine && characters[at] === '\n') return undefined;
  }
  return undefined;
}

function lastFrom(characters: readonly string[], piece: Piece, from: number): number | undefined {
  const newline = characters.indexOf('\n', from);
  const limit = Math.min(newline === -1 ? characters.length : newline, characters.length - piece.length);
  for (let at = limit; at >= from; at -= 1) if (standsAt(characters, piece, at)) return at;
  return undefined;
}

function standsAt(characters: readonly string[], piece: Piece, at: number): boolean {
  if (at + piece.length > characters.length) return false;
  for (let step = 0; step < piece.length; step += 1) {
    const wanted = piece[step];
    const found = characters[at + step];
    if (wanted === undefined ? found === '\n' : wanted !== found) return false;
  }
  return true;
}

function templated(replacement: string, match: string): string {
  return replacement.replaceAll(/\$(?:\$|(\w+)|\{(\w+)\})/gu, (whole, bare?: string, braced?: string) => {
    if (whole === '$$') return '$';
    return Number(bare ?? braced) === 0 ? match : '';
  });
}
