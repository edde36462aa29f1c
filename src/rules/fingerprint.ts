import { hash } from 'node:crypto';

/**
 * The stable name of a problem: 16 hexadecimal digits over rule, path and what tells it apart there. Lines, tags, versions
 * and digests must not be among the parts, or a harmless edit reopens a dismissed alert.
 */
export function fingerprint(rule: string, path: string, ...parts: readonly string[]): string {
  const digest = hash('sha256', JSON.stringify([rule, path, ...parts]), 'binary');
  // A slice of a text keeps all of it.
  return String.fromCharCode(...hexadecimal(digest, 8));
}

const digits = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

function hexadecimal(bytes: string, count: number): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const byte = bytes.charCodeAt(at);
    found.push(digits[byte >> 4] ?? 0, digits[byte & 15] ?? 0);
  }
  return found;
}
