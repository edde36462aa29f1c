/** Whether a pattern matches a path relative to the build context. */
export type PathMatcher = (path: string) => boolean;

type Step =
  | { readonly kind: 'character'; readonly character: string }
  /** One character, of a class or any but a slash. */
  | { readonly kind: 'one'; readonly accepts: (character: string) => boolean }
  /** `*`: characters other than a slash. */
  | { readonly kind: 'run' }
  /** `**` in front of something: nothing, or characters that end with a slash. */
  | { readonly kind: 'folders' }
  /** `**` at the end: all the rest. */
  | { readonly kind: 'rest' };

/** Reads one cleaned pattern of a `.dockerignore`; undefined where Docker refuses it. Matching takes time linear to path and pattern. */
export function readIgnorePattern(pattern: string): PathMatcher | undefined {
  const steps = readSteps(pattern);
  if (!steps) return undefined;
  const [first, ...others] = steps;
  const isPlain = others.every(({ kind }) => kind === 'character') && !pattern.includes('\\');
  if (first?.kind === 'rest') return () => true;
  if (first?.kind === 'folders' && isPlain) return suffixMatcher(pattern.slice(2));
  return (path) => matches(steps, Array.from(path));
}

/** `**foo` and `**` with `/foo` behind it look at the end of a path, and `**foo` in the middle of a name too. */
function suffixMatcher(suffix: string): PathMatcher {
  return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
}

function readSteps(pattern: string): readonly Step[] | undefined {
  const characters = Array.from(pattern);
  const steps: Step[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '*' && characters[at + 1] === '*') {
      at += characters[at + 2] === '/' ? 2 : 1;
      steps.push({ kind: at + 1 >= characters.length ? 'rest' : 'folders' });
    } else if (character === '*') steps.push({ kind: 'run' });
    else if (character === '?') steps.push({ kind: 'one', accepts: (found) => found !== '/' });
    else if (character === '\\') {
      at += 1;
      const escaped = characters[at];
      if (escaped === undefined) return undefined;
      steps.push({ kind: 'character', character: escaped });
    } else if (character === '[') {
      const found = readClass(characters, at + 1);
      if (!found) return undefined;
      steps.push({ kind: 'one', accepts: found.accepts });
      at = found.close;
    } else steps.push({ kind: 'character', character });
  }
  return steps;
}

interface CharacterClass {
  readonly accepts: (character: string) => boolean;
  /** The index of the closing bracket. */
  readonly close: number;
}

function readClass(characters: readonly string[], from: number): CharacterClass | undefined {
  const negated = characters[from] === '^';
  const ranges: { readonly low: number; readonly high: number }[] = [];
  let at = negated ? from + 1 : from;
  while (characters[at] !== ']' || ranges.length === 0) {
    const low = readMember(characters, at);
    if (!low) return undefined;
    at = low.next;
    let high = low;
    if (characters[at] === '-') {
      const bound = readMember(characters, at + 1);
      if (!bound) return undefined;
      high = bound;
      at = bound.next;
    }
    ranges.push({ low: low.point, high: high.point });
  }
  const accepts = (character: string): boolean => {
    const point = character.codePointAt(0) ?? 0;
    return ranges.some(({ low, high }) => low <= point && point <= high) !== negated;
  };
  return { accepts, close: at };
}

function readMember(characters: readonly string[], from: number): { readonly point: number; readonly next: number } | undefined {
  const isEscaped = characters[from] === '\\';
  const character = characters[isEscaped ? from + 1 : from];
  if (character === undefined || (!isEscaped && (character === '-' || character === ']'))) return undefined;
  return { point: character.codePointAt(0) ?? 0, next: from + (isEscaped ? 2 : 1) };
}

/** Follows all ways through the steps at once: `reached[n]` tells whether the steps so far can end in front of character `n`. */
function matches(steps: readonly Step[], path: readonly string[]): boolean {
  let reached = path.map(() => false);
  reached.unshift(true);
  for (const step of steps) {
    reached = advance(step, path, reached);
    if (!reached.includes(true)) return false;
  }
  return reached.at(-1) === true;
}

function advance(step: Step, path: readonly string[], reached: readonly boolean[]): boolean[] {
  const next = reached.map(() => false);
  let isRunning = false;
  for (const [at, isReached] of reached.entries()) {
    const before = path[at - 1];
    switch (step.kind) {
      case 'character':
        next[at] = at > 0 && reached[at - 1] === true && before === step.character;
        break;
      case 'one':
        next[at] = at > 0 && reached[at - 1] === true && step.accepts(before ?? '');
        break;
      case 'run':
        isRunning = isReached || (isRunning && before !== '/');
        next[at] = isRunning;
        break;
      case 'folders':
        next[at] = isReached || (isRunning && before === '/');
        isRunning ||= isReached;
        break;
      case 'rest':
        isRunning ||= isReached;
        next[at] = isRunning;
        break;
    }
  }
  return next;
}
