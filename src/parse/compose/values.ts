import { isAlias, isMap, isScalar, isSeq, type Alias, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Place, SourceFile } from '../../model/place.ts';
import { placeAt } from '../lines.ts';
import { interpolate, type Lookup } from './interpolate.ts';
import type { ComposeProblem, Directive, MapEntry, MapValue, ScalarValue, Value } from './project.ts';
import { resolvePlain } from './scalar.ts';
import type { ParsedYaml } from './yaml.ts';

/** How deep maps and lists are read. Compose's own format needs about ten. */
export const depthLimit = 100;

/** How many values a file may unfold to once aliases are followed. */
export const valueLimit = 500_000;

export interface YamlValues {
  /** One value per document that is not empty. */
  readonly documents: readonly Value[];
  readonly problems: readonly ComposeProblem[];
  /** Whether `!reset` or `!override` occurs. */
  readonly directives: boolean;
  /** How many values there are once aliases are followed. */
  readonly size: number;
}

/**
 * The values of a parsed file: aliases followed (the value keeps the place of its anchor), merge keys applied as Compose does
 * (own keys win wherever `<<` stands, of a list of maps the first wins, maps are taken whole), variables substituted if there
 * is a `lookup`. Duplicate keys, unknown anchors, cycles and what is too large are problems; the last of two equal keys stays.
 */
export function valuesOf(parsed: ParsedYaml, lookup?: Lookup): YamlValues {
  const problems: ComposeProblem[] = [...parsed.problems];
  const documents: Value[] = [];
  let directives = false;
  let size = 0;
  for (const document of parsed.documents) {
    const reader = new Reader(parsed.file, lookup, problems, size);
    if (document.contents === null) continue;
    const value = reader.read(document.contents, 0);
    if (value.kind !== 'scalar' || value.value !== null) documents.push(value);
    directives ||= reader.directives;
    size = reader.size;
  }
  return { documents, problems, directives, size };
}

class Reader {
  directives = false;
  size: number;
  readonly #file: SourceFile;
  readonly #lookup: Lookup | undefined;
  readonly #problems: ComposeProblem[];
  readonly #anchors = new Map<string, ParsedNode>();
  readonly #anchored = new Map<ParsedNode, { readonly value: Value; readonly size: number }>();
  readonly #open = new Set<ParsedNode>();
  #full = false;

  constructor(file: SourceFile, lookup: Lookup | undefined, problems: ComposeProblem[], size: number) {
    this.#file = file;
    this.#lookup = lookup;
    this.#problems = problems;
    this.size = size;
  }

  read(node: ParsedNode, depth: number): Value {
    if (isAlias(node)) return this.#alias(node);
    if (node.anchor === undefined) return this.#plain(node, depth);
    this.#anchors.set(node.anchor, node);
    this.#open.add(node);
    const before = this.size;
    const value = this.#plain(node, depth);
    this.#open.delete(node);
    this.#anchored.set(node, { value, size: this.size - before });
    return value;
  }

  #plain(node: Scalar.Parsed | YAMLMap.Parsed | YAMLSeq.Parsed, depth: number): Value {
    this.size += 1;
    if (depth > depthLimit && !isScalar(node)) {
      return this.#refused(this.#place(node), `it is nested more than ${depthLimit} deep`, 'it is nested too deeply');
    }
    const directive = directiveOf(node.tag);
    if (directive) this.directives = true;
    if (isScalar(node)) return this.#scalar(node, directive);
    const value = isMap(node) ? this.#map(node, depth) : this.#list(node, depth);
    return directive ? { ...value, directive } : value;
  }

  #alias(node: Alias.Parsed): Value {
    const at = this.#place(node);
    const target = this.#anchors.get(node.source);
    if (target === undefined) return this.#refused(at, `there is no anchor ${node.source} above`, 'its anchor is missing');
    if (this.#open.has(target))
      return this.#refused(at, `the alias ${node.source} stands within its own anchor`, 'it holds itself');
    const known = this.#anchored.get(target);
    if (known === undefined || this.#full) return unknownScalar(at, 'its aliases unfold to too much');
    this.size += known.size;
    if (this.size <= valueLimit) return known.value;
    this.#full = true;
    return this.#refused(
      at,
      `the aliases of this file unfold to more than ${valueLimit} values`,
      'its aliases unfold to too much',
    );
  }

  #list(node: YAMLSeq.Parsed, depth: number): Value {
    const items: Value[] = [];
    let end = 0;
    for (const item of node.items) {
      if (!isNode(item)) continue;
      const value = this.read(item, depth + 1);
      end = isAlias(item) ? item.range[1] : value.at.span.end;
      if (value.directive !== 'reset') items.push(value);
    }
    return { kind: 'list', items, at: this.#span(node, end) };
  }

  #map(node: YAMLMap.Parsed, depth: number): MapValue {
    const entries = new Map<string, MapEntry>();
    let inherited: readonly Value[] | undefined;
    let end = 0;
    for (const pair of node.items) {
      const keyAt = this.#place(pair.key);
      const key = this.#key(pair.key, keyAt);
      const value = pair.value === null ? emptyScalar(this.#file, keyAt.span.end) : this.read(pair.value, depth + 1);
      end = isAlias(pair.value) ? pair.value.range[1] : Math.max(value.at.span.end, keyAt.span.end);
      if (key === undefined) continue;
      const merges = key === '<<' && isScalar(pair.key) && pair.key.type === 'PLAIN';
      if (merges ? inherited !== undefined : entries.has(key)) this.#problem(keyAt, `the key ${key} is given twice in one map`);
      if (merges) inherited = value.kind === 'list' ? value.items : [value];
      else entries.set(key, { key, keyAt, value });
    }
    if (inherited) this.#inherit(entries, inherited);
    return { kind: 'map', entries, at: this.#span(node, end) };
  }

  #inherit(entries: Map<string, MapEntry>, maps: readonly Value[]): void {
    for (const map of maps) {
      if (map.kind === 'map') {
        for (const [key, entry] of map.entries) {
          const own = entries.get(key);
          if (own === undefined) entries.set(key, entry);
          // What is reset here leaves room for the merged value, and still clears what an earlier file set.
          else if (own.value.directive === 'reset')
            entries.set(key, { ...entry, value: { ...entry.value, directive: 'override' } });
        }
      } else if (map.kind === 'list' || map.unknown === undefined) {
        this.#problem(map.at, 'a merge key takes maps only');
      }
    }
  }

  #key(node: ParsedNode, at: Place): string | undefined {
    const scalar = isAlias(node) ? this.#anchors.get(node.source) : node;
    if (!isAlias(node) && node.anchor !== undefined) this.read(node, 0);
    if (!isScalar(scalar)) {
      this.#problem(at, 'a key has to be text');
      return undefined;
    }
    const text = scalar.source ?? '';
    if (scalar.type === 'PLAIN' && scalar.tag === undefined && typeof resolvePlain(text) !== 'string') {
      this.#problem(at, 'a key has to be text; put it in quotes');
    }
    return text;
  }

  #scalar(node: Scalar.Parsed, directive: Directive | undefined): ScalarValue {
    const written = node.source ?? '';
    const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
    const at = this.#place(node);
    const typed =
      node.type === 'PLAIN' && (directive !== undefined || node.tag === undefined)
        ? resolvePlain(written)
        : tagged(node.tag, written);
    const base = { kind: 'scalar' as const, written, quoted, at, ...(directive ? { directive } : {}) };
    if (typeof typed !== 'string' || this.#lookup === undefined || !typed.includes('$'))
      return { ...base, value: typed, variables: [] };
    const { value, variables, unknown, invalid } = interpolate(typed, this.#lookup);
    if (invalid)
      this.#problem(at, 'the variable in this text is not written as Compose reads it; a lone dollar sign is written $$');
    return { ...base, value, variables, ...(unknown === undefined ? {} : { unknown }) };
  }

  #place(node: ParsedNode): Place {
    const [start, end] = node.range;
    if (!isScalar(node) || (node.type !== 'BLOCK_FOLDED' && node.type !== 'BLOCK_LITERAL'))
      return placeAt(this.#file, start, end);
    return placeAt(this.#file, start, start + this.#file.text.slice(start, end).trimEnd().length);
  }

  /** From the start of a collection to its bracket or the end of its last value, without what follows. */
  #span(node: YAMLMap.Parsed | YAMLSeq.Parsed, last: number): Place {
    const [start, end] = node.range;
    return placeAt(this.#file, start, node.flow || last <= start ? end : last);
  }

  #refused(at: Place, message: string, why: string): ScalarValue {
    this.#problem(at, message);
    return unknownScalar(at, why);
  }

  #problem(at: Place, message: string): void {
    if (this.#problems.length < 100) this.#problems.push({ message, at, kind: 'unparsable' });
  }
}

function isNode(value: unknown): value is ParsedNode {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

function directiveOf(tag: string | undefined): Directive | undefined {
  if (tag === '!reset') return 'reset';
  return tag === '!override' ? 'override' : undefined;
}

const resolvedTags = new Set(['int', 'float', 'bool', 'null'].map((name) => `tag:yaml.org,2002:${name}`));

function tagged(tag: string | undefined, written: string): ScalarValue['value'] {
  return tag !== undefined && resolvedTags.has(tag) ? resolvePlain(written) : written;
}

function unknownScalar(at: Place, unknown: string): ScalarValue {
  return { kind: 'scalar', value: null, written: '', quoted: false, variables: [], unknown, at };
}

function emptyScalar(file: SourceFile, offset: number): ScalarValue {
  return { kind: 'scalar', value: null, written: '', quoted: false, variables: [], at: placeAt(file, offset, offset) };
}
