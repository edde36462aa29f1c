import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { SourceFile } from '../../model/place.ts';
import { placeAt } from '../lines.ts';
import { yamlTrees } from '../workflow/yaml-tree.ts';
import { readQuoted } from './template.ts';
import type { BakeBlock, BakeEntry, BakeValue } from './value.ts';

/** How deep lists and maps are read; bake's own format needs three. */
const depthLimit = 20;

/** The blocks of a bake file in JSON: `{ "target": { "web": { … } } }`. Never throws. */
export function readBakeJson(file: SourceFile): readonly BakeBlock[] {
  return yamlTrees(file).flatMap((tree) =>
    tree.entries(tree.root).flatMap(({ key: type, value: named }) =>
      entriesIn(file, named, 0).map(({ key: name, value }): BakeBlock => ({
        type,
        name,
        at: value.at,
        attributes: new Map(value.kind === 'map' ? value.entries.map((entry) => [entry.key, entry.value]) : []),
      })),
    ),
  );
}

function entriesIn(file: SourceFile, node: unknown, depth: number): readonly BakeEntry[] {
  if (!isMap(node)) return [];
  return node.items.map((pair) => ({
    key: isScalar(pair.key) ? String(pair.key.value) : '',
    value: valueOf(file, pair.value, depth),
  }));
}

function valueOf(file: SourceFile, node: unknown, depth: number): BakeValue {
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) return { kind: 'unknown', at: placeAt(file, 0, 0) };
  const at = placeOf(file, node);
  if (depth > depthLimit) return { kind: 'unknown', at };
  if (isMap(node)) return { kind: 'map', entries: entriesIn(file, node, depth + 1), at };
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item: unknown) => valueOf(file, item, depth + 1)), at };
  if (node.value === null) return { kind: 'null', at };
  if (typeof node.value === 'string' && file.text[at.span.start] === '"') return readQuoted(file, at.span.start).value;
  return { kind: 'text', value: node.source ?? '', at };
}

function placeOf(file: SourceFile, node: Node): BakeValue['at'] {
  const [start = 0, end = 0] = node.range ?? [];
  return placeAt(file, start, end);
}
