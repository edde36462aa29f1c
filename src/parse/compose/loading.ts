import type { SourceFile } from '../../model/place.ts';
import type { Place } from '../../model/place.ts';
import type { ReadResult } from '../../ports.ts';
import { placeAt } from '../lines.ts';
import { parseDotenv } from './dotenv.ts';
import type { Lookup, Variables } from './interpolate.ts';
import type { ComposeProblem, Value } from './project.ts';
import { valuesOf } from './values.ts';
import type { YamlNode } from './yaml-node.ts';
import { parseYaml, type ParsedYaml } from './yaml.ts';

/** How many files a project may read through `extends` and `include`, each time counted. */
export const fileLimit = 300;

/** How many values a project may have in all the files it reads. */
export const projectValueLimit = 2_000_000;

export type Read = (path: string) => Promise<ReadResult>;

/** A YAML file of a project, its values with the variables of one environment. */
export interface LoadedFile {
  readonly file: SourceFile;
  readonly documents: readonly Value[];
  /** Whether `!reset` or `!override` occurs. */
  readonly directives: boolean;
}

/** One loading of a project: what was read, how much of it, and what is wrong with it. */
export class Loading {
  readonly problems: ComposeProblem[] = [];
  readonly files: SourceFile[] = [];
  readonly #read: Read;
  readonly #parsed = new Map<string, Promise<ParsedYaml | ComposeProblem>>();
  readonly #told = new Set<string>();
  #loads = 0;
  #values = 0;

  constructor(read: Read) {
    this.#read = read;
  }

  readonly refuse = (problem: ComposeProblem): void => {
    const { message, at } = problem;
    const key = `${at.file.path}:${at.span.start}:${message}`;
    if (!this.#told.has(key)) this.problems.push(problem);
    this.#told.add(key);
  };

  /** The values of a YAML file; `undefined` with a problem at `from` where it cannot be read. */
  async yaml(path: string, lookup: Lookup, from: Place | undefined): Promise<LoadedFile | undefined> {
    const parsed = await this.#parse(path, from);
    if (!('documents' in parsed)) {
      this.refuse(parsed);
      return undefined;
    }
    this.#loads += 1;
    if (this.#loads > fileLimit || this.#values > projectValueLimit) {
      this.refuse({
        message: 'the files this project includes are too many to be read',
        at: from ?? startOf(parsed.file),
        kind: 'unreadable',
      });
      return undefined;
    }
    if (!this.files.includes(parsed.file)) this.files.push(parsed.file);
    const { documents, problems, directives, size } = valuesOf(parsed, lookup);
    this.#values += size;
    for (const problem of problems) this.refuse(problem);
    return { file: parsed.file, documents, directives };
  }

  /** The project name that a file sets; `undefined` where it sets none or cannot be read. */
  async nameIn(path: string, lookup: Lookup): Promise<string | undefined> {
    const parsed = await this.#parse(path, undefined);
    if (!('documents' in parsed)) return undefined;
    for (const document of parsed.documents) {
      const name = document.kind === 'map' ? document.pairs.find(({ key }) => isNamed(key))?.value : undefined;
      if (name?.kind !== 'scalar') continue;
      const { documents } = valuesOf({ ...parsed, documents: [{ ...name, style: 'quoted' }], problems: [] }, lookup);
      const [value] = documents;
      if (value?.kind === 'scalar' && value.unknown === undefined) return String(value.value);
    }
    return undefined;
  }

  /** The variables of an env file on top of `lookup`; a missing file is a problem only where `from` asks for it. */
  async dotenv(path: string, lookup: Lookup, from: Place | undefined): Promise<Variables> {
    const result = await this.#read(path);
    if (!result.ok) {
      if (from || result.reason !== 'missing') this.refuse(unread(path, result, from));
      return new Map();
    }
    const file = { path, text: result.text };
    const { variables, problem } = parseDotenv(result.text, lookup);
    if (problem)
      this.refuse({
        message: `the env file stops here: ${problem.message}`,
        at: placeAt(file, problem.offset, problem.offset),
        kind: 'unparsable',
      });
    return variables;
  }

  #parse(path: string, from: Place | undefined): Promise<ParsedYaml | ComposeProblem> {
    const known = this.#parsed.get(path);
    if (known) return known;
    const parsed = this.#read(path).then((result) => {
      if (!result.ok) return unread(path, result, from);
      const file = { path, text: result.text };
      const whole = parseYaml(file);
      return result.malformed === true ? { ...whole, problems: [notUtf8(file), ...whole.problems] } : whole;
    });
    this.#parsed.set(path, parsed);
    return parsed;
  }
}

function isNamed(key: YamlNode): boolean {
  return key.kind === 'scalar' && key.source === 'name';
}

function unread(path: string, result: Extract<ReadResult, { ok: false }>, from: Place | undefined): ComposeProblem {
  const at = from ?? startOf({ path, text: '' });
  return result.reason === 'missing' || result.reason === 'outside'
    ? {
        message: `${path} is ${result.reason === 'missing' ? 'not there' : 'outside of what is scanned'}`,
        at,
        kind: 'unresolved',
      }
    : { message: `${path} cannot be read: ${result.detail}`, at, kind: 'unreadable' };
}

function notUtf8(file: SourceFile): ComposeProblem {
  const at = Math.max(0, file.text.indexOf('\uFFFD'));
  return { message: 'this is not UTF-8, and Compose reads nothing else', at: placeAt(file, at, at + 1), kind: 'unparsable' };
}

function startOf(file: SourceFile): Place {
  return placeAt(file, 0, 0);
}
