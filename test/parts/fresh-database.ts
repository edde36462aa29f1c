import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Copies the fixture database, which says that it is good until 2099, as one that was made today: an old one is told of. */
export function freshDatabase(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  const path = join(to, 'metadata.json');
  const today = `"UpdatedAt":"${new Date().toISOString().slice(0, 10)}T00:00:00Z"`;
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"UpdatedAt":"[^"]*"/, today));
}
