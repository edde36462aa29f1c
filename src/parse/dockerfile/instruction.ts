import { placeAt } from '../lines.ts';
import type { CommandForm, Heredoc, Instruction, Pair, Problem, Word } from './ast.ts';
import { flagProblem } from './flags.ts';
import { healthCheckProblem } from './health-check.ts';
import { readMarker } from './heredoc.ts';
import { runFlagProblem } from './mounts.ts';
import { readStatement, type Statement } from './statement.ts';
import { jsonWords, pairOf, quotedWords, separatedWords } from './words.ts';
import { isSeparator } from './whitespace.ts';

const STAGE_NAME = /^[a-z][a-z0-9\-_.]*$/u;

interface Reading {
  readonly escape: '\\' | '`';
  /** The stage of the instruction. */
  readonly stage: number;
  readonly heredocs: readonly Heredoc[];
  /** Where the instruction ends in the file, heredocs and all. */
  readonly end: number;
  readonly problems: Problem[];
}

/**
 * Makes the instruction of a statement. What BuildKit refuses goes to `problems`; there is still an instruction wherever its
 * parts can be told.
 */
export function readInstruction(statement: Statement, reading: Reading): Instruction | undefined {
  const { line, keyword, keywordAt, flags } = statement;
  const refused = flagProblem(keyword, flags);
  if (refused && !(keyword === 'HEALTHCHECK' && isNone(statement))) reading.problems.push(refused);
  const at = placeAt(line.file, keywordAt.span.start, Math.max(keywordAt.span.end, reading.end));
  const base = { at, keywordAt, flags, heredocs: reading.heredocs, stage: reading.stage };
  switch (keyword) {
    case 'FROM':
      return { ...base, keyword, ...from(statement, reading) };
    case 'RUN': {
      const run = { ...base, keyword, ...command(statement, statement.args, reading) };
      const problem = runFlagProblem(run);
      if (problem) reading.problems.push(problem);
      return run;
    }
    case 'CMD':
    case 'ENTRYPOINT':
      return { ...base, keyword, ...command(statement, statement.args, reading) };
    case 'SHELL': {
      const form = command(statement, statement.args, reading);
      if (form.form === 'exec' && form.exec.length > 0) return { ...base, keyword, ...form };
      return refuse(statement, reading, 'SHELL needs a JSON array of at least one string');
    }
    case 'ENV':
    case 'LABEL':
    case 'ARG': {
      const pairs = keyword === 'ARG' ? argPairs(statement, reading) : namedPairs(statement, reading);
      return { ...base, keyword, pairs };
    }
    case 'USER':
    case 'WORKDIR':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
      if (statement.args === statement.end) return refuse(statement, reading, `${keyword} needs an argument`);
      return { ...base, keyword, argument: line.word(statement.args, statement.end) };
    case 'EXPOSE':
    case 'VOLUME': {
      const values = keyword === 'VOLUME' ? list(statement, reading) : separatedWords(line, statement.args, statement.end);
      if (values.length === 0) return refuse(statement, reading, `${keyword} needs at least one argument`);
      const empty = keyword === 'VOLUME' ? values.find(({ raw }) => raw.trim() === '') : undefined;
      if (empty) reading.problems.push({ message: 'VOLUME names an empty path', at: empty.at });
      return { ...base, keyword, values };
    }
    case 'COPY':
    case 'ADD': {
      const words = list(statement, reading);
      const destination = words.at(-1);
      if (!destination || words.length < 2) return refuse(statement, reading, `${keyword} needs a source and a destination`);
      if (isMarker(destination))
        reading.problems.push({ message: `${keyword} has a heredoc as its destination`, at: destination.at });
      return { ...base, keyword, sources: words.slice(0, -1).filter((word) => !isMarker(word)), destination };
    }
    case 'HEALTHCHECK':
      return healthCheck(statement, reading, base);
    case 'ONBUILD':
      return onBuild(statement, reading, base);
    case '':
      return refuse(statement, reading, 'A line is continued that says nothing');
    default:
      return refuse(statement, reading, `There is no instruction ${keyword}`);
  }
}

type Base = Pick<Instruction, 'at' | 'keywordAt' | 'flags' | 'heredocs' | 'stage'>;

function refuse(statement: Statement, { problems }: Reading, message: string): undefined {
  problems.push({ message, at: statementPlace(statement) });
}

function statementPlace({ line, from, end }: Statement): Problem['at'] {
  return line.place(from, end);
}

function from(statement: Statement, { problems }: Reading): { readonly image: Word; readonly alias?: Word } {
  const { line, args, end } = statement;
  const words = separatedWords(line, args, end);
  const [image = line.word(end, end), as, alias] = words;
  if (words.length !== 1 && (words.length !== 3 || as?.raw.toLowerCase() !== 'as')) {
    problems.push({ message: 'FROM takes an image, or an image, AS and a name', at: statementPlace(statement) });
  }
  if (!alias || as?.raw.toLowerCase() !== 'as') return { image };
  if (!STAGE_NAME.test(alias.raw.toLowerCase())) {
    problems.push({
      message: `"${alias.raw}" cannot name a stage: letters first, then digits, "-", "_" and "." too`,
      at: alias.at,
    });
  }
  return { image, alias };
}

function command({ line, end }: Statement, args: number, { problems }: Reading): CommandForm {
  const exec = jsonWords(line, args, end);
  if (exec === 'mixed')
    problems.push({ message: 'The JSON array holds something other than strings', at: line.place(args, end) });
  else if (exec) return { form: 'exec', exec };
  return { form: 'shell', command: line.word(args, end), segments: line.segments(args, end) };
}

function list({ line, args, end }: Statement, { problems }: Reading): readonly Word[] {
  const exec = jsonWords(line, args, end);
  if (exec === 'mixed')
    problems.push({ message: 'The JSON array holds something other than strings', at: line.place(args, end) });
  else if (exec) return exec;
  return separatedWords(line, args, end);
}

function isMarker({ raw }: Word): boolean {
  const marker = raw.includes('<<') ? readMarker(raw) : undefined;
  return marker !== undefined && !('error' in marker);
}

function argPairs(statement: Statement, reading: Reading): readonly Pair[] {
  const { line, args, end } = statement;
  const pairs = quotedWords(line.text, args, end, reading.escape).map((range) => pairOf(line, range));
  if (pairs.length === 0) refuse(statement, reading, 'ARG needs at least one name');
  return pairs.filter((pair) => isNamed(pair, 'ARG', reading));
}

function namedPairs(statement: Statement, reading: Reading): readonly Pair[] {
  const { line, args, end, keyword } = statement;
  const [first, ...rest] = quotedWords(line.text, args, end, reading.escape).map((range) => pairOf(line, range));
  if (!first) {
    refuse(statement, reading, `${keyword} needs a name and a value`);
    return [];
  }
  if (!first.value) return legacyPair(statement, reading);
  return [first, ...rest].filter((pair) => {
    if (!pair.value)
      reading.problems.push({
        message: `${keyword} has a word that is no name=value; a value with blanks stands in quotes`,
        at: pair.name.at,
      });
    return pair.value !== undefined && isNamed(pair, keyword, reading);
  });
}

/** `ENV NAME all the rest`. */
function legacyPair(statement: Statement, reading: Reading): readonly Pair[] {
  const { line, args, end, keyword } = statement;
  const { text } = line;
  let nameEnd = args;
  while (nameEnd < end && !isSeparator(text.charCodeAt(nameEnd))) nameEnd += 1;
  let valueFrom = nameEnd;
  while (valueFrom < end && isSeparator(text.charCodeAt(valueFrom))) valueFrom += 1;
  if (nameEnd === end) {
    refuse(statement, reading, `${keyword} gives ${text.slice(args, end)} no value`);
    return [];
  }
  return [{ name: line.word(args, nameEnd), value: line.word(valueFrom, end) }];
}

function isNamed({ name, value }: Pair, keyword: string, { problems }: Reading): boolean {
  const { file, span } = name.at;
  const at = placeAt(file, span.start, value?.at.span.end ?? span.end);
  if (name.raw === '') problems.push({ message: `${keyword} has a value without a name`, at });
  return name.raw !== '';
}

function healthCheckType({ line, args, end }: Statement): { readonly type: string; readonly next: number } {
  const { text } = line;
  let at = args;
  while (at < end && !isSeparator(text.charCodeAt(at))) at += 1;
  const type = text.slice(args, at).toUpperCase();
  while (at < end && isSeparator(text.charCodeAt(at))) at += 1;
  return { type, next: at };
}

function isNone(statement: Statement): boolean {
  return healthCheckType(statement).type === 'NONE';
}

function healthCheck(statement: Statement, reading: Reading, base: Base): Instruction | undefined {
  const { type, next } = healthCheckType(statement);
  const keyword = 'HEALTHCHECK';
  if (type === 'NONE') {
    if (next < statement.end) refuse(statement, reading, 'HEALTHCHECK NONE takes no arguments');
    return { ...base, keyword, none: true };
  }
  if (type !== 'CMD') return refuse(statement, reading, 'HEALTHCHECK needs CMD and a command, or NONE');
  const problem = healthCheckProblem(statement.flags);
  if (problem) reading.problems.push(problem);
  const test = command(statement, next, reading);
  if (test.form === 'exec' ? test.exec.length === 0 : test.command.raw === '') {
    return refuse(statement, reading, 'HEALTHCHECK CMD has no command');
  }
  return { ...base, keyword, none: false, test };
}

function onBuild(statement: Statement, reading: Reading, base: Base): Instruction | undefined {
  const { line, args, end } = statement;
  if (args === end) return refuse(statement, reading, 'ONBUILD needs an instruction');
  const inner = readStatement(line, args, reading.escape);
  if (inner.keyword === 'ONBUILD' || inner.keyword === 'FROM' || inner.keyword === 'MAINTAINER') {
    return refuse(statement, reading, `ONBUILD takes no ${inner.keyword}`);
  }
  const trigger = readInstruction(inner, reading);
  return trigger && { ...base, heredocs: [], keyword: 'ONBUILD', trigger };
}
