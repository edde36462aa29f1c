import {
  Composer,
  Lexer,
  Parser,
  type Document,
  type DocumentOptions,
  type ParseOptions,
  type SchemaOptions,
  type YAMLError,
} from 'yaml';
import type { Place, SourceFile } from '../model/place.ts';
import { placeAt } from './lines.ts';

/** The longest text that is read, in UTF-16 units. The largest of 1,782 public Compose files has 69,000. */
export const textLimit = 1024 * 1024;

/** How many lexical tokens are read: some 14,000 lines. Behind it the YAML parser would take seconds. */
export const tokenLimit = 100_000;

/** How many documents of a file are read. */
const documentLimit = 100;

/** How many syntax errors of a file are told. */
const errorLimit = 10;

/** What is wrong with a YAML text, without a word of it. */
export interface YamlFault {
  readonly message: string;
  readonly at: Place;
  /** Whether it is a limit, so that others read what is left out here. */
  readonly cut?: boolean;
}

const tooDeep = 'it is nested too deeply';

const reasons: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  ALIAS_PROPS: 'an alias has no tag or anchor of its own',
  BAD_ALIAS: 'this alias has no name',
  BAD_DQ_ESCAPE: 'this escape means nothing between double quotes',
  BAD_INDENT: 'the indentation does not fit the lines around it',
  BAD_SCALAR_START: 'a plain value cannot start with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping cannot stand on the line of another key',
  BLOCK_IN_FLOW: 'a block cannot stand within brackets',
  KEY_OVER_1024_CHARS: 'this key is too long',
  MISSING_CHAR: 'a character is missing, such as a closing quote, bracket or comma',
  MULTILINE_IMPLICIT_KEY: 'a key has to be on one line',
  MULTIPLE_ANCHORS: 'a value has one anchor at most',
  MULTIPLE_TAGS: 'a value has one tag at most',
  RESOURCE_EXHAUSTION: tooDeep,
  TAB_AS_INDENT: 'tabs cannot indent',
  UNEXPECTED_TOKEN: 'this is unexpected here',
};

/**
 * The documents of a YAML or JSON text as the YAML library has them. Never throws: what is wrong becomes a fault, and what
 * could be read is returned. The time is bounded by `textLimit` and `tokenLimit`.
 */
export function yamlDocuments(
  file: SourceFile,
  options: ParseOptions & DocumentOptions & SchemaOptions,
): { readonly documents: readonly Document.Parsed[]; readonly faults: readonly YamlFault[] } {
  if (file.text.length > textLimit)
    return { documents: [], faults: [limit(placeAt(file, 0, 0), `the file is longer than ${textLimit} characters`)] };
  const faults: YamlFault[] = [];
  const documents: Document.Parsed[] = [];
  const { stackTraceLimit } = Error;
  try {
    // The parser makes an error object of every fault and reads on; 100,000 stack traces would take seconds.
    Error.stackTraceLimit = 0;
    const composer = new Composer({ ...options, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    for (const document of composer.compose(tokens(file, faults))) {
      if (documents.push(document) < documentLimit) continue;
      const end = placeAt(file, document.range[2], document.range[2]);
      if (document.range[2] < file.text.length)
        faults.push(limit(end, `only the first ${documentLimit} documents of this file are read`));
      break;
    }
    const errors = documents.map((document) => document.errors).concat([composer.streamInfo().errors]);
    for (const { code, pos } of errors.flat().slice(0, errorLimit)) {
      const isLimit = code === 'RESOURCE_EXHAUSTION';
      faults.push((isLimit ? limit : fault)(within(file, pos[0], pos[1]), reasons[code] ?? `YAML error ${code}`));
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    faults.push(nestedTooDeeply(file));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return { documents, faults };
}

function* tokens(file: SourceFile, faults: YamlFault[]): ReturnType<Parser['parse']> {
  const parser = new Parser();
  let count = 0;
  for (const lexeme of new Lexer().lex(file.text)) {
    count += 1;
    if (count > tokenLimit) {
      faults.push(
        limit(placeAt(file, parser.offset, parser.offset), `only the first ${tokenLimit} tokens of this file are read`),
      );
      break;
    }
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}

function fault(at: Place, reason: string): YamlFault {
  return { message: `not readable as YAML: ${reason}`, at };
}

function limit(at: Place, reason: string): YamlFault {
  return { ...fault(at, reason), cut: true };
}

function within(file: SourceFile, start: number, end: number): Place {
  const from = Math.min(Math.max(start, 0), file.text.length);
  return placeAt(file, from, Math.min(Math.max(end, from), file.text.length));
}

/** The fault of a text whose nodes nest deeper than anybody can follow. */
export function nestedTooDeeply(file: SourceFile): YamlFault {
  return limit(placeAt(file, 0, 0), tooDeep);
}
