import type { EnvironmentEntry } from '../../model/container.ts';
import type { ShellPiece } from '../shell/script.ts';

/**
 * `NAME=value` of `-e` and `-l`, from the pieces of its word. `bare` is the source of a name alone. Undefined where the
 * name itself is not known.
 */
export function environmentEntry(pieces: readonly ShellPiece[], bare: 'inherited' | 'empty'): EnvironmentEntry | undefined {
  const [first, ...others] = pieces;
  if (first === undefined || !('text' in first)) return undefined;
  const equals = first.text.indexOf('=');
  if (equals < 0) return others.length > 0 || first.text === '' ? undefined : { name: first.text, source: bare, value: '' };
  const name = first.text.slice(0, equals);
  const head = first.text.slice(equals + 1);
  if (others.length === 0) return { name, source: head === '' ? 'empty' : 'literal', value: head };
  let value = head;
  for (const piece of others) {
    const text = 'text' in piece ? piece.text : piece.fallback;
    if (text === undefined) return { name, source: 'outside', value: '' };
    value += text;
  }
  return { name, source: value === '' ? 'outside' : 'fallback', value };
}
