import { isAlias, isMap, isNode, isScalar, isSeq, type Document, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { SourceFile } from '../../model/place.ts';
import { placeAt } from '../lines.ts';
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
    const aliases = new Aliases();
    const size = documents.reduce((sum, { contents }) => sum + aliases.sizeOf(contents), 0);
    const isGrown = size > unfoldLimit;
    const targets = isGrown ? new Map<unknown, unknown>() : aliases.targets;
    const trees = documents.map((document) => treeOf(document, targets));
    last = { file, trees, faults: isGrown ? [...faults, grown(file)] : faults };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    last = { file, trees: [], faults: [...faults, nestedTooDeeply(file)] };
  }
  return last;
}

/** How many nodes a file may come to with its aliases followed. */
const unfoldLimit = 200_000;

function grown(file: SourceFile): YamlFault {
  const at = placeAt(file, 0, 0);
  return { message: `the aliases of this file unfold to more than ${unfoldLimit} values, and are not followed`, at, cut: true };
}

/** What aliases stand for: the last anchor of their name in front of them, and nothing where they stand in it. */
class Aliases {
  readonly targets = new Map<unknown, unknown>();
  readonly #anchors = new Map<string, unknown>();
  readonly #sizes = new Map<unknown, number>();

  /** How many nodes there are from a node on, its aliases followed. Nodes are asked about in the order of the file. */
  sizeOf(node: unknown): number {
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source);
      const size = this.#sizes.get(target);
      if (size !== undefined) this.targets.set(node, target);
      return size ?? 1;
    }
    const anchor = isNode(node) && !isAlias(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    let size = 1;
    if (isSeq(node)) for (const item of node.items) size += this.sizeOf(item);
    else if (isMap(node)) for (const { key, value } of node.items) size += this.sizeOf(key) + this.sizeOf(value);
    if (anchor !== undefined) this.#sizes.set(node, size);
    return size;
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

function treeOf(document: Document.Parsed, targets: ReadonlyMap<unknown, unknown>): YamlTree {
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
