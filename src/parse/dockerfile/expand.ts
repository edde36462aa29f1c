import { lex } from './shell-lexer.ts';

const DOUBLE_QUOTE = 34;
const DOLLAR = 36;
const SINGLE_QUOTE = 39;

/** A word after expansion. `unresolved` lists the variables that had neither value nor default; they became empty. */
export type Expansion = { readonly value: string; readonly unresolved: readonly string[] } | { readonly error: string };

/** Expands a word as BuildKit does before it uses it: quotes and escapes are gone, `$X` and `${X…}` are put in. */
export function expandWord(raw: string, lookup: (name: string) => string | undefined, escape: '\\' | '`'): Expansion {
  if (isPlain(raw, escape)) return { value: raw, unresolved: [] };
  const lexed = lex(raw, lookup, { escape });
  return 'error' in lexed ? lexed : { value: lexed.value, unresolved: lexed.unresolved };
}

/** Whether expansion leaves a word as it is: it has neither variables nor quotes nor escapes. */
export function isPlain(raw: string, escape: '\\' | '`'): boolean {
  const escapeUnit = escape.charCodeAt(0);
  for (let at = 0; at < raw.length; at += 1) {
    const unit = raw.charCodeAt(at);
    if (unit === DOLLAR || unit === DOUBLE_QUOTE || unit === SINGLE_QUOTE || unit === escapeUnit) return false;
  }
  return raw.charCodeAt(0) !== 0xfeff;
}
