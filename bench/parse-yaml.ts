import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

const [folder = '.'] = process.argv.slice(2);
let documents = 0;
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.yaml')) continue;
  documents += parseDocument(readFileSync(join(folder, name), 'utf8')).errors.length === 0 ? 1 : 0;
}
console.log(documents);
