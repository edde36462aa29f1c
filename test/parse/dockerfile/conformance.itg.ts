import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Instruction } from '../../../src/parse/dockerfile/ast.ts';
import { expandWord } from '../../../src/parse/dockerfile/expand.ts';
import { lex } from '../../../src/parse/dockerfile/shell-lexer.ts';
import { buildKitArguments, buildKitFlags } from './buildkit-dump.ts';
import { parsed } from './parsed.ts';

const corpora = '../shared/corpora';

function rows(name: string): readonly Readonly<Record<string, unknown>>[] {
  const text = readFileSync(`${corpora}/conformance/${name}.jsonl`, 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [record(JSON.parse(line))]));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new TypeError('no record');
  return Object.fromEntries(Object.entries(value));
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('no text');
  return value;
}

/** Strings as Go's `%q` writes them, as far as these files need it. */
function quoted(value: string): string {
  return JSON.stringify(value).replaceAll('\\u0000', String.raw`\x00`);
}

/** An instruction as BuildKit's own tests write it. */
function expression(instruction: Instruction): string {
  const flags = buildKitFlags(instruction).map(quoted);
  const parts = [instruction.keyword.toLowerCase(), ...(flags.length > 0 ? [`[${flags.join(' ')}]`] : [])];
  if (instruction.keyword === 'ONBUILD') parts.push(expression(instruction.trigger));
  else if (instruction.keyword === 'ENV' || instruction.keyword === 'LABEL') {
    const isOldForm = instruction.pairs.some(({ name, value }) => value && value.at.span.start > name.at.span.end + 1);
    for (const { name, value } of instruction.pairs) {
      const gap = value ? value.at.file.text.slice(name.at.span.end, value.at.span.start) : '';
      parts.push(quoted(name.raw), quoted(value?.raw ?? ''), quoted(isOldForm || gap !== '=' ? '' : '='));
    }
  } else parts.push(...buildKitArguments(instruction).map(quoted));
  return instruction.keyword === 'ONBUILD' ? parts.join(' ') : `(${parts.join(' ')})`;
}

describe('the syntax trees of BuildKit', () => {
  test.each(rows('dockerfile-ast').map(({ name, dockerfile, result }) => [text(name), text(dockerfile), text(result)]))(
    '%s',
    (_, dockerfile, result) => {
      const file = parsed(dockerfile);
      const refused = new Set(file.problems.map(({ at }) => at.span.start));
      const lines = result.trimEnd().split('\n');
      const ours = file.instructions.map((instruction) =>
        instruction.keyword === 'ONBUILD' ? `(onbuild ${expression(instruction.trigger)})` : expression(instruction),
      );
      // BuildKit's tree holds instructions that BuildKit refuses in its next step; ours does not.
      const theirs = lines.filter((line) => ours.includes(line));
      expect(ours).toEqual(theirs);
      expect(lines.length - theirs.length).toBeLessThanOrEqual(refused.size);
    },
  );

  test.each(rows('dockerfile-ast-negative').map(({ name, dockerfile }) => [text(name), text(dockerfile)]))(
    'refused: %s',
    (_, dockerfile) => {
      expect(parsed(dockerfile).problems.length).toBeGreaterThan(0);
    },
  );
});

describe('the words of BuildKit', () => {
  const tables = rows('dockerfile-shell-words').map(({ table, fields }) => ({
    table: text(table),
    fields: Array.isArray(fields) ? fields.map((field: unknown) => text(field)) : [],
  }));
  const variables = new Map([
    ['PWD', '/home'],
    ['SHELL', 'bash'],
    ['KOREAN', '한국어'],
    ['NULL', ''],
  ]);
  const expansions = tables.filter(({ table, fields }) => table === 'envVarTest' && fields[0] !== 'W');

  test.each(expansions.map(({ fields }) => [fields[1] ?? '', fields[2] ?? '']))('%j is %j', (source, expected) => {
    const result = expandWord(source, (name) => variables.get(name), '\\');
    expect('error' in result ? 'error' : result.value).toBe(expected);
  });

  test('all rows of the table are there', () => {
    expect(expansions.length).toBeGreaterThan(200);
  });

  const environment = new Map<string, string>();
  const splits = tables.flatMap(({ table, fields }) => {
    if (table !== 'wordsTest') return [];
    const [source = '', expected] = fields;
    const set = /^ENV ([^=]+)=(.*)$/su.exec(source);
    // The table lost its trailing blanks on the way here: `trailing` once ended with three.
    if (set) environment.set(set[1] ?? '', set[1] === 'trailing' ? `${set[2]}   ` : (set[2] ?? ''));
    return set ? [] : [{ source, expected: expected?.split(',') ?? [], environment: new Map(environment) }];
  });

  test.each(splits)('$source is split into $expected', ({ source, expected, environment }) => {
    const result = lex(source, (name) => environment.get(name), { escape: '\\', split: true });
    expect('error' in result ? ['error'] : result.words.map(({ value }) => value.trimEnd())).toEqual(expected);
  });
});

describe('Dockerfiles from the wild', () => {
  const folder = `${corpora}/wild/dockerfiles`;

  test('are parsed without a throw, nearly all of them without a problem', () => {
    const names = readdirSync(folder);
    const refused = names.filter((name) => parsed(readFileSync(`${folder}/${name}`, 'utf8')).problems.length > 0);
    expect(names.length).toBeGreaterThan(2_000);
    expect(refused.length).toBeLessThan(names.length / 30);
  });
});
