import { Composer, Lexer, Parser, type Document, type YAMLError } from 'yaml';
import type { Place, SourceFile } from '../../model/place.ts';
import { placeAt } from '../lines.ts';
import { readPlainYaml } from './plain-yaml.ts';
import type { ComposeProblem } from './project.ts';
import { nodeOf, type YamlNode } from './yaml-node.ts';

/** The longest text that is read, in UTF-16 units. The largest of 1,782 public Compose files has 69,000. */
export const textLimit = 1024 * 1024;

/** How many lexical tokens are read: some 14,000 lines. Behind it the YAML parser would take seconds. */
export const tokenLimit = 100_000;

/** How many documents of a file are read: each is laid on those before it. */
const documentLimit = 100;

/** How many syntax errors of a file are told. */
const errorLimit = 10;

/** The YAML documents of a file, not yet values. */
export interface ParsedYaml {
  readonly file: SourceFile;
  /** What stands in each document that is not empty. */
  readonly documents: readonly YamlNode[];
  readonly problems: readonly ComposeProblem[];
}

const notText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/;

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
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
  TAB_AS_INDENT: 'tabs cannot indent',
  UNEXPECTED_TOKEN: 'this is unexpected here',
};

/**
 * Reads a YAML text. Never throws: what is wrong becomes a problem that quotes nothing of the text, and what could be read
 * is returned. The time is bounded by `textLimit` and `tokenLimit`.
 */
export function parseYaml(file: SourceFile): ParsedYaml {
  const plain = notText.test(file.text) ? undefined : readPlainYaml(file.text);
  return plain === undefined ? parseWithLibrary(file) : { file, documents: [plain], problems: [] };
}

/** The same by the YAML library alone, which reads everything. */
export function parseWithLibrary(file: SourceFile): ParsedYaml {
  if (file.text.length > textLimit) {
    return { file, documents: [], problems: [refusal(placeAt(file, 0, 0), `the file is longer than ${textLimit} characters`)] };
  }
  const problems: ComposeProblem[] = [];
  const control = notText.exec(file.text);
  if (control) problems.push(refusal(placeAt(file, control.index, control.index + 1), 'YAML allows no control characters'));
  const documents: Document.Parsed[] = [];
  let nodes: readonly YamlNode[] = [];
  const { stackTraceLimit } = Error;
  try {
    // The parser makes an error object of every fault and reads on; 100,000 stack traces would take seconds.
    Error.stackTraceLimit = 0;
    const composer = new Composer({
      schema: 'failsafe',
      version: '1.2',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    for (const document of composer.compose(tokens(file, problems))) {
      if (documents.push(document) < documentLimit) continue;
      const end = placeAt(file, document.range[2], document.range[2]);
      if (document.range[2] < file.text.length)
        problems.push(refusal(end, `only the first ${documentLimit} documents of this file are read`));
      break;
    }
    nodes = documents.flatMap(({ contents }) => (contents === null ? [] : nodeOf(contents)));
    const errors = documents.map((document) => document.errors).concat([composer.streamInfo().errors]);
    for (const { code, pos } of errors.flat().slice(0, errorLimit)) {
      problems.push(refusal(within(file, pos[0], pos[1]), reasons[code] ?? `YAML error ${code}`));
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(refusal(placeAt(file, 0, 0), 'it is nested too deeply'));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return { file, documents: nodes, problems };
}

function* tokens(file: SourceFile, problems: ComposeProblem[]): ReturnType<Parser['parse']> {
  const parser = new Parser();
  let count = 0;
  for (const lexeme of new Lexer().lex(file.text)) {
    count += 1;
    if (count > tokenLimit) {
      problems.push(
        refusal(placeAt(file, parser.offset, parser.offset), `only the first ${tokenLimit} tokens of this file are read`),
      );
      break;
    }
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}

function refusal(at: Place, reason: string): ComposeProblem {
  return { message: `not readable as YAML: ${reason}`, at, kind: 'unparsable' };
}

function within(file: SourceFile, start: number, end: number): Place {
  const from = Math.min(Math.max(start, 0), file.text.length);
  return placeAt(file, from, Math.min(Math.max(end, from), file.text.length));
}
