import { hash } from 'node:crypto';

/**
 * The stable name of a problem: 16 hexadecimal digits over rule, path and what tells it apart there. Lines, tags, versions
 * and digests must not be among the parts, or a harmless edit reopens a dismissed alert.
 */
export function fingerprint(rule: string, path: string, ...parts: readonly string[]): string {
  // A slice of the text would keep all of it.
  return hash('sha256', JSON.stringify([rule, path, ...parts]), 'buffer').toString('hex', 0, 8);
}
