import type { Place, SourceFile } from '../../model/place.ts';
import { placeAt } from '../lines.ts';
import { interpolate, type Lookup } from './interpolate.ts';
import type { ComposeProblem, Directive, MapEntry, MapValue, ScalarValue, Value } from './project.ts';
import { resolvePlain } from './scalar.ts';
import type { YamlAlias, YamlList, YamlMap, YamlNode, YamlScalar } from './yaml-node.ts';
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
  // Anchors of one document hold in the next: the reader that Compose has keeps them.
  const reader = new Reader(parsed.file, lookup, problems);
  for (const document of parsed.documents) {
    const value = reader.read(document, 0);
    if (value.kind !== 'scalar' || value.value !== null) documents.push(value);
  }
  return { documents, problems, directives: reader.directives, size: reader.size };
}

class Reader {
  directives = false;
  size = 0;
  readonly #file: SourceFile;
  readonly #lookup: Lookup | undefined;
  readonly #problems: ComposeProblem[];
  readonly #anchors = new Map<string, YamlNode>();
  readonly #anchored = new Map<YamlNode, { readonly value: Value; readonly size: number }>();
  readonly #open = new Set<YamlNode>();
  #full = false;

  constructor(file: SourceFile, lookup: Lookup | undefined, problems: ComposeProblem[]) {
    this.#file = file;
    this.#lookup = lookup;
    this.#problems = problems;
  }

  read(node: YamlNode, depth: number): Value {
    if (node.kind === 'alias') return this.#alias(node);
    if (node.anchor === undefined) return this.#plain(node, depth);
    this.#anchors.set(node.anchor, node);
    this.#open.add(node);
    const before = this.size;
    const value = this.#plain(node, depth);
    this.#open.delete(node);
    this.#anchored.set(node, { value, size: this.size - before });
    return value;
  }

  #plain(node: YamlScalar | YamlMap | YamlList, depth: number): Value {
    this.size += 1;
    if (depth > depthLimit && node.kind !== 'scalar') {
      return this.#refused(this.#place(node), `it is nested more than ${depthLimit} deep`, 'it is nested too deeply');
    }
    const directive = directiveOf(node.tag);
    if (directive) this.directives = true;
    if (node.kind === 'scalar') return this.#scalar(node, directive);
    const value = node.kind === 'map' ? this.#map(node, depth) : this.#list(node, depth);
    return directive ? { ...value, directive } : value;
  }

  #alias(node: YamlAlias): Value {
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

  #list(node: YamlList, depth: number): Value {
    const items: Value[] = [];
    let end = 0;
    for (const item of node.items) {
      const value = this.read(item, depth + 1);
      end = item.kind === 'alias' ? item.end : value.at.span.end;
      if (value.directive !== 'reset') items.push(value);
    }
    return { kind: 'list', items, at: this.#span(node, end) };
  }

  #map(node: YamlMap, depth: number): MapValue {
    const entries = new Map<string, MapEntry>();
    let inherited: readonly Value[] | undefined;
    let end = 0;
    for (const pair of node.pairs) {
      const keyAt = this.#place(pair.key);
      const key = this.#key(pair.key, keyAt);
      const value = pair.value === undefined ? emptyScalar(this.#file, keyAt.span.end) : this.read(pair.value, depth + 1);
      end = pair.value?.kind === 'alias' ? pair.value.end : Math.max(value.at.span.end, keyAt.span.end);
      if (key === undefined) continue;
      const merges = key === '<<' && pair.key.kind === 'scalar' && pair.key.style === 'plain';
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

  #key(node: YamlNode, at: Place): string | undefined {
    const scalar = node.kind === 'alias' ? this.#anchors.get(node.source) : node;
    if (node.kind !== 'alias' && node.anchor !== undefined) this.read(node, 0);
    if (scalar?.kind !== 'scalar') {
      this.#problem(at, 'a key has to be text');
      return undefined;
    }
    const text = scalar.source;
    if (scalar.style === 'plain' && scalar.tag === undefined && typeof resolvePlain(text) !== 'string') {
      this.#problem(at, 'a key has to be text; put it in quotes');
    }
    return text;
  }

  #scalar(node: YamlScalar, directive: Directive | undefined): ScalarValue {
    const written = node.source;
    const quoted = node.style === 'quoted';
    const at = this.#place(node);
    const typed =
      node.style === 'plain' && (directive !== undefined || node.tag === undefined)
        ? resolvePlain(written)
        : tagged(node.tag, written);
    if (typeof typed !== 'string' || this.#lookup === undefined || !typed.includes('$'))
      return directed({ kind: 'scalar', written, quoted, at, value: typed, variables: none }, directive);
    const { value, variables, unknown, invalid } = interpolate(typed, this.#lookup);
    if (invalid)
      this.#problem(at, 'the variable in this text is not written as Compose reads it; a lone dollar sign is written $$');
    const scalar: ScalarValue = { kind: 'scalar', written, quoted, at, value, variables };
    return directed(unknown === undefined ? scalar : { ...scalar, unknown }, directive);
  }

  #place(node: YamlNode): Place {
    const { start, end } = node;
    if (node.kind !== 'scalar' || node.style !== 'block') return placeAt(this.#file, start, end);
    return placeAt(this.#file, start, start + this.#file.text.slice(start, end).trimEnd().length);
  }

  /** From the start of a collection to its bracket or the end of its last value, without what follows. */
  #span(node: YamlMap | YamlList, last: number): Place {
    const { start, end } = node;
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

const none: readonly never[] = Object.freeze([]);

function directed(scalar: ScalarValue, directive: Directive | undefined): ScalarValue {
  return directive === undefined ? scalar : { ...scalar, directive };
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
  return { kind: 'scalar', value: null, written: '', quoted: false, variables: none, unknown, at };
}

function emptyScalar(file: SourceFile, offset: number): ScalarValue {
  return { kind: 'scalar', value: null, written: '', quoted: false, variables: none, at: placeAt(file, offset, offset) };
}
