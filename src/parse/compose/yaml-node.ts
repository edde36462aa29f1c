import { isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml';

interface Base {
  /** In UTF-16 units. The end of a block leaves room behind its last value. */
  readonly start: number;
  readonly end: number;
  readonly anchor?: string | undefined;
  readonly tag?: string | undefined;
}

export interface YamlScalar extends Base {
  readonly kind: 'scalar';
  /** Without quotes and escapes, lines folded. */
  readonly source: string;
  readonly style: 'plain' | 'quoted' | 'block';
}

export interface YamlList extends Base {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

export interface YamlMap extends Base {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly pairs: readonly YamlPair[];
}

export interface YamlPair {
  readonly key: YamlNode;
  readonly value: YamlNode | undefined;
}

export interface YamlAlias extends Base {
  readonly kind: 'alias';
  /** The name of the anchor. */
  readonly source: string;
}

/** A node of a YAML document, not yet a value: aliases and merge keys as they stand. */
export type YamlNode = YamlScalar | YamlList | YamlMap | YamlAlias;

/** The node that the YAML library made. */
export function nodeOf(node: ParsedNode): YamlNode {
  const [start, end] = node.range;
  if (isAlias(node)) return { kind: 'alias', source: node.source, start, end };
  const base = { start, end, anchor: node.anchor, tag: node.tag };
  if (isScalar(node)) {
    const style = node.type === 'PLAIN' ? 'plain' : node.type?.startsWith('BLOCK') === true ? 'block' : 'quoted';
    return { kind: 'scalar', source: node.source ?? '', style, ...base };
  }
  const flow = node.flow === true;
  if (isSeq(node)) return { kind: 'list', items: node.items.filter(isNode).map(nodeOf), flow, ...base };
  const pairs = node.items.map(({ key, value }) => ({ key: nodeOf(key), value: value === null ? undefined : nodeOf(value) }));
  return { kind: 'map', pairs, flow, ...base };
}

function isNode(value: unknown): value is ParsedNode {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}
