import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { SourceFile } from '../../model/place.ts';

/** A document and the way through it: aliases are followed, everything else is left as the file has it. */
export interface YamlTree {
  readonly root: unknown;
  /** The value of a key; undefined where the node is no mapping or lacks the key. */
  get(node: unknown, ...keys: readonly string[]): unknown;
  entries(node: unknown): readonly { readonly key: string; readonly value: unknown }[];
  items(node: unknown): readonly unknown[];
}

let last: { readonly file: SourceFile; readonly trees: readonly YamlTree[] } | undefined;

/** The documents of a file, as far as they can be read; never throws. A file that is asked for again and again is read once. */
export function yamlTrees(file: SourceFile): readonly YamlTree[] {
  if (last?.file !== file) last = { file, trees: read(file) };
  return last.trees;
}

function read(file: SourceFile): readonly YamlTree[] {
  try {
    const documents = parseAllDocuments(file.text, { uniqueKeys: false, logLevel: 'silent', merge: true });
    return 'empty' in documents ? [] : documents.map(treeOf);
  } catch {
    return [];
  }
}

/** A string among the nodes. */
export function isText(node: unknown): node is Scalar<string> {
  return isScalar(node) && typeof node.value === 'string';
}

/** Whether a node says yes, or may do so by an expression. */
export function mayBeTrue(node: unknown): boolean {
  return (
    isScalar(node) && (node.value === true || (typeof node.value === 'string' && /^\s*(?:true\s*$|\$\{\{)/.test(node.value)))
  );
}

function treeOf(document: Document): YamlTree {
  const resolved = (node: unknown): unknown => (isAlias(node) ? (node.resolve(document) ?? undefined) : node);
  const pairs = (node: unknown): readonly Pair[] => {
    const map = resolved(node);
    return isMap(map) ? mapPairs(map) : [];
  };
  const get = (node: unknown, ...keys: readonly string[]): unknown => {
    let at = resolved(node);
    for (const key of keys) at = resolved(pairs(at).find((pair) => keyOf(pair) === key)?.value);
    return at;
  };
  return {
    root: document.contents,
    get,
    entries: (node) => pairs(node).map((pair) => ({ key: keyOf(pair), value: resolved(pair.value) })),
    items: (node) => {
      const list = resolved(node);
      return isSeq(list) ? list.items.map(resolved) : [];
    },
  };
}

function mapPairs(map: YAMLMap): readonly Pair[] {
  return map.items;
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}
