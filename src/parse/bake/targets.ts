import type { Place, SourceFile } from '../../model/place.ts';
import type { Setting } from '../../model/setting.ts';
import type { BuildArgs } from '../dockerfile/scope.ts';
import { readHcl } from './hcl.ts';
import { readBakeJson } from './json.ts';
import { templateParts } from './template.ts';
import type { BakeBlock, BakeValue } from './value.ts';

/** An image that a bake file builds. Paths are as they are written: the Dockerfile's counts from the context. */
export interface BakeTarget {
  readonly name: string;
  readonly at: Place;
  readonly context: Setting<string>;
  readonly dockerfile: Setting<string>;
  readonly target: Setting<string>;
  readonly args: BuildArgs;
  /** Names for other contexts; a value that only bake knows is absent. */
  readonly contexts: readonly { readonly name: string; readonly value?: string; readonly at: Place }[];
  /** A Dockerfile written in the bake file. */
  readonly inline?: WrittenDockerfile;
  readonly tags: readonly string[];
  /** The ids of the secrets it gives; absent where they are not known. */
  readonly secrets?: readonly string[];
  /** What its steps may have that ask for it: `security.insecure`. */
  readonly grants: readonly { readonly name: string; readonly at: Place }[];
}

/** A Dockerfile that stands in another file. */
export interface WrittenDockerfile {
  readonly at: Place;
  /** With its variables put in, a line for each line that is written. */
  readonly text?: string;
  /** Why there is no text. */
  readonly why?: string;
}

/** How long a text may become once variables are put in. */
const textLimit = 10_000;

type Attributes = ReadonlyMap<string, BakeValue>;

/** Whether bake finds a file by itself. */
export function isBakeFile(path: string): boolean {
  return /(?:^|\/)docker-bake(?:\.override)?\.(?:hcl|json)$/.test(path);
}

/**
 * The targets of bake files that are read together, in the order in which bake lays them on each other. Variables have their
 * defaults. A target that only others inherit from is none.
 */
export function bakeTargets(files: readonly SourceFile[]): readonly BakeTarget[] {
  const blocks = files.flatMap((file) => (file.path.endsWith('.json') ? readBakeJson(file) : readHcl(file)));
  const targets = new Map<string, BakeBlock>();
  for (const block of blocks) {
    if (block.type !== 'target') continue;
    const before = targets.get(block.name);
    targets.set(
      block.name,
      before === undefined ? block : { ...before, attributes: merged(before.attributes, block.attributes) },
    );
  }
  const values = new Values(blocks);
  const inherited = new Set([...targets.values()].flatMap(({ attributes }) => values.texts(attributes.get('inherits'))));
  const grouped = new Set(
    blocks.flatMap(({ type, attributes }) => (type === 'group' ? values.texts(attributes.get('targets')) : [])),
  );
  const known = new Map<BakeBlock, Attributes>();
  return [...targets.values()].flatMap((block) => {
    if (inherited.has(block.name) && !grouped.has(block.name)) return [];
    const attributes = inheriting(block, targets, values, known);
    return [targetOf(block, attributes, values)];
  });
}

function targetOf({ name, at }: BakeBlock, attributes: Attributes, values: Values): BakeTarget {
  const args: Record<string, string | undefined> = {};
  const given = attributes.get('args');
  for (const entry of given?.kind === 'map' ? given.entries : []) {
    if (entry.value.kind !== 'null') args[entry.key] = values.text(entry.value);
  }
  const inline = attributes.get('dockerfile-inline');
  const grants = attributes.get('entitlements');
  return {
    name,
    at,
    context: values.setting(attributes.get('context')),
    dockerfile: values.setting(attributes.get('dockerfile')),
    target: values.setting(attributes.get('target')),
    args,
    contexts: contextsOf(attributes.get('contexts'), values),
    ...(inline === undefined || inline.kind === 'null' ? {} : { inline: values.written(inline) }),
    tags: values.texts(attributes.get('tags')),
    ...secretsOf(attributes.get('secret'), values),
    grants: grants === undefined ? [] : values.texts(grants).map((grant) => ({ name: grant, at: grants.at })),
  };
}

/** A list of `type=env,id=NAME` or of maps. */
function secretsOf(given: BakeValue | undefined, values: Values): Pick<BakeTarget, 'secrets'> {
  if (given === undefined || given.kind === 'null') return { secrets: [] };
  if (given.kind !== 'list') return {};
  const ids = given.items.map((item) => {
    if (item.kind === 'map') return values.text(item.entries.findLast(({ key }) => key === 'id')?.value);
    return /(?:^|,)\s*id=([^,]+)/.exec(values.text(item) ?? '')?.[1];
  });
  const known = ids.flatMap((id) => id ?? []);
  return known.length < ids.length ? {} : { secrets: known };
}

function contextsOf(contexts: BakeValue | undefined, values: Values): BakeTarget['contexts'] {
  if (contexts?.kind !== 'map') return [];
  const last = new Map(contexts.entries.map(({ key, value }) => [key, value]));
  return [...last].flatMap(([name, value]) => {
    const text = values.text(value);
    return value.kind === 'null' ? [] : [{ name, ...(text === undefined ? {} : { value: text }), at: value.at }];
  });
}

/** What a target has of its own laid on what it inherits, the last of `inherits` on top. A circle ends where it closes. */
function inheriting(
  block: BakeBlock,
  targets: ReadonlyMap<string, BakeBlock>,
  values: Values,
  known: Map<BakeBlock, Attributes>,
): Attributes {
  const before = known.get(block);
  if (before !== undefined) return before;
  known.set(block, block.attributes);
  let whole: Attributes = new Map();
  for (const name of values.texts(block.attributes.get('inherits'))) {
    const base = targets.get(name);
    if (base !== undefined) whole = merged(whole, inheriting(base, targets, values, known));
  }
  whole = merged(whole, block.attributes);
  known.set(block, whole);
  return whole;
}

/** The later attribute wins; maps, such as `args`, are laid on each other. */
function merged(below: Attributes, above: Attributes): Attributes {
  const whole = new Map(below);
  for (const [name, value] of above) {
    const before = whole.get(name);
    const both = before?.kind === 'map' && value.kind === 'map';
    whole.set(name, both ? { ...value, entries: [...before.entries, ...value.entries] } : value);
  }
  return whole;
}

class Values {
  readonly #variables = new Map<string, BakeValue>();
  readonly #texts = new Map<string, string | undefined>();

  constructor(blocks: readonly BakeBlock[]) {
    for (const { type, name, attributes } of blocks) {
      const value = attributes.get('default');
      if (type === 'variable' && value !== undefined) this.#variables.set(name, value);
    }
  }

  /** The text of a value; undefined where bake alone knows it. */
  text(value: BakeValue | undefined): string | undefined {
    if (value?.kind === 'text') return value.value;
    if (value?.kind === 'variable') return this.#variable(value.name);
    if (value?.kind !== 'template') return undefined;
    let whole = '';
    for (const part of value.parts) {
      const text = this.text(part);
      if (text === undefined || whole.length + text.length > textLimit) return undefined;
      whole += text;
    }
    return whole;
  }

  /** Each variable is worked out once; one that stands in itself is unknown. */
  #variable(name: string): string | undefined {
    if (!this.#texts.has(name)) {
      this.#texts.set(name, undefined);
      this.#texts.set(name, this.text(this.#variables.get(name)));
    }
    return this.#texts.get(name);
  }

  /** The texts of a list that are known. */
  texts(value: BakeValue | undefined): readonly string[] {
    const list = value?.kind === 'variable' ? this.#variables.get(value.name) : value;
    return list?.kind === 'list' ? list.items.flatMap((item) => this.text(item) ?? []) : [];
  }

  /** A Dockerfile in quotes or as a here-document. */
  written(value: BakeValue): WrittenDockerfile {
    const { at } = value;
    const { file, span } = at;
    const head = /^<<-?[A-Za-z_][\w-]*[ \t\r]*\n/.exec(file.text.slice(span.start, span.start + 200))?.[0];
    if (head === undefined) {
      const text = this.text(value);
      return text === undefined ? { at, why: this.#whyUnknown(value) } : { at, text };
    }
    const start = span.start + head.length;
    const end = file.text.lastIndexOf('\n', span.end - 1) + 1;
    let text = '';
    for (const part of templateParts(file, start, end, false)) {
      const own = this.text(part);
      if (own === undefined) return { at, why: this.#whyUnknown(part) };
      text += own;
      if (text.length > file.text.length + textLimit) return { at, why: 'its variables make it too long' };
    }
    return { at, text };
  }

  #whyUnknown(value: BakeValue): string {
    const parts = value.kind === 'template' ? value.parts : [value];
    const part = parts.find((one) => this.text(one) === undefined);
    return part?.kind === 'variable'
      ? `the variable ${part.name} has no default that is a text`
      : 'it takes running bake to know an expression in it';
  }

  setting(value: BakeValue | undefined): Setting<string> {
    if (value === undefined || value.kind === 'null') return { state: 'unset' };
    const text = this.text(value);
    return text === undefined
      ? { state: 'unknown', why: 'it takes running bake to know it', at: value.at }
      : { state: 'known', value: text, at: value.at };
  }
}
