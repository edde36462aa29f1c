import { isAlias, isMap, isScalar, isSeq, visit, type Document, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { SourceFile } from '../../model/place.ts';
import { nestedTooDeeply, yamlDocuments, type YamlFault } from '../yaml-documents.ts';

/** A document and the way through it: aliases are followed, everything else is left as the file has it. */
export interface YamlTree {
  readonly root: unknown;
  /** The value of a key; undefined where the node is no mapping or lacks the key. */
  get(node: unknown, ...keys: readonly string[]): unknown;
  entries(node: unknown): readonly { readonly key: string; readonly value: unknown }[];
  items(node: unknown): readonly unknown[];
}

let last: { readonly file: SourceFile; readonly trees: readonly YamlTree[]; readonly faults: readonly YamlFault[] } | undefined;

/** The documents of a file, as far as they can be read; never throws. A file that is asked for again and again is read once. */
export function yamlTrees(file: SourceFile): readonly YamlTree[] {
  return reading(file).trees;
}

/** What of the file `yamlTrees` could not read. */
export function yamlFaults(file: SourceFile): readonly YamlFault[] {
  return reading(file).faults;
}

function reading(file: SourceFile): NonNullable<typeof last> {
  if (last?.file === file) return last;
  const { documents, faults } = yamlDocuments(file, { merge: true });
  try {
    last = { file, trees: documents.map(treeOf), faults };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    last = { file, trees: [], faults: [...faults, nestedTooDeeply(file)] };
  }
  return last;
}

/** What each alias of a document stands for: the last anchor of its name in front of it. */
function targetsOf(document: Document.Parsed): ReadonlyMap<unknown, unknown> {
  const anchors = new Map<string, unknown>();
  const targets = new Map<unknown, unknown>();
  visit(document, {
    Alias: (_, alias) => void targets.set(alias, anchors.get(alias.source)),
    Value: (_, node) => void (node.anchor === undefined || anchors.set(node.anchor, node)),
  });
  return targets;
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

function treeOf(document: Document.Parsed): YamlTree {
  const targets = targetsOf(document);
  const resolved = (node: unknown): unknown => (isAlias(node) ? targets.get(node) : node);
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
