import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readPlainYaml } from '../../../src/parse/compose/plain-yaml.ts';
import { valuesOf } from '../../../src/parse/compose/values.ts';
import { parseWithLibrary } from '../../../src/parse/compose/yaml.ts';

const folder = new URL('../../../../shared/corpora/wild/compose/', import.meta.url);

test('public Compose files come to the same with and without the library, and few of them need it', () => {
  const names = readdirSync(folder);
  let read = 0;
  for (const path of names) {
    const file = { path, text: readFileSync(new URL(path, folder), 'utf8') };
    const node = readPlainYaml(file.text);
    if (node === undefined) continue;
    read += 1;
    const plain = valuesOf({ file, documents: [node], problems: [] }, () => undefined);
    expect(plain).toEqual(valuesOf(parseWithLibrary(file), () => undefined));
  }
  expect(read / names.length).toBeGreaterThan(0.95);
});
